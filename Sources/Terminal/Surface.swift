/// A grid of cells to draw on: the only way text reaches a terminal.
///
/// Drawing cannot fail. Whatever lies outside the grid or the clip rectangle is left out, and no call touches a cell
/// outside both, except that overwriting one half of a wide glyph blanks its other half.
package struct Surface: Hashable, Sendable {
  package let size: Size
  private var cells: [Cell]

  package init(size: Size, filling style: Style = .standard) {
    self.size = size
    cells = Array(repeating: .blank(style), count: size.columns * size.rows)
  }

  package var bounds: Rect { Rect(size) }

  /// The cell at `point`; a blank one outside the grid.
  package subscript(point: Point) -> Cell {
    bounds.contains(point) ? cells[point.row * size.columns + point.column] : .blank(.standard)
  }

  package subscript(column: Int, row: Int) -> Cell { self[Point(column: column, row: row)] }

  /// Writes `text` on one row from `point` on, within `clip` (nil: the whole grid).
  ///
  /// The text is sanitised first: controls and other invisible characters appear as visible marks. A glyph that the
  /// clip's border would cut becomes blanks on the inner side.
  /// - Returns: the columns from `point` to the first free column, never beyond the clip's right border.
  @discardableResult
  package mutating func put(_ text: String, at point: Point, style: Style, within clip: Rect? = nil) -> Int {
    let area = clip.map { $0.intersection(bounds) } ?? bounds
    var column = point.column
    guard !area.isEmpty, point.row >= area.row, point.row < area.maxRow else { return 0 }
    drawing: for character in text {
      for piece in Glyph.pieces(of: character) {
        guard column < area.maxColumn else { break drawing }
        write(piece, column: column, row: point.row, style: style, area: area)
        column += piece.columns
      }
    }
    return max(0, min(column, area.maxColumn) - point.column)
  }

  /// Makes every cell of `rect` blank in `style`.
  package mutating func fill(_ rect: Rect, style: Style) {
    let area = rect.intersection(bounds)
    for row in area.row..<max(area.row, area.maxRow) {
      for column in area.column..<max(area.column, area.maxColumn) {
        set(.blank(style), column: column, row: row)
      }
    }
  }

  /// Gives every cell of `rect` another style and keeps its text, for a selection bar or a dimmed background.
  package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let area = rect.intersection(bounds)
    for row in area.row..<max(area.row, area.maxRow) {
      for column in area.column..<max(area.column, area.maxColumn) {
        let index = row * size.columns + column
        cells[index].style = change(cells[index].style)
      }
    }
  }

  private mutating func write(_ glyph: Glyph, column: Int, row: Int, style: Style, area: Rect) {
    let end = column + glyph.columns
    guard column >= area.column, end <= area.maxColumn else {
      for inside in max(column, area.column)..<max(column, area.column, min(end, area.maxColumn)) {
        set(.blank(style), column: inside, row: row)
      }
      return
    }
    set(Cell(text: glyph.text, style: style), column: column, row: row)
    if glyph.columns == 2 {
      set(Cell(text: "", style: style, isContinuation: true), column: column + 1, row: row)
    }
  }

  /// Stores one cell inside the grid and mends the wide glyph it may have cut in two.
  private mutating func set(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.columns + column
    if cells[index].isContinuation, !cell.isContinuation, column > 0 {
      cells[index - 1] = .blank(cells[index - 1].style)
    }
    if column + 1 < size.columns, cells[index + 1].isContinuation {
      cells[index + 1] = .blank(cells[index + 1].style)
    }
    cells[index] = cell
  }
}
