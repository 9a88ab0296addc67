import Glibc
import PrivateIO

/// All canned texts, by the names of their files: the person's own, the site's, and those that come with the program.
/// For the same name, the person's text comes before the site's; a faulty one does not bring back another.
package struct TextLibrary: Sendable {
  package enum Origin: String, CaseIterable, Sendable {
    case own
    case site
    case shipped
  }

  package struct Entry: Sendable {
    package let name: String
    package let origin: Origin
    /// Nil where it cannot be used.
    package let text: TextFile?
    package let problems: [ConfigProblem]
  }

  /// Of one folder.
  static let mostFiles = 200

  private let own: String?
  private let site: String?

  /// - Parameters:
  ///   - own: the person's folder; nil looks nowhere.
  ///   - site: the site's folder, whose files must be root's.
  package init(own: String?, site: String?) {
    self.own = own
    self.site = site
  }

  /// By name; the problems are those of folders and of files that have no name to be chosen by.
  package func read() -> (entries: [Entry], problems: [ConfigProblem]) {
    var entries: [String: Entry] = [:]
    for (name, toml) in ShippedTexts.all {
      entries[name] = Self.entry(name, .shipped, String(decoding: toml, as: UTF8.self), file: name + ".toml")
    }
    var problems: [ConfigProblem] = []
    for (folder, origin) in [(site, Origin.site), (own, .own)] {
      guard let folder else { continue }
      let names = ConfigFile.names(ofTOMLFilesIn: folder)
      let label = origin == .own ? "texts" : folder
      if names.count > Self.mostFiles {
        problems.append(
          ConfigProblem(
            file: label,
            sentence: "There are \(names.count) files; only the first \(Self.mostFiles) by name are read."))
      }
      for name in names.prefix(Self.mostFiles) {
        let file = "\(label)/\(name).toml"
        guard Self.isName(name) else {
          let sentence = "The name of a text is made of 1 to 64 letters, digits, - and _; this one is left out."
          problems.append(ConfigProblem(file: file, sentence: sentence))
          continue
        }
        entries[name] = Self.entry(name, origin, path: "\(folder)/\(name).toml", file: file)
      }
    }
    return (entries.values.sorted { $0.name < $1.name }, problems)
  }

  private static func entry(_ name: String, _ origin: Origin, path: String, file: String) -> Entry {
    do throws(ConfigProblem) {
      let text = try ConfigFile.read(
        path, mustExist: true, isSecurity: false, owner: origin == .site ? .root : .person,
        largestSize: TextFile.largestSize)
      return entry(name, origin, text ?? "", file: file)
    } catch {
      return Entry(name: name, origin: origin, text: nil, problems: [error])
    }
  }

  private static func entry(_ name: String, _ origin: Origin, _ text: String, file: String) -> Entry {
    let (text, problems) = TextFile.read(text, file: file)
    return Entry(name: name, origin: origin, text: problems.isEmpty ? text : nil, problems: problems)
  }

  private static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }
}

/// The texts that come with the program: the TOML files of the folder `Shipped`, embedded.
enum ShippedTexts {
  static let all: [(name: String, toml: [UInt8])] = [
    ("call-attempt-note", PackageResources.call_attempt_note_toml),
    ("hand-over-note", PackageResources.hand_over_note_toml),
    ("missed-visit", PackageResources.missed_visit_toml),
    ("payment-failed", PackageResources.payment_failed_toml),
    ("refill-link-sent", PackageResources.refill_link_sent_toml),
    ("tracking-number", PackageResources.tracking_number_toml),
    ("visit-reminder", PackageResources.visit_reminder_toml),
    ("waiting-for-lab", PackageResources.waiting_for_lab_toml),
  ]
}
