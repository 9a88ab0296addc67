import Care360
import FoundationEssentials

/// A step that cannot be taken back. Its target is frozen: it acts on the case it names or not at all.
struct Confirmation: Sendable {
  var title: String
  /// All that is said, the question itself left out.
  var lines: [[Span]] { head + earlier + closing + (yes == .secondOfTwo ? Self.onceMore : []) }
  private let head: [[Span]]
  /// The earlier requests, as they were known when `retell` was called last.
  private var earlier: [[Span]] = []
  var closing: [[Span]] = []
  var accept: String
  var yes = Yes.once
  /// An earlier attempt is not settled and its history is in `lines`.
  var consent = RepeatConsent.none
  /// The earlier requests, as they are known by now.
  var history: @Sendable (Desk, Date) -> [[Span]] = { _, _ in [] }
  /// The last y, once the question is closed; it gets the question as it was answered.
  let accepted: @Sendable (inout Desk, Confirmation, Date) -> [Effect]

  /// How often y has to be pressed.
  enum Yes: Hashable, Sendable {
    case once
    /// The first of two: a sold-out or hidden bundle, a product that nobody named.
    case firstOfTwo
    case secondOfTwo
  }

  private static let onceMore = [[Span("Really? y once more.", .warning)]]

  init(title: String, lines: [[Span]], accept: String, yes: Yes = .once, accepted: @escaping Desk.Reaction) {
    self.title = title
    head = lines
    self.accept = accept
    self.yes = yes
    self.accepted = { desk, _, now in accepted(&desk, now) }
  }

  /// Sends a write.
  ///
  /// - Parameters:
  ///   - history: the lines about earlier requests; told again while the question stands.
  ///   - closing: lines that follow those.
  init(
    _ write: CaseWrite, title: String, lines: [[Span]], closing: [[Span]] = [], accept: String, yes: Yes = .once,
    history: @escaping @Sendable (Desk, Date) -> [[Span]]
  ) {
    self.title = title
    head = lines
    self.closing = closing
    self.accept = accept
    self.yes = yes
    self.history = history
    accepted = { desk, confirmation, now in desk.send(write, confirmation, at: now) }
  }

  var presentedAccept: String { yes == .firstOfTwo ? "ask once more" : accept }

  /// Tells the earlier requests as they are known by now; false where nothing changed.
  mutating func retell(_ desk: Desk, at now: Date) -> Bool {
    let before = earlier
    earlier = history(desk, now)
    return earlier != before
  }

  /// The question again, as it was before any y.
  mutating func askAgain() { if yes == .secondOfTwo { yes = .firstOfTwo } }
}
