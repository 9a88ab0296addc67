package import Care360

/// A canned text as its file holds it: `title`, `kind` and `body`. The code that fills the blanks reads them.
package struct TextFile: Hashable, Sendable {
  package let title: String
  /// The kinds that it may be sent as.
  package let kinds: Set<Communication.Kind>
  package let body: String
  /// The file's name as people see it.
  package let file: String
  private let bodyPlace: TOMLPlace?
  /// The file line of the body's first line, so that body lines can be counted as file lines.
  private let firstLine: Int?

  /// Bytes.
  package static let largestSize = 64 << 10
  static let longestTitle = 100

  /// The text, and everything that is wrong in the order of the file; nil where one of the three is missing or wrong.
  package static func read(_ text: String, file: String) -> (TextFile?, [ConfigProblem]) {
    let document: TOMLDocument
    do throws(ConfigProblem) {
      document = try TOMLDocument(text, file: file, isSecurity: false)
    } catch {
      return (nil, [error])
    }
    let collector = ProblemCollector(document)
    func report(_ key: String, _ sentence: String) { collector.report([], key, sentence, isSecurity: false) }
    for key in document.root.keys where !["title", "kind", "body"].contains(key) {
      report(key, "There is no such key.")
    }
    let top = SectionReader(path: [], members: document.root, collector: collector)
    for key in ["title", "kind", "body"] where document.root[key] == nil { report(key, missing[key] ?? "") }
    let title = top.value("title", "It must be one line of at most \(longestTitle) characters.") { text in
      text.unicodeScalars.count <= longestTitle ? text : nil
    }
    let kinds = top.value("kind", "It must be message, note or both.") { Self.kinds[$0] }
    var body: String?
    if let node = document.root["body"] {
      if case .text(let text) = node.value { body = text } else { report("body", "It must be a text in quotes.") }
    }
    guard let title, let kinds, let body else { return (nil, collector.sorted) }
    let place = document.place(of: ["body"])
    let read = TextFile(
      title: title, kinds: kinds, body: body, file: file, bodyPlace: place,
      firstLine: place.flatMap { firstLine(of: text, at: $0) })
    return (read, collector.sorted)
  }

  private static let kinds: [String: Set<Communication.Kind>] = [
    "message": [.message], "note": [.note], "both": [.message, .note],
  ]

  private static let missing = [
    "title": "A text needs a title.", "body": "A text needs a body.",
    "kind": "Say what the text is for: kind = \"message\", \"note\" or \"both\".",
  ]

  /// The first line of a body that is in triple quotes, starts on its own line and has no escapes; otherwise nil.
  private static func firstLine(of text: String, at place: TOMLPlace) -> Int? {
    // As TOML ends lines: other line ends may stand in a text.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    guard lines.indices.contains(place.line - 1) else { return nil }
    let line = lines[place.line - 1]
    let ending = line.utf8.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.prefix(3)
    if ending.elementsEqual("'''".utf8) { return place.line + 1 }
    guard ending.elementsEqual("\"\"\"".utf8) else { return nil }
    let isPlain = !lines.dropFirst(place.line).contains { $0.utf8.contains(UInt8(ascii: "\\")) }
    return isPlain ? place.line + 1 : nil
  }

  /// Reports a problem in the body (line and column from 1) at its place in the file.
  package func problem(line: Int, column: Int, _ sentence: String) -> ConfigProblem {
    guard let firstLine else {
      return ConfigProblem(
        file: file, line: bodyPlace?.line, column: bodyPlace?.column, key: "body",
        sentence: "Line \(line), column \(column): \(sentence)")
    }
    return ConfigProblem(file: file, line: firstLine + line - 1, column: column, key: "body", sentence: sentence)
  }
}
