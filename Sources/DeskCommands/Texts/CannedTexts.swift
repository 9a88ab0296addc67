import Desk
import DeskConfig

/// The canned texts of the person, the site and the program, with their blanks read.
struct CannedTexts {
  struct Entry {
    let name: String
    let origin: TextLibrary.Origin
    /// Nil where it cannot be used.
    let text: CannedText?
    /// As it stands in its file; nil where that cannot be read.
    let source: TextFile?
    let problems: [ConfigProblem]
  }

  let entries: [Entry]
  /// Of folders, and of files that have no name.
  let problems: [ConfigProblem]

  init(_ paths: Paths, _ host: Host) {
    let library = TextLibrary(
      own: paths.textsDirectory, site: SitePolicy.textsDirectory(besidePolicy: host.policyFile))
    let (entries, problems) = library.read()
    self.entries = entries.map(Self.entry)
    self.problems = problems
  }

  var usable: [CannedText] { entries.compactMap(\.text) }

  private static func entry(_ found: TextLibrary.Entry) -> Entry {
    var (text, problems) = (CannedText?.none, found.problems)
    if let source = found.text {
      do throws(CannedText.Problems) {
        let body = try CannedText.Body(source.body)
        text = CannedText(name: found.name, title: source.title, kinds: source.kinds, body: body)
      } catch {
        problems += error.list.map { source.problem(line: $0.line, column: $0.column, $0.sentence) }
      }
    }
    return Entry(name: found.name, origin: found.origin, text: text, source: found.text, problems: problems)
  }
}

extension Invocation {
  var texts: CannedTexts { CannedTexts(paths, host) }
}
