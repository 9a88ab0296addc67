import Terminal

/// A section of the manual, for a page of `man` and for the terminal.
struct ManualSection {
  enum Block {
    case heading(String)
    case paragraph(String)
    /// A term, and the words about it.
    case item(String, String)
    /// Lines that keep their shape.
    case verbatim(String)
  }

  let title: String
  let blocks: [Block]

  private static let indent = "  "
  /// The columns for terms that have their text next to them; a longer term gets its own line.
  private static let longestTerm = 24

  /// Plain lines of at most `columns`; lines that keep their shape may be longer.
  func lines(columns: Int) -> [String] {
    var lines = [title.uppercased()]
    var isAmongItems = false
    for block in blocks {
      switch block {
      case .heading(let words): lines += ["", words]
      case .paragraph(let words): lines += [""] + Self.wrapped(words, columns, Self.indent)
      case .item(let term, let words):
        if !isAmongItems { lines.append("") }
        lines += Self.item(term, words, columns)
      case .verbatim(let text):
        lines += [""]
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
          $0.isEmpty ? "" : Self.indent + $0
        }
        if lines.last == "" { lines.removeLast() }
      }
      isAmongItems = if case .item = block { true } else { false }
    }
    return lines
  }

  private static func item(_ term: String, _ words: String, _ columns: Int) -> [String] {
    let hanging = indent + String(repeating: " ", count: longestTerm + indent.count)
    let said = wrapped(words, columns, hanging)
    guard TextWidth.columns(of: term) <= longestTerm, let first = said.first else { return [indent + term] + said }
    return [indent + TextWidth.pad(term, to: longestTerm) + indent + first.dropFirst(hanging.count)] + said.dropFirst()
  }

  private static func wrapped(_ words: String, _ columns: Int, _ indent: String) -> [String] {
    TextWidth.wrap(words, columns: columns - indent.count).map { indent + $0 }
  }
}

extension Roff {
  mutating func add(_ section: ManualSection) {
    self.section(section.title.uppercased())
    for block in section.blocks {
      switch block {
      case .heading(let words): add(".SS \"\(Self.escaped(words))\"")
      case .paragraph(let words): paragraph(words)
      case .item(let term, let words): item(term, words)
      case .verbatim(let text): verbatim(text.hasSuffix("\n") ? text : text + "\n")
      }
    }
  }
}
