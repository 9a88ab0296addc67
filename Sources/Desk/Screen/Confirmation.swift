import Care360
import FoundationEssentials

/// A step that cannot be taken back. Its target is frozen: it acts on the case it names or not at all.
struct Confirmation: Sendable {
  var title: String
  var lines: [[Span]]
  var accept: String
  var yes = Yes.once
  /// An earlier attempt is not settled and its history is in `lines`.
  var consent = RepeatConsent.none
  /// The last y, once the question is closed; it gets the question as it was answered.
  let accepted: @Sendable (inout Desk, Confirmation, Date) -> [Effect]

  /// How often y has to be pressed.
  enum Yes: Hashable, Sendable {
    case once
    /// The first of two: a sold-out or hidden bundle.
    case firstOfTwo
    case secondOfTwo
  }

  init(title: String, lines: [[Span]], accept: String, accepted: @escaping Desk.Reaction) {
    self.title = title
    self.lines = lines
    self.accept = accept
    self.accepted = { desk, _, now in accepted(&desk, now) }
  }

  /// Sends a write.
  init(_ write: CaseWrite, title: String, lines: [[Span]], accept: String, yes: Yes = .once) {
    self.title = title
    self.lines = lines
    self.accept = accept
    self.yes = yes
    accepted = { desk, confirmation, now in desk.send(write, confirmation, at: now) }
  }

  var presentedAccept: String { yes == .firstOfTwo ? "ask once more" : accept }

  /// The question again, as it was before any y.
  mutating func askAgain() { if yes == .secondOfTwo { yes = .firstOfTwo } }
}
