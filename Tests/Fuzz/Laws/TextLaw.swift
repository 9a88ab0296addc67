import Terminal

/// Text of any bytes: no character of it acts on a terminal or hides, and each of its measures is that of the cells that it is
/// drawn in. The first byte picks the letters that the terminal has and a number of columns.
package struct TextLaw: Law {
  package static let seeds: [[UInt8]] = HostileText.corpus.enumerated().map {
    [UInt8($0.offset)] + Array($0.element.utf8)
  }

  private static let letterings: [Lettering] = [.whole, .withoutMarks, .ascii]

  package init() {}

  package func hold(for input: [UInt8]) throws {
    var choices = Choices(input)
    let choice = choices.next()
    let text = String(decoding: choices.rest, as: UTF8.self)
    try Lettering.$drawn.withValue(Self.letterings[choice % 3]) {
      let shown = Sanitiser.visible(text)
      try demand(shown.unicodeScalars.allSatisfy(isSafe), "a character that acts or hides is left")
      try demand(Lettering.drawn != .ascii || shown.utf8.allSatisfy { $0 < 0x7F }, "more than ASCII is left")
      try demand(isSame(Sanitiser.visible(shown), shown), "sanitized again it is another text")
      try demand(Sanitiser.visibleASCII(text).utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "no ASCII form")
      try drawing(of: text, shown)
      try cutting(of: text, to: choice / 3)
      try wrapping(of: text, at: choice / 3 + 1)
      try quoting(of: text)
    }
  }

  private func drawing(of text: String, _ shown: String) throws {
    let width = TextWidth.columns(of: text)
    try demand(width == TextWidth.columns(of: shown), "the width is not that of the sanitized text")
    var surface = Surface(size: Size(columns: width + 1, rows: 1))
    let used = surface.put(text, at: Point(column: 0, row: 0), style: .standard)
    try demand(used == width, "\(used) cells for a width of \(width)")
    var drawn = ""
    for column in 0..<width {
      let cell = surface[column, 0]
      let columns = surface[column + 1, 0].isContinuation ? 2 : 1
      try demand(
        cell.isContinuation ? cell.text.isEmpty : TextWidth.columns(of: cell.text) == columns, "a cell of another width"
      )
      try demand(cell.text.unicodeScalars.count <= 5, "more than ncurses keeps in a cell")
      drawn += cell.text
    }
    try demand(isSame(drawn, shown), "the cells hold another text")
  }

  private func cutting(of text: String, to columns: Int) throws {
    try demand(TextWidth.columns(of: TextWidth.truncate(text, to: columns)) <= columns, "cut off too late")
    try demand(TextWidth.columns(of: TextWidth.pad(text, to: columns)) == columns, "filled to another width")
  }

  private func wrapping(of text: String, at columns: Int) throws {
    let lines = TextWidth.wrap(text, columns: columns)
    try demand(lines.allSatisfy { $0.count == 1 || TextWidth.columns(of: $0) <= columns }, "a line too long")
    let kept = lines.joined().unicodeScalars.filter { $0 != " " }
    let wanted = Sanitiser.visibleLines(text).unicodeScalars.filter { $0 != " " && $0 != "\n" }
    try demand(kept.elementsEqual(wanted), "wrapping loses or adds a character")
  }

  /// Inside its quotation marks a text has no single one.
  private func quoting(of text: String) throws {
    let scalars = Array(Sanitiser.isolatedText(text).unicodeScalars)
    try demand(scalars.count >= 2 && scalars.first == "\"" && scalars.last == "\"", "no quotation marks around it")
    let runs = scalars.dropFirst().dropLast().split(omittingEmptySubsequences: true) { $0 != "\"" }
    try demand(runs.allSatisfy { $0.count.isMultiple(of: 2) }, "a quotation mark that ends it")
  }

  private func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private func isSame(_ one: String, _ other: String) -> Bool {
    one.unicodeScalars.elementsEqual(other.unicodeScalars)
  }
}
