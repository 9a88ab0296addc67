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
    if Glyph.isPlain(text) { return putPlain(text, at: point, style: style, area: area) }
    drawing: for character in text {
      if let byte = Glyph.plainByte(character) {
        guard column < area.maxColumn else { break }
        if column >= area.column { set(.ascii(byte, style), column: column, row: point.row) }
        column += 1
        continue
      }
      for piece in Glyph.pieces(of: character) {
        guard column < area.maxColumn else { break drawing }
        write(piece, column: column, row: point.row, style: style, area: area)
        column += piece.columns
      }
    }
    return max(0, min(column, area.maxColumn) - point.column)
  }

  /// A text of printable ASCII, one character a cell.
  private mutating func putPlain(_ text: String, at point: Point, style: Style, area: Rect) -> Int {
    let end = min(point.column + text.utf8.count, area.maxColumn)
    let columns = max(point.column, area.column)..<max(point.column, area.column, end)
    mend(columns, row: point.row)
    let start = point.row * size.columns
    for (column, byte) in zip(columns, text.utf8.dropFirst(columns.lowerBound - point.column)) {
      cells[start + column] = .ascii(byte, style)
    }
    return max(0, end - point.column)
  }

  /// Makes every cell of `rect` blank in `style`.
  package mutating func fill(_ rect: Rect, style: Style) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    for row in area.row..<area.maxRow {
      let columns = area.column..<area.maxColumn
      mend(columns, row: row)
      for column in columns { cells[row * size.columns + column] = .blank(style) }
    }
  }

  /// Writes the first glyph of `text`, of one column, into every cell of `rect` within `clip`.
  mutating func fill(_ rect: Rect, with text: String, style: Style, within clip: Rect?) {
    let area = rect.intersection(clip.map { $0.intersection(bounds) } ?? bounds)
    guard !area.isEmpty, let glyph = text.first.flatMap({ Glyph.pieces(of: $0).first }) else { return }
    let cell = Cell(text: glyph.text, style: style)
    for row in area.row..<area.maxRow {
      mend(area.column..<area.maxColumn, row: row)
      for column in area.column..<area.maxColumn { cells[row * size.columns + column] = cell }
    }
  }

  /// The columns of this row from the first to the last cell that is not as in `other`, whole glyphs of both; empty where
  /// there is none, nil where the grids are not of one size or have no such row.
  package func changedColumns(of row: Int, from other: Surface) -> Range<Int>? {
    guard size == other.size, row >= 0, row < size.rows else { return nil }
    let start = row * size.columns
    var (first, end) = (0, size.columns)
    cells.withUnsafeBufferPointer { own in
      other.cells.withUnsafeBufferPointer { others in
        while first < end, own[start + first] == others[start + first] { first += 1 }
        while first < end, own[start + end - 1] == others[start + end - 1] { end -= 1 }
      }
    }
    guard first < end else { return 0..<0 }
    func isSplit(_ column: Int) -> Bool {
      column > 0 && column < size.columns
        && (cells[start + column].isContinuation || other.cells[start + column].isContinuation)
    }
    while isSplit(first) { first -= 1 }
    while isSplit(end) { end += 1 }
    return first..<end
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
      set(.continuation(style), column: column + 1, row: row)
    }
  }

  /// Stores one cell inside the grid and mends the wide glyph it may have cut in two.
  private mutating func set(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.columns + column
    if cell.isContinuation {
      mendRight(of: column + 1, row: row)
    } else {
      mend(column..<column + 1, row: row)
    }
    cells[index] = cell
  }

  /// Blanks the halves that are left of wide glyphs, before all cells of these columns are written over.
  private mutating func mend(_ columns: Range<Int>, row: Int) {
    guard !columns.isEmpty else { return }
    let first = row * size.columns + columns.lowerBound
    if columns.lowerBound > 0, cells[first].isContinuation { cells[first - 1] = .blank(cells[first - 1].style) }
    mendRight(of: columns.upperBound, row: row)
  }

  private mutating func mendRight(of column: Int, row: Int) {
    let index = row * size.columns + column
    if column < size.columns, cells[index].isContinuation { cells[index] = .blank(cells[index].style) }
  }
}
