import Desk
import Terminal

/// A text field cut to the available space: its visible characters, and the cursor's place among them.
struct TextFieldLines: Hashable {
  private(set) var lines: [String]
  private(set) var cursorLine = 0
  private(set) var cursorColumn = 0
  /// The placeholder is shown, not text.
  let isPlaceholder: Bool

  /// - Parameters:
  ///   - isActive: the cursor is in it: the part around the cursor is shown, else the beginning.
  ///   - rows: the most lines of a multi-line field.
  init(_ field: TextFieldPresentation, columns: Int, rows: Int = 1, isActive: Bool, painter: Painter) {
    let width = max(1, columns)
    isPlaceholder = field.isEmpty
    lines = [TextWidth.truncate(field.placeholder, to: width, ellipsis: painter.glyphs.ellipsis)]
    guard !isPlaceholder else { return }
    var characters = field.characters
    if field.isMasked { characters = characters.map { _ in painter.symbols.dot } }
    let cursor = min(max(0, field.cursor), characters.count)
    if field.isMultiline {
      wrap(characters, cursor: cursor, columns: width, rows: max(1, rows), isActive: isActive)
    } else if isActive {
      scroll(characters, cursor: cursor, columns: width, ellipsis: painter.glyphs.ellipsis)
    } else {
      lines = [TextWidth.truncate(String(characters), to: width, ellipsis: painter.glyphs.ellipsis)]
    }
  }

  /// One line, moved to the left by whole characters as far as the cursor needs it; a cut end shows an ellipsis.
  private mutating func scroll(_ characters: [Character], cursor: Int, columns: Int, ellipsis: String) {
    var before = characters[..<cursor].reduce(0) { $0 + TextWidth.columns(of: $1) }
    var start = 0
    if before > columns - 1 {
      while start < cursor, before > columns - 2 {
        before -= TextWidth.columns(of: characters[start])
        start += 1
      }
    }
    let room = start > 0 ? columns - 1 : columns
    let tail = TextWidth.truncate(String(characters[start...]), to: room, ellipsis: ellipsis)
    lines = [start > 0 ? ellipsis + tail : tail]
    cursorColumn = min(columns - 1, before + (start > 0 ? 1 : 0))
  }

  private mutating func wrap(_ characters: [Character], cursor: Int, columns: Int, rows: Int, isActive: Bool) {
    let ranges = Self.drawnRanges(characters, columns: columns)
    let current = Self.line(of: cursor, in: ranges)
    var window = ScrollWindow(count: ranges.count, height: rows)
    if isActive { window.reveal(current) }
    lines = window.visible.map { String(characters[ranges[$0]]) }
    cursorLine = isActive ? current - window.top : 0
    let before = characters[ranges[current].lowerBound..<cursor].reduce(0) { $0 + TextWidth.columns(of: $1) }
    cursorColumn = isActive ? min(columns - 1, before) : 0
  }

  /// The last column stays free for the cursor behind a full line.
  static func drawnRanges(_ characters: [Character], columns: Int) -> [Range<Int>] {
    ranges(characters, columns: max(1, columns - 1))
  }

  /// The cursor goes to the start of the next line if a line is broken because it is full.
  static func line(of cursor: Int, in ranges: [Range<Int>]) -> Int {
    ranges.lastIndex { $0.lowerBound <= cursor } ?? 0
  }

  /// The lines of a text as ranges of characters: broken at line ends (which belong to no range) and after blanks.
  static func ranges(_ characters: [Character], columns: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var width = 0
    var wordStart = 0
    var wordWidth = 0
    for (index, character) in characters.enumerated() {
      if character.isNewline {
        ranges.append(start..<index)
        (start, wordStart, width, wordWidth) = (index + 1, index + 1, 0, 0)
        continue
      }
      let columnsOfOne = TextWidth.columns(of: character)
      if width + columnsOfOne > columns, index > start, character != " " {
        let cut = wordStart > start ? wordStart : index
        ranges.append(start..<cut)
        width = wordStart > start ? wordWidth : 0
        if wordStart <= start { (wordStart, wordWidth) = (index, 0) }
        start = cut
      }
      width += columnsOfOne
      if character == " " {
        (wordStart, wordWidth) = (index + 1, 0)
      } else {
        wordWidth += columnsOfOne
      }
    }
    return ranges + [start..<characters.count]
  }
}

extension Painter {
  /// A text field as runs of exactly `columns`, underlined so that its extent is seen in any theme.
  func fieldRuns(_ text: String, columns: Int, isPlaceholder: Bool) -> [Run] {
    let style = styles[isPlaceholder ? .muted : .text].adding(.underline)
    return [Run(text: TextWidth.pad(text, to: columns, ellipsis: glyphs.ellipsis), style: style)]
  }

  /// A one-line text field behind a prompt sign, with the cursor in it when it is active.
  func fieldLine(_ field: TextFieldPresentation, columns: Int, isActive: Bool) -> ContentLine {
    let width = max(1, columns - 2)
    let shown = TextFieldLines(field, columns: width, isActive: isActive, painter: self)
    let prompt = Run(text: "> ", style: isActive ? styles.focus : styles[.muted])
    return ContentLine(
      runs: [prompt] + fieldRuns(shown.lines.first ?? "", columns: width, isPlaceholder: shown.isPlaceholder),
      cursor: isActive ? 2 + shown.cursorColumn : nil)
  }
}
