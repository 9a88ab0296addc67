/// One sentence about the last thing that happened.
struct NoticeBoard: Sendable {
  private(set) var notice: Span?
  /// While a key is handled: the sentence that stood there when it was pressed, for the help.
  private(set) var before: Span?

  init(_ notice: Span?) { self.notice = notice }

  mutating func say(_ span: Span) { notice = span }

  mutating func clear() { notice = nil }

  /// A key was pressed: the sentence was read.
  mutating func keyPressed() {
    before = notice
    notice = nil
  }

  mutating func keyHandled() { before = nil }
}
