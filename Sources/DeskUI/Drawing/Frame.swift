import Desk
import Terminal

/// The border of a pane or an overlay and what is written on it.
struct Frame: Hashable {
  var title: String
  var badge: Span?
  var isFocused: Bool
}

extension Painter {
  /// Clears `rect` and draws the border, in production's colours in production. Where the focus is, corners are heavy and the
  /// title stands in reversed colours. The lines stay: two borders drawn again take 3 kB.
  ///
  /// The title is never shortened for the badge: where both do not fit the badge gets the first row inside, or, in a
  /// very low pane, the border below.
  /// - Returns: the inside that is left.
  mutating func draw(_ frame: Frame, in rect: Rect) -> Rect {
    fill(rect, style: styles.ground)
    surface.drawFrame(rect, style: borderStyle, glyphs: borderGlyphs(isFocused: frame.isFocused))
    let inside = rect.inset(by: 1)
    guard rect.columns > 4, rect.rows >= 2 else { return inside }
    let top = rect.line(0).inset(columns: 1, rows: 0)
    let titleStyle = frame.isFocused ? styles.focus.adding([.bold, .reverse]) : styles[.heading]
    let used = put(" \(frame.title) ", titleStyle, in: top)
    guard let badge = frame.badge else { return inside }
    let run = Run(text: " \(badge.text) ", style: styles[badge.role])
    if used + TextWidth.columns(of: run.text) < top.columns {
      putRight(run, in: top)
    } else if inside.rows >= 5 {
      let (line, rest) = inside.splitTop(1)
      put([run], in: line)
      return rest
    } else {
      put([run], in: rect.line(rect.rows - 1).inset(columns: 1, rows: 0).splitRight(12).rest)
    }
    return inside
  }

  /// Writes where the list stands on the right of the lower border: "12/80", with arrows where there is more.
  mutating func drawPosition(_ index: Int?, of count: Int, window: ScrollWindow, in rect: Rect) {
    drawPosition(index, of: count, more: (window.hasMoreAbove, window.hasMoreBelow), in: rect)
  }

  mutating func drawPosition(
    _ index: Int?, of count: Int, more: (above: Bool, below: Bool), in rect: Rect, note: String? = nil
  ) {
    drawPosition(
      (note.map { "\($0)  " } ?? "") + place(index, of: count), more: more, in: rect, always: note != nil)
  }

  /// - Parameters:
  ///   - place: "12/80".
  ///   - always: true writes the position even when all of the list is in view.
  mutating func drawPosition(
    _ place: String, more: (above: Bool, below: Bool), in rect: Rect, always: Bool = false
  ) {
    guard more.above || more.below || always else { return }
    putPosition(position(place, more: more), in: rect)
  }

  private func position(_ place: String, more: (above: Bool, below: Bool)) -> String {
    place + (more.above ? symbols.more.above : "") + (more.below ? symbols.more.below : "")
  }

  private mutating func putPosition(_ text: String, in rect: Rect) {
    guard rect.rows >= 2 else { return }
    putRight(Run(text: " \(text) ", style: styles[.heading]), in: lowerLine(of: rect))
  }

  private func lowerLine(of rect: Rect) -> Rect { rect.line(rect.rows - 1).inset(columns: 1, rows: 0) }

  /// The same for a border that holds the position `last`, or none: nothing is drawn where that is right still.
  mutating func movePosition(
    _ index: Int?, of count: Int, window: ScrollWindow, in rect: Rect, from last: inout String?
  ) {
    let more = (above: window.hasMoreAbove, below: window.hasMoreBelow)
    let text = more.above || more.below ? position(place(index, of: count), more: more) : nil
    guard text != last else { return }
    if last != nil {
      let line = lowerLine(of: rect)
      surface.hline(at: line.origin, columns: line.columns, style: borderStyle, glyphs: glyphs)
    }
    if let text { putPosition(text, in: rect) }
    last = text
  }

  private func place(_ index: Int?, of count: Int) -> String { index.map { "\($0 + 1)/\(count)" } ?? "\(count)" }

  private var borderStyle: Style { isProduction ? styles[.environmentProduction] : styles.border }

  private func borderGlyphs(isFocused: Bool) -> LineGlyphs {
    guard isFocused else { return glyphs }
    return symbols.isASCII ? .asciiHeavyCorners : .heavyCorners
  }
}
