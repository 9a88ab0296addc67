/// The characters for borders and rules. Every glyph takes one column.
package struct LineGlyphs: Hashable, Sendable {
  package var horizontal: String
  package var vertical: String
  package var topLeft: String
  package var topRight: String
  package var bottomLeft: String
  package var bottomRight: String
  package var teeLeft: String
  package var teeRight: String
  /// Marks text that was cut.
  package var ellipsis: String

  package static let unicode = LineGlyphs(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", teeLeft: "├",
    teeRight: "┤", ellipsis: "…")

  /// The same lines with heavier corners, for a state that must be seen without colour.
  package static let heavyCorners = LineGlyphs(
    horizontal: "─", vertical: "│", topLeft: "┏", topRight: "┓", bottomLeft: "┗", bottomRight: "┛", teeLeft: "├",
    teeRight: "┤", ellipsis: "…")

  package static let ascii = LineGlyphs(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", teeLeft: "+",
    teeRight: "+", ellipsis: "~")

  package static let asciiHeavyCorners = LineGlyphs(
    horizontal: "-", vertical: "|", topLeft: "#", topRight: "#", bottomLeft: "#", bottomRight: "#", teeLeft: "+",
    teeRight: "+", ellipsis: "~")
}
