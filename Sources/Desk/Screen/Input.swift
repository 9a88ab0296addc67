/// The meaning of a key or paste, which the front end looked up for the place that has the focus.
package enum Input: Hashable, Sendable {
  /// A command, from its key, the palette or the help list.
  case command(Command)
  /// Text typed into the focused text field.
  case typed(String)
  /// Text pasted; newlines never enter one-line fields.
  case pasted(String)
  /// The same where it is masked.
  case pastedSecret(SecretText)
  /// The whole text of the focused field, from a front end without a cursor in it.
  case replaced(String)
  /// The same where it is masked.
  case replacedSecret(SecretText)
  /// An edit of the focused text field.
  case edited(TextEdit)
  /// A digit 1 to 9 where digits pick an option of a short list.
  case picked(Int)
  /// Space where it switches an option.
  case toggled
  /// Up, down and their kind; `page` is how many rows are in view.
  case moved(Movement, page: Int)
  /// Moves to a field of the form by its row id, or to a question's answer by its number ("2.3"). From front ends that
  /// list the fields.
  case field(String)
}

extension Input {
  /// True when it changes the text of a field.
  var isText: Bool {
    switch self {
    case .typed, .pasted, .pastedSecret, .replaced, .replacedSecret, .edited: true
    default: false
    }
  }
}

package enum Movement: Hashable, Sendable {
  case up
  case down
  case pageUp
  case pageDown
  case home
  case end
}

/// Readline's edits and their arrow-key twins.
package enum TextEdit: Hashable, Sendable {
  case left
  case right
  case wordLeft
  case wordRight
  case lineStart
  case lineEnd
  case deleteBackward
  case deleteForward
  case deleteWordBackward
  case deleteWordForward
  case deleteToLineStart
  case deleteToLineEnd
  /// Only in a field of several lines.
  case newline
  case lineUp
  case lineDown
  /// Moves to a character, up or down by drawn lines; `aim` is the column that the next such move aims at.
  case drawnLine(cursor: Int, aim: Int)
}
