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

  /// A box in the middle of `area` with room for so many rows inside.
  /// - Returns: the box, and its inside.
  static func box(
    title: String, rows: Int, in area: Rect, isTop: Bool, painter: inout Painter
  ) -> (outside: Rect, inside: Rect) {
    let rect = area.centered(Size(columns: columns(in: area) + 2, rows: rows + 2))
    return (rect, painter.draw(Frame(title: title, badge: nil, isFocused: isTop), in: rect))
  }
}
