/// The gravest sentence of the last event. The sentence about how a write ended stays until a key is pressed.
struct NoticeBoard: Sendable {
  private(set) var notice: Span?
  /// While a key is handled: the notice that was there when the key was pressed, for the help.
  private(set) var before: Span?
  /// True when the event that is being handled said the notice.
  private var isNew = false
  /// How a write ended, until a key is pressed.
  private var held: Span?

  init(_ notice: Span?) { self.notice = notice }

  mutating func eventBegins() { isNew = false }

  mutating func say(_ span: Span) {
    if let held {
      // A sentence that must not be missed is appended.
      if span.role.gravity > 1 { notice = Span("\(held.text) \(span.text)", span.role) }
      return
    }
    if isNew, let notice, notice.role.gravity > span.role.gravity { return }
    notice = span
    isNew = true
  }

  /// Holds the notice when this event said how a write ended, so that nothing covers it before it is read.
  mutating func hold() { if isNew { held = notice } }

  /// Every sentence goes.
  mutating func clear() {
    notice = nil
    held = nil
  }

  /// A key was pressed: the sentence was read.
  mutating func keyPressed() {
    before = notice
    clear()
  }

  mutating func keyHandled() { before = nil }
}

extension Role {
  /// The weight of a notice in this role compared with others.
  fileprivate var gravity: Int {
    switch self {
    case .error: 3
    case .warning: 2
    case .success: 1
    case .text, .muted, .heading, .label, .accent, .phi, .required, .readonly, .stale, .environmentProduction,
      .environmentSandbox, .environmentOther:
      0
    }
  }
}
