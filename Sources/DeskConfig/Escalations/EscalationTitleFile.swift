package import Care360

/// The titles of escalations: those of the site, then those that come with the program.
package enum EscalationTitleFile {
  /// - Parameter site: the site's file, which must be root's; it need not exist.
  /// - Returns: the titles, and what is wrong with the site's file. A faulty line of it leaves out that line alone.
  package static func read(site: String) -> (EscalationTitles, [ConfigProblem]) {
    var titles = EscalationTitles()
    var problems: [ConfigProblem] = []
    do throws(ConfigProblem) {
      if let text = try ConfigFile.read(site, mustExist: false, isSecurity: false, owner: .root) {
        problems = add(text, file: site, to: &titles)
      }
    } catch {
      problems = [error]
    }
    for kind in EscalationKind.allCases { titles.add(shipped.titles.of(kind), to: kind) }
    return (titles, problems + shipped.problems)
  }

  private static let shipped: (titles: EscalationTitles, problems: [ConfigProblem]) = {
    var titles = EscalationTitles()
    let text = String(decoding: PackageResources.escalations_toml, as: UTF8.self)
    let problems = add(text, file: "escalations.toml", to: &titles)
    return (titles, problems)
  }()

  /// Adds the titles of a text.
  package static func add(_ text: String, file: String, to titles: inout EscalationTitles) -> [ConfigProblem] {
    let document: TOMLDocument
    do throws(ConfigProblem) {
      document = try TOMLDocument(text, file: file, isSecurity: false)
    } catch {
      return [error]
    }
    let collector = ProblemCollector(document)
    func report(_ key: String, _ sentence: String) { collector.report([], key, sentence, isSecurity: false) }
    let top = SectionReader(path: [], members: document.root, collector: collector)
    for key in document.root.keys where EscalationKind(rawValue: key) == nil {
      let kinds = EscalationKind.allCases.map(\.rawValue).joined(separator: ", ")
      report(key, "There is no such type of escalation: the types are \(kinds).")
    }
    for kind in EscalationKind.allCases {
      var found: [EscalationTitle] = []
      for text in top.texts(kind.rawValue) ?? [] {
        do throws(EscalationTitleProblem) {
          found.append(try EscalationTitle(text))
        } catch {
          report(kind.rawValue, error.sentence + " It is left out.")
        }
      }
      titles.add(found, to: kind)
    }
    return collector.sorted
  }
}
