/// Lines for roff's `man` macros. Text is escaped, so that none of it can be taken for a request.
struct Roff {
  private(set) var text = ""

  mutating func add(_ request: String) { text += request + "\n" }
  mutating func section(_ title: String) { add(".SH \"\(title)\"") }

  mutating func line(_ words: String) {
    add(".br")
    add(Self.escaped(words))
  }

  mutating func paragraph(_ words: String) {
    add(".PP")
    add(Self.escaped(words))
  }

  /// Indented lines keep their shape.
  mutating func paragraphs(_ texts: [String]) {
    for text in texts where !text.isEmpty {
      add(".PP")
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("  ") { add(".br") }
        add(line.isEmpty ? ".PP" : Self.escaped(String(line)))
      }
    }
  }

  mutating func item(_ term: String, _ words: String) {
    add(".TP")
    add(Self.escaped(term))
    add(Self.escaped(words))
  }

  mutating func examples(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    paragraph(lines.count == 1 ? "Example:" : "Examples:")
    verbatim(lines.joined(separator: "\n") + "\n")
  }

  mutating func item(_ argument: Definition.Argument) { item(argument.term, argument.abstract) }

  mutating func verbatim(_ words: String) {
    add(".PP")
    add(".nf")
    for line in words.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      add(line.isEmpty ? ".sp" : Self.escaped(String(line)))
    }
    add(".fi")
  }

  /// A backslash and a hyphen mean something everywhere, a dot and an apostrophe at the beginning of a line.
  static func escaped(_ line: String) -> String {
    var text = ""
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\\": text += "\\e"
      case "-": text += "\\-"
      case "\"": text += "\\(dq"
      case ".", "'": text += (text.isEmpty ? "\\&" : "") + String(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
