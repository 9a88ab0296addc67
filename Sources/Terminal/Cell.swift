/// One cell of the screen.
///
/// `text` is one base and at most four marks without their own column; terminal libraries store no more.
package struct Cell: Hashable, Sendable {
  package var text: String
  package var style: Style
  /// The right half of the wide glyph in the cell to the left; its `text` is empty.
  package var isContinuation: Bool

  package init(text: String, style: Style, isContinuation: Bool = false) {
    self.text = text
    self.style = style
    self.isContinuation = isContinuation
  }

  package static func blank(_ style: Style) -> Cell { Cell(text: " ", style: style) }
}
