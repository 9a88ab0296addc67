import Desk
import Terminal

/// A piece of a line in its final style.
struct Run: Hashable, Sendable {
  var text: String
  var style: Style
}

/// The surface being drawn, with everything that decides how things look on it.
struct Painter {
  var surface: Surface
  /// The styles for the current background.
  var styles: Styles
  let glyphs: LineGlyphs
  let symbols: Symbols
  /// Every frame is in the colours of production.
  let isProduction: Bool
  /// The areas for the mouse; where two overlap, the later one counts.
  private(set) var targets: [PointTarget] = []

  /// - Parameter surface: the cells to draw over; nil: blank ones.
  init(size: Size, styles: Styles, glyphs: LineGlyphs, isProduction: Bool, over surface: Surface? = nil) {
    self.surface = surface ?? Surface(size: size, filling: styles.ground)
    self.styles = styles
    self.glyphs = glyphs
    symbols = Symbols(isASCII: glyphs == .ascii)
    self.isProduction = isProduction
  }

  func runs(_ spans: [Span]) -> [Run] {
    spans.map { Run(text: $0.text, style: $0.isFound ? styles[$0.role].adding(.reverse) : styles[$0.role]) }
  }

  /// Writes on the first row of `line`, cut with an ellipsis where it is too long.
  /// - Returns: columns written.
  @discardableResult
  mutating func put(_ runs: [Run], in line: Rect) -> Int {
    guard line.columns > 0 else { return 0 }
    let isCut = runs.reduce(0) { $0 + TextWidth.columns(of: $1.text) } > line.columns
    let room = isCut ? line.columns - 1 : line.columns
    var used = 0
    for run in runs {
      let at = Point(column: line.column + used, row: line.row)
      guard isCut else {
        used += surface.put(run.text, at: at, style: run.style, within: line)
        continue
      }
      let fitting = TextWidth.prefix(of: run.text, columns: room - used)
      used += surface.put(String(fitting), at: at, style: run.style, within: line)
      guard fitting.endIndex == run.text.endIndex else {
        let end = Point(column: line.column + used, row: line.row)
        return used + surface.put(glyphs.ellipsis, at: end, style: run.style, within: line)
      }
    }
    return used
  }

  @discardableResult
  mutating func put(_ text: String, _ style: Style, in line: Rect) -> Int {
    put([Run(text: text, style: style)], in: line)
  }

  mutating func fill(_ rect: Rect, style: Style) {
    surface.fill(rect, style: style)
  }

  /// Everything in `rect` in the colour of what is muted: another window is typed at.
  mutating func dim(_ rect: Rect) {
    let muted = styles[.muted]
    surface.restyle(rect) { style in
      Style(
        foreground: muted.foreground, background: style.background,
        attributes: style.attributes.union(muted.attributes))
    }
  }

  mutating func addTarget(_ target: Pointed, _ rect: Rect) {
    targets.append(PointTarget(rect: rect, pointed: target))
  }

  mutating func rule(in line: Rect) {
    surface.hline(at: line.origin, columns: line.columns, style: styles.border, glyphs: glyphs, within: line)
  }

  /// Writes a text at the right end of `line`.
  mutating func putRight(_ run: Run, in line: Rect) {
    let columns = TextWidth.columns(of: run.text)
    put([run], in: line.splitRight(columns).right)
  }

  /// Draws one line of a pane's contents: a column for the mark, then the text.
  /// - Returns: where the cursor stands when it is on this line.
  mutating func draw(_ line: ContentLine, in rect: Rect) -> Point? {
    guard !rect.isEmpty else { return nil }
    let (mark, content) = rect.splitLeft(1)
    if line.isMarked { put(symbols.marker, styles.mark, in: mark) }
    var room = content
    if let trailing = line.trailing {
      let columns = TextWidth.columns(of: trailing.text)
      if content.columns - columns - 1 >= 12 {
        putRight(trailing, in: content)
        room = content.splitRight(columns + 1).rest
      }
    }
    put(line.runs, in: room)
    if line.isSelected { surface.restyle(rect, styles.selected) }
    return line.cursor.map { Self.cursor($0, in: rect) }
  }

  /// The place of a cursor at this column of the text of a line.
  static func cursor(_ column: Int, in rect: Rect) -> Point {
    let content = rect.splitLeft(1).rest
    let within = content.isEmpty ? rect : content
    return Point(column: min(within.column + max(0, column), within.maxColumn - 1), row: rect.row)
  }

  /// Draws the part of `lines` that `window` shows after it moved as little as it must.
  /// - Parameters:
  ///   - revealing: lines that have to be seen; the first ones where not all fit.
  ///   - margin: the number of lines before those that must be visible too.
  /// - Returns: where the cursor stands when it is on one of the lines.
  mutating func draw(
    _ lines: [ContentLine], in rect: Rect, window: inout ScrollWindow, revealing: Range<Int>? = nil, margin: Int = 1
  ) -> Point? {
    draw(lines.count, in: rect, window: &window, revealing: revealing, margin: margin) { index, _ in lines[index] }
  }

  /// The same for a list whose lines are made when they are drawn; those that must be seen are made twice.
  mutating func draw(
    _ count: Int, in rect: Rect, window: inout ScrollWindow, revealing: Range<Int>? = nil, margin: Int = 1,
    line: (Int, borrowing Painter) -> ContentLine
  ) -> Point? {
    window.update(count: count, height: rect.rows)
    if let revealing, !revealing.isEmpty {
      window.reveal(revealing.upperBound - 1)
      window.reveal(revealing.lowerBound, margin: margin)
      if let cursor = revealing.first(where: { line($0, self).cursor != nil }) { window.reveal(cursor) }
    }
    var cursor: Point?
    for (offset, index) in window.visible.enumerated() {
      let room = rect.line(offset)
      let content = line(index, self)
      if let target = content.target { addTarget(target, room) }
      if let found = draw(content, in: room) { cursor = found }
    }
    return cursor
  }
}
