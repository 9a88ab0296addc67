package import Desk
import Terminal

extension DrawnScreen {
  /// Up and down in a field of several lines go by the lines as they are drawn, which only the screen knows; other
  /// inputs stay what they are, and so do these at the first and the last line, where they lead to another field.
  ///
  /// - Parameter field: the text that has the cursor now; nil: none. The width is that of the last drawing, as the page
  ///   of a movement is.
  package func resolve(_ input: Input, in field: TextFieldPresentation?) -> Input {
    guard let columns = paragraphColumns, let field, field.isMultiline else { return input }
    return Lettering.$drawn.withValue(lettering) {
      switch input {
      case .edited(.lineUp): Self.move(in: field, columns: columns, by: -1) ?? input
      case .edited(.lineDown): Self.move(in: field, columns: columns, by: 1) ?? input
      default: input
      }
    }
  }

  private static func move(in field: TextFieldPresentation, columns: Int, by distance: Int) -> Input? {
    let characters = field.characters
    let ranges = TextFieldLines.drawnRanges(characters, columns: columns)
    let current = TextFieldLines.line(of: field.cursor, in: ranges)
    guard ranges.indices.contains(current + distance) else { return nil }
    let aim =
      field.aimedColumn
      ?? characters[ranges[current].lowerBound..<field.cursor].reduce(0) { $0 + TextWidth.columns(of: $1) }
    let line = ranges[current + distance]
    // After the last character of a line that continues on the next, the cursor would be drawn on that next line.
    let goesOn = ranges.dropFirst(current + distance + 1).first?.lowerBound == line.upperBound
    let last = goesOn ? line.upperBound - 1 : line.upperBound
    var target = line.lowerBound
    var column = 0
    while target < last {
      let width = TextWidth.columns(of: characters[target])
      guard column + width <= aim else { break }
      column += width
      target += 1
    }
    return .edited(.drawnLine(cursor: target, aim: aim))
  }
}
