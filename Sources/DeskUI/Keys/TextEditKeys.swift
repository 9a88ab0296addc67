import Desk
import Terminal

/// Readline's keys and their twins: the same in every text field.
enum TextEditKeys {
  /// The edit `key` stands for; nil when it is none.
  static func edit(for key: KeyPress, isMultiline: Bool) -> TextEdit? {
    if isMultiline, let edit = ofSeveralLines[key] { return edit }
    return common[key]
  }

  /// Keys that edit in any text field. A command may not take one of them by default.
  static let common: [KeyPress: TextEdit] = [
    KeyPress(.left): .left,
    KeyPress(.right): .right,
    KeyPress(.left, .control): .wordLeft,
    KeyPress(.right, .control): .wordRight,
    .alt("b"): .wordLeft,
    .alt("f"): .wordRight,
    KeyPress(.home): .lineStart,
    KeyPress(.end): .lineEnd,
    .control("a"): .lineStart,
    .control("e"): .lineEnd,
    KeyPress(.backspace): .deleteBackward,
    KeyPress(.delete): .deleteForward,
    .control("d"): .deleteForward,
    .control("w"): .deleteWordBackward,
    KeyPress(.backspace, .alt): .deleteWordBackward,
    .alt("d"): .deleteWordForward,
    .control("u"): .deleteToLineStart,
    .control("k"): .deleteToLineEnd,
  ]

  static let ofSeveralLines: [KeyPress: TextEdit] = [
    .control("j"): .newline,
    KeyPress(.enter, .alt): .newline,
    KeyPress(.up): .lineUp,
    KeyPress(.down): .lineDown,
  ]

  /// Descriptions of the field keys, for people.
  static let described: [([KeyPress], String)] = [
    (keys(of: .lineStart), "In a text field: goes to the start of the line."),
    (keys(of: .lineEnd), "In a text field: goes to the end of the line."),
    (keys(of: .wordLeft), "In a text field: goes one word to the left."),
    (keys(of: .wordRight), "In a text field: goes one word to the right."),
    (keys(of: .deleteForward), "In a text field: deletes the character under the cursor."),
    (keys(of: .deleteWordBackward), "In a text field: deletes the word before the cursor."),
    (keys(of: .deleteWordForward), "In a text field: deletes to the end of the word."),
    (keys(of: .deleteToLineStart), "In a text field: deletes to the start of the line."),
    (keys(of: .deleteToLineEnd), "In a text field: deletes to the end of the line."),
    ([KeyPress(.up)], "In the lookup box: brings back what was looked up before, until the screen locks."),
    (keys(of: .newline), "In an answer of several lines: starts a new line."),
    ([.bare(" ")], "In a choice: switches the option the cursor is on."),
    ([.bare("1"), .bare("9")], "In a choice of up to nine: the digits from the first to the last pick an option."),
  ]

  private static func keys(of edit: TextEdit) -> [KeyPress] {
    let all = Array(common.filter { $0.value == edit }.keys) + ofSeveralLines.filter { $0.value == edit }.keys
    return all.sorted { $0.name < $1.name }
  }
}
