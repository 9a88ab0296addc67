package import Care360

/// A text kept for messages and notes that are written again and again, with blanks that each case fills.
package struct CannedText: Hashable, Sendable {
  /// The name that it is chosen by: the name of its file.
  package let name: String
  package let title: String
  /// The kinds that it may be sent as.
  package let kinds: Set<Communication.Kind>
  package let body: Body

  package init(name: String, title: String, kinds: Set<Communication.Kind>, body: Body) {
    self.name = name
    self.title = title
    self.kinds = kinds
    self.body = body
  }

  package enum Part: Hashable, Sendable {
    case text(String)
    case blank(Blank)
  }

  /// Text and blanks, as they follow each other. `{name}` is a blank, `{{` a brace.
  package struct Body: Hashable, Sendable {
    package let parts: [Part]

    init(parts: [Part]) { self.parts = parts }

    /// - Throws: everything that is wrong with it.
    package init(_ text: String) throws(Problems) {
      var reader = CannedTextReader(text)
      let parts = reader.read()
      guard reader.problems.isEmpty else { throw Problems(list: reader.problems) }
      self.parts = parts
    }

    /// The text, with its blanks as they are written.
    package var plain: String {
      parts.map {
        switch $0 {
        case .text(let text): text
        case .blank(let blank): blank.source
        }
      }.joined()
    }

    /// The blanks, each once, in their order in the text.
    package var blanks: [Blank] {
      var seen: Set<Blank> = []
      return parts.compactMap { if case .blank(let blank) = $0, seen.insert(blank).inserted { blank } else { nil } }
    }
  }

  /// Something wrong at a place of a body.
  package struct Problem: Hashable, Sendable {
    /// From 1, within the body.
    package let line: Int
    /// In characters, from 1.
    package let column: Int
    package let sentence: String
  }

  package struct Problems: Error, Hashable, Sendable {
    package let list: [Problem]
  }
}

/// Reads a body from its beginning to its end, once.
private struct CannedTextReader {
  private var rest: Substring
  private var line = 1
  private var column = 1
  private(set) var problems: [CannedText.Problem] = []

  init(_ text: String) { rest = text[...] }

  mutating func read() -> [CannedText.Part] {
    var parts: [CannedText.Part] = []
    var text = ""
    while let character = rest.first {
      if rest.hasPrefix("{{") {
        text.append("{")
        advance(2)
      } else if character == "{" {
        guard let blank = blank() else { continue }
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.blank(blank))
      } else {
        if let scalar = character.unicodeScalars.first(where: { !$0.isCommunicable }), !character.endsLine {
          note("It contains the character \(scalar.codeAndName), which is not plain text: take it out.")
        }
        text.append(character)
        advance(1)
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    if parts.allSatisfy({ if case .text(let text) = $0 { text.allSatisfy(\.isWhitespace) } else { false } }),
      problems.isEmpty
    {
      note("It has no text.")
    }
    return parts
  }

  /// The blank that begins here, reading past it; nil when there is none.
  private mutating func blank() -> Blank? {
    let inside = rest.dropFirst().prefix { $0 != "{" && $0 != "}" && !$0.isNewline }
    guard rest.dropFirst(inside.count + 1).first == "}" else {
      note("This { has no } on its line: write {{ for a brace.")
      advance(1)
      return nil
    }
    let blank: Blank?
    switch Blank.read(String(inside)) {
    case .success(let found): blank = found
    case .failure(let problem):
      note(problem.sentence)
      blank = nil
    }
    advance(inside.count + 2)
    return blank
  }

  private mutating func note(_ sentence: String) {
    problems.append(CannedText.Problem(line: line, column: column, sentence: sentence))
  }

  private mutating func advance(_ count: Int) {
    for _ in 0..<count {
      guard let character = rest.popFirst() else { return }
      if character.endsLine { (line, column) = (line + 1, 1) } else { column += 1 }
    }
  }
}

extension Character {
  /// The line ends of a message; a message refuses the other ones of Unicode.
  fileprivate var endsLine: Bool { self == "\n" || self == "\r\n" || self == "\r" }
}
