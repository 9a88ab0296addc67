/// The panes' focus, the overlays above them, and the sentence below: all of the screen that is of no patient.
struct Screen: Sendable {
  private(set) var focus = PaneID.lookup
  var overlays = Overlays()
  var notices: NoticeBoard
  /// Typed text goes nowhere until a command comes: it was meant for a field that was hidden.
  private(set) var dropsTyping = false
  private(set) var redraws = 0

  init(notice: Span?) { notices = NoticeBoard(notice) }

  /// Health data in the pane that is left has to be masked by the one who calls.
  mutating func focus(on pane: PaneID) { focus = pane }

  mutating func redraw() { redraws += 1 }

  mutating func dropTyping() { dropsTyping = true }

  mutating func takeTyping() { dropsTyping = false }
}
