package import Desk
package import DeskConfig

/// The canned texts of the person, the site and the program, with their blanks read.
package struct CannedTexts: Sendable {
  package struct Entry: Sendable {
    package let name: String
    package let origin: TextLibrary.Origin
    /// Nil when the text cannot be used.
    package let text: CannedText?
    /// The text of its file; nil when the file cannot be read.
    package let source: TextFile?
    package let problems: [ConfigProblem]
  }

  package let entries: [Entry]
  /// Problems of folders, and of files without a usable name.
  package let problems: [ConfigProblem]

  package init(_ library: TextLibrary) {
    let (entries, problems) = library.read()
    self.entries = entries.map(Self.entry)
    self.problems = problems
  }

  package var usable: [CannedText] { entries.compactMap(\.text) }

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
