extension Surface {
  /// A horizontal rule of `columns` cells.
  package mutating func hline(
    at point: Point, columns: Int, style: Style, glyphs: LineGlyphs = .unicode, within clip: Rect? = nil
  ) {
    let rect = Rect(column: point.column, row: point.row, columns: columns, rows: 1)
    fill(rect, with: glyphs.horizontal, style: style, within: clip)
  }

  /// A vertical rule of `rows` cells.
  package mutating func vline(
    at point: Point, rows: Int, style: Style, glyphs: LineGlyphs = .unicode, within clip: Rect? = nil
  ) {
    let rect = Rect(column: point.column, row: point.row, columns: 1, rows: rows)
    fill(rect, with: glyphs.vertical, style: style, within: clip)
  }

  /// A border along the edge of `rect`, with a title at the left of its top row and a note at the right.
  ///
  /// The inside is left as it is. Where there is too little room the note goes first, then the title is cut with an
  /// ellipsis. Nothing is drawn when `rect` has fewer than two columns or rows.
  package mutating func drawFrame(
    _ rect: Rect, title: String = "", note: String = "", style: Style, titleStyle: Style? = nil,
    glyphs: LineGlyphs = .unicode, within clip: Rect? = nil
  ) {
    guard rect.columns >= 2, rect.rows >= 2 else { return }
    let right = rect.maxColumn - 1
    let bottom = rect.maxRow - 1
    hline(at: rect.origin, columns: rect.columns, style: style, glyphs: glyphs, within: clip)
    hline(
      at: Point(column: rect.column, row: bottom), columns: rect.columns, style: style, glyphs: glyphs, within: clip)
    vline(at: rect.origin, rows: rect.rows, style: style, glyphs: glyphs, within: clip)
    vline(at: Point(column: right, row: rect.row), rows: rect.rows, style: style, glyphs: glyphs, within: clip)
    put(glyphs.topLeft, at: rect.origin, style: style, within: clip)
    put(glyphs.topRight, at: Point(column: right, row: rect.row), style: style, within: clip)
    put(glyphs.bottomLeft, at: Point(column: rect.column, row: bottom), style: style, within: clip)
    put(glyphs.bottomRight, at: Point(column: right, row: bottom), style: style, within: clip)
    drawTitle(title, note: note, rect: rect, style: titleStyle ?? style, glyphs: glyphs, within: clip)
  }

  private mutating func drawTitle(
    _ title: String, note: String, rect: Rect, style: Style, glyphs: LineGlyphs, within clip: Rect?
  ) {
    let room = rect.columns - 4
    guard room > 0 else { return }
    let start = Point(column: rect.column + 1, row: rect.row)
    var used = 0
    if !title.isEmpty {
      let shown = TextWidth.truncate(title, to: room, ellipsis: glyphs.ellipsis)
      used = put(" \(shown) ", at: start, style: style, within: clip)
    }
    let noteColumns = TextWidth.columns(of: note) + 2
    if !note.isEmpty, used + noteColumns < rect.columns - 2 {
      let column = rect.maxColumn - 1 - noteColumns
      put(" \(note) ", at: Point(column: column, row: rect.row), style: style, within: clip)
    }
  }
}
