import Desk
import Terminal

/// Draws what stands above the panes, one box over the other.
enum OverlayView {
  /// - Parameters:
  ///   - area: the room between header and footer.
  ///   - isTop: it has the keys.
  static func draw(
    _ overlay: OverlayPresentation, in area: Rect, isTop: Bool, window: inout ScrollWindow,
    question: inout QuestionScroll,
    painter: inout Painter
  ) -> PaneDrawing {
    let below = painter.styles
    painter.styles = below.onSurface
    defer { painter.styles = below }
    return switch overlay {
    case .picker(let picker): PickerOverlay.draw(picker, in: area, isTop: isTop, window: &window, painter: &painter)
    case .prompt(let prompt): PromptOverlay.draw(prompt, in: area, isTop: isTop, painter: &painter)
    case .confirmation(let confirmation):
      ConfirmationOverlay.draw(confirmation, in: area, isTop: isTop, scroll: &question, painter: &painter)
    case .reading(let reading): ReadingOverlay.draw(reading, in: area, isTop: isTop, window: &window, painter: &painter)
    case .lock(let lock): LockOverlay.draw(lock, in: area, painter: &painter)
    }
  }

  /// Columns inside a box that holds sentences.
  static func columns(in area: Rect) -> Int { max(1, min(76, area.columns - 2) - 2) }

  /// The inner columns of a box for lines of this width; lines wider than a sentence are wrapped.
  static func columns(fitting widest: Int, title: String, in area: Rect) -> Int {
    min(columns(in: area), max(leastColumns, widest + 2, TextWidth.columns(of: title) + 4))
  }

  private static let leastColumns = 40

  /// The widest of these lines, as they are before they are wrapped, without the column of the mark.
  static func widest(_ lines: [[Span]]) -> Int {
    lines.map { $0.reduce(0) { $0 + TextWidth.columns(of: $1.text) } }.max() ?? 0
  }

  /// A box in the middle of `area` with room for so many rows inside.
  /// - Parameters:
  ///   - columns: inside; nil: as many as a box of sentences has.
  ///   - isAside: at the right edge instead.
  /// - Returns: the box, and its inside.
  static func box(
    title: String, rows: Int, columns: Int? = nil, in area: Rect, isAside: Bool = false, isTop: Bool,
    painter: inout Painter
  ) -> (outside: Rect, inside: Rect) {
    let size = Size(columns: (columns ?? self.columns(in: area)) + 2, rows: rows + 2)
    var rect = area.centered(size)
    if isAside { rect.column = area.maxColumn - rect.columns }
    return (rect, painter.draw(Frame(title: title, badge: nil, isFocused: isTop), in: rect))
  }
}

extension OverlayPresentation {
  /// True when the overlay hides the panes completely.
  var takesScreen: Bool {
    if case .reading(let reading) = self { reading.shape != .box } else { false }
  }
}
