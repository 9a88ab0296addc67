extension TextWidth {
  /// `text`, sanitised, as lines of at most `columns`.
  ///
  /// Lines end at line ends of the text and between words; a word longer than a line is cut between characters. Blanks
  /// at a break are dropped, blanks at the start of a line of the text are kept. A single character wider than
  /// `columns` stands alone on its line, so that nothing is lost and every call ends.
  package static func wrap(_ text: String, columns: Int) -> [String] {
    let width = max(1, columns)
    var lines: [String] = []
    for line in Sanitiser.visibleLines(text).split(separator: "\n", omittingEmptySubsequences: false) {
      var wrapper = LineWrapper(columns: width)
      for character in line { wrapper.append(character) }
      lines += wrapper.finish()
    }
    return lines
  }
}

/// Fills lines with words, one after the other. Its input is sanitized.
private struct LineWrapper {
  let columns: Int
  private var lines: [String] = []
  private var line = ""
  private var lineColumns = 0
  /// Blanks since the last word; dropped where the line breaks.
  private var blanks = 0
  private var word = ""
  private var wordColumns = 0

  init(columns: Int) {
    self.columns = columns
  }

  mutating func append(_ character: Character) {
    if character == " " {
      placeWord()
      blanks += 1
      return
    }
    let width = TextWidth.columns(of: character)
    if wordColumns + width > columns, !word.isEmpty {
      placeWord()
      if lineColumns > 0, lineColumns + width > columns { breakLine() }
    }
    word.append(character)
    wordColumns += width
  }

  mutating func finish() -> [String] {
    placeWord()
    return lines + [line]
  }

  private mutating func placeWord() {
    guard !word.isEmpty else { return }
    if lineColumns + blanks + wordColumns > columns, lineColumns > 0 || blanks > 0 {
      if lineColumns > 0 { breakLine() }
      blanks = min(blanks, max(0, columns - wordColumns))
    }
    line += String(repeating: " ", count: blanks) + word
    lineColumns += blanks + wordColumns
    blanks = 0
    word = ""
    wordColumns = 0
  }

  private mutating func breakLine() {
    lines.append(line)
    line = ""
    lineColumns = 0
    blanks = 0
  }
}
