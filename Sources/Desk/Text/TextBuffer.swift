/// Text with a cursor, for every field that is typed into. Positions count characters as a person sees them (grapheme
/// clusters): a letter with its marks, a flag and a family emoji are one step each.
package struct TextBuffer: Hashable, Sendable {
  private(set) var characters: [Character]
  /// In characters from the start, 0 to the number of characters.
  package internal(set) var cursor: Int
  package let isMultiline: Bool
  /// The next insertion replaces everything.
  private var isSelected = false
  /// The column that moves up and down by lines aim at (of the drawn line, where lines are drawn). It is kept only
  /// while such moves follow each other.
  var aimedColumn: Int?
  /// The change of the last edit, until somebody takes it.
  private var lastChange = Aside<TextChange?>(value: nil)

  /// The cursor starts at the end.
  package init(_ text: String = "", isMultiline: Bool = false) {
    characters = Array(Self.admitted(text, isMultiline: isMultiline))
    self.isMultiline = isMultiline
    cursor = characters.count
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }
  /// In characters.
  package var count: Int { characters.count }
  /// True when there is nothing but white space.
  package var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }
  /// Without the white space around it.
  var trimmedText: String { Self.trimmed(characters[...]) }

  func hasSameText(as other: TextBuffer) -> Bool { characters == other.characters }

  static func trimmed(_ characters: ArraySlice<Character>) -> String {
    guard let first = characters.firstIndex(where: { !$0.isWhitespace }),
      let last = characters.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(characters[first...last])
  }

  /// Puts `text` at the cursor, or in place of everything after `selectForReplacement`. Newlines never enter a one-line
  /// buffer: there a line break becomes a space, as a tab does everywhere; other control characters are dropped.
  package mutating func insert(_ text: String) {
    let admitted = Self.admitted(text, isMultiline: isMultiline)
    guard !admitted.isEmpty else { return }
    let range = isSelected ? 0..<characters.count : cursor..<cursor
    splice(range, with: admitted)
    isSelected = false
    aimedColumn = nil
  }

  /// Replaces everything, cursor at the end.
  package mutating func replace(with text: String) {
    let before = self
    self = TextBuffer(text, isMultiline: isMultiline)
    lastChange.value = TextChange(
      start: 0, removed: before.characters[...], inserted: characters[...], cursor: (before.cursor, cursor))
  }

  /// The change of the last edit; nil when there was none or it was taken already.
  mutating func takeChange() -> TextChange? {
    defer { lastChange.value = nil }
    return lastChange.value
  }

  /// Puts characters in place of others, noted as the last change.
  mutating func replaceCharacters(_ range: Range<Int>, with new: [Character], cursor wanted: Int) {
    lastChange.value = TextChange(
      start: range.lowerBound, removed: characters[range], inserted: new[...], cursor: (cursor, wanted))
    characters.replaceSubrange(range, with: new)
    cursor = wanted
  }

  /// The same without a note, for undo and redo.
  mutating func setCharacters(_ range: Range<Int>, to new: [Character]) {
    characters.replaceSubrange(range, with: new)
    isSelected = false
    aimedColumn = nil
  }

  /// The next insertion replaces everything; deleting deletes everything, any other edit or movement takes that back.
  package mutating func selectForReplacement() {
    isSelected = !characters.isEmpty
  }

  /// Performs an edit or movement; false when it had nothing to do, for example left at the start.
  @discardableResult
  package mutating func apply(_ edit: TextEdit) -> Bool {
    let wasSelected = isSelected
    isSelected = false
    if !edit.isVertical { aimedColumn = nil }
    if wasSelected, edit == .deleteBackward || edit == .deleteForward { return delete(0..<characters.count) }
    switch edit {
    case .left: return move(to: cursor - 1)
    case .right: return move(to: cursor + 1)
    case .wordLeft: return move(to: wordStart)
    case .wordRight: return move(to: wordEnd)
    case .lineStart: return move(to: lineStart)
    case .lineEnd: return move(to: lineEnd)
    case .lineUp: return moveByLine(up: true)
    case .lineDown: return moveByLine(up: false)
    case .drawnLine(let target, let aim):
      aimedColumn = aim
      return move(to: target)
    case .deleteBackward: return delete(max(0, cursor - 1)..<cursor)
    case .deleteForward: return delete(cursor..<min(characters.count, cursor + 1))
    case .deleteWordBackward: return delete(blankSeparatedStart..<cursor)
    case .deleteWordForward: return delete(cursor..<wordEnd)
    case .deleteToLineStart: return delete(lineStart..<cursor)
    case .deleteToLineEnd:
      // At the end of a line this removes the line break, as readline's relatives do, so that the key can be held.
      return delete(cursor..<(lineEnd == cursor ? min(characters.count, cursor + 1) : lineEnd))
    case .newline:
      guard isMultiline else { return false }
      insert("\n")
      return true
    }
  }

  /// The presentation for a pane.
  package func presentation(placeholder: String = "", isMasked: Bool = false) -> TextFieldPresentation {
    TextFieldPresentation(
      characters, cursor: cursor, aimedColumn: aimedColumn, placeholder: placeholder, isMasked: isMasked,
      isMultiline: isMultiline)
  }

  private mutating func delete(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    splice(range, with: "")
    return true
  }

  /// The part of `text` that may enter the buffer: see `insert`.
  private static func admitted(_ text: String, isMultiline: Bool) -> String {
    guard text.unicodeScalars.contains(where: { isSpecial($0) && !(isMultiline && $0 == "\n") }) else { return text }
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      let wasReturn = afterReturn
      afterReturn = scalar == "\r"
      switch scalar {
      case "\n" where wasReturn: continue
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result.append(isMultiline ? "\n" : " ")
      case "\t": result.append(" ")
      default: if !isSpecial(scalar) { result.append(scalar) }
      }
    }
    return String(result)
  }

  /// Control characters and the two separators that break lines.
  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
  }
}

/// A value that is ignored when its container is compared.
struct Aside<Value: Sendable>: Hashable, Sendable {
  var value: Value

  static func == (_: Self, _: Self) -> Bool { true }
  func hash(into _: inout Hasher) {}
}
