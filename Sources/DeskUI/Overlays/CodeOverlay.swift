import Desk
import Terminal

/// A value as a QR code. Both colours are painted, so that it can be scanned on any background.
enum CodeOverlay {
  /// A narrower margin than the standard's, where the screen has no room for that one: telephones still read it.
  private static let leastQuietZone = 2

  static func draw(_ reading: ReadingPresentation, in area: Rect, painter: inout Painter) -> PaneDrawing {
    guard let code = reading.unwrapped.flatMap(QRCode.init) else {
      return refuse("This is too long for a QR code.", reading, in: area, painter: &painter)
    }
    let isASCII = painter.symbols.isASCII
    guard
      let quiet = (leastQuietZone...QRCode.quietZone).last(where: {
        fits(extent(of: code, quiet: $0, isASCII: isASCII), in: area)
      })
    else {
      let needed = extent(of: code, quiet: leastQuietZone, isASCII: isASCII)
      // Header and footer take a row each.
      return refuse(
        "QR code needs \(needed.columns)x\(needed.rows + 2): y copies the link, o shows it alone.", reading, in: area,
        painter: &painter)
    }
    painter.fill(area, style: painter.styles.ground)
    let size = extent(of: code, quiet: quiet, isASCII: isASCII)
    let place = Rect(column: area.column, row: area.row, columns: size.columns, rows: size.rows)
    for row in 0..<size.rows {
      for column in 0..<(isASCII ? size.columns / 2 : size.columns) {
        put(code, column: column, row: row, quiet: quiet, at: place, painter: &painter)
      }
    }
    drawWords(reading, beside: place, in: area, painter: &painter)
    return PaneDrawing(cursor: area.origin, page: area.rows)
  }

  /// Half blocks make a module square; where there is ASCII only, two blanks do.
  private static func extent(of code: QRCode, quiet: Int, isASCII: Bool) -> Size {
    let modules = code.size + 2 * quiet
    return isASCII
      ? Size(columns: modules * 2, rows: modules) : Size(columns: modules, rows: (modules + 1) / 2)
  }

  private static func fits(_ size: Size, in area: Rect) -> Bool {
    size.columns <= area.columns && size.rows <= area.rows
  }

  private static func put(
    _ code: QRCode, column: Int, row: Int, quiet: Int, at place: Rect, painter: inout Painter
  ) {
    let isASCII = painter.symbols.isASCII
    func isDark(_ moduleRow: Int) -> Bool { code[column - quiet, moduleRow - quiet] }
    let upper = isDark(isASCII ? row : row * 2)
    let lower = isASCII ? upper : isDark(row * 2 + 1)
    let cell = look(upper: upper, lower: lower, hasColour: painter.styles.hasColour)
    let point = Point(column: place.column + (isASCII ? column * 2 : column), row: place.row + row)
    painter.surface.put(isASCII ? "  " : cell.text, at: point, style: cell.style)
  }

  /// Without colour the light modules are the terminal's text colour.
  private static func look(upper: Bool, lower: Bool, hasColour: Bool) -> (text: String, style: Style) {
    func color(_ isDark: Bool) -> Color { isDark ? .rgb(0, 0, 0) : .rgb(255, 255, 255) }
    guard hasColour else {
      switch (upper, lower) {
      case (true, true): return (" ", .standard)
      case (false, false): return (" ", Style(attributes: .reverse))
      case (false, true): return ("▀", .standard)
      case (true, false): return ("▄", .standard)
      }
    }
    guard upper != lower else { return (" ", Style(foreground: color(!upper), background: color(upper))) }
    return ("▀", Style(foreground: color(upper), background: color(lower)))
  }

  /// The words to the right of the code or below it: whose code it is, and what the person must know.
  private static func drawWords(
    _ reading: ReadingPresentation, beside place: Rect, in area: Rect, painter: inout Painter
  ) {
    var spans = reading.lines.map(\.spans)
    if !painter.styles.hasColour {
      spans.append([Span("Without colour, the code scans only on a dark screen.", .warning)])
    }
    let right = area.splitLeft(place.columns + 2).rest
    let below = area.splitTop(place.rows).rest
    let room = right.columns >= 20 ? right : below
    let lines = spans.flatMap { painter.lines($0, columns: max(1, room.columns - 1)) }
    for (index, line) in lines.prefix(room.rows).enumerated() { _ = painter.draw(line, in: room.line(index)) }
  }

  private static func refuse(
    _ sentence: String, _ reading: ReadingPresentation, in area: Rect, painter: inout Painter
  ) -> PaneDrawing {
    var alone = reading
    alone.title = sentence
    return ReadingOverlay.drawAlone(alone, in: area, painter: &painter)
  }
}
