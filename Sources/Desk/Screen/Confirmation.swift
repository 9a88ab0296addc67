import Care360
import FoundationEssentials

/// A step that cannot be taken back. Its target is frozen: it acts on the case it names or not at all.
struct Confirmation: Sendable {
  var title: String { isRepeat ? "Send again: \(name)" : base.title }
  /// All lines except the question itself.
  var lines: [[Span]] {
    head + earlier + closing + (isRepeat ? Self.twice : []) + (yes == .secondOfTwo ? Self.onceMore : [])
  }
  private let head: [[Span]]
  /// Earlier requests and all else of `history`, as they were known when `retell` was called last.
  private var earlier: [[Span]] = []
  var closing: [[Span]] = []
  var accept: String { isRepeat ? "send it again" : base.accept }
  private let base: (title: String, accept: String)
  var yes = Yes.once
  /// The attempts that stood in the way when it was sent; their history is in `lines`.
  var inTheWay: Set<String> = []
  /// The attempts that the record lists and this question has shown.
  private var told: Set<String> = []
  /// The attempts of colleagues that this question has shown.
  var toldOfTeam: Set<String> = []
  /// True for a question about a write.
  var isAboutWrite: Bool { write != nil }
  /// True for the same question in other words: the team's store was looked at for the first one.
  private(set) var wasAskedAgain = false
  /// Makes the write from the case as last read; nil for a step that is not a write.
  private let write: (@Sendable (Desk) -> CaseWrite)?
  /// The name of the write.
  private var name = ""
  /// The reason why y does not count yet, even if all was read, in words that follow "wait: "; nil when y counts.
  var reasonToWait: @Sendable (Desk) -> String? = { _ in nil }
  /// Everything that may change while the question is open, as it is known now.
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

  /// Consent to send the write again despite the attempts that the person was shown.
  var consent: RepeatConsent { isRepeat ? .shown(inTheWay.union(told)) : .none }
  private var isRepeat: Bool { !inTheWay.isEmpty || !told.isEmpty }

  private static let twice = [[Span("Sending it again may do it twice.", .warning)]]
  private static let onceMore = [[Span("Really? Press y again.", .warning)]]

  init(title: String, lines: [[Span]], accept: String, yes: Yes = .once, accepted: @escaping Desk.Reaction) {
    base = (title, accept)
    head = lines
    write = nil
    self.yes = yes
    self.accepted = { desk, _, now in accepted(&desk, now) }
  }

  /// Sends a write.
  ///
  /// - Parameters:
  ///   - history: the lines about earlier requests, refreshed while the question is open.
  ///   - closing: lines that follow those.
  init(
    _ write: CaseWrite, title: String, lines: [[Span]], closing: [[Span]] = [], accept: String, yes: Yes = .once,
    history: @escaping @Sendable (Desk, Date) -> [[Span]]
  ) {
    self.init(title: title, lines: lines, closing: closing, accept: accept, yes: yes, history: history) { _ in write }
  }

  /// - Parameter write: made when y was pressed, from the case as it was read last.
  init(
    title: String, lines: [[Span]], closing: [[Span]], accept: String, yes: Yes = .once,
    history: @escaping @Sendable (Desk, Date) -> [[Span]], write: @escaping @Sendable (Desk) -> CaseWrite
  ) {
    base = (title, accept)
    head = lines
    self.write = write
    self.closing = closing
    self.yes = yes
    self.history = history
    accepted = { desk, confirmation, now in desk.send(write(desk), confirmation, at: now) }
  }

  var presentedAccept: String { yes == .firstOfTwo ? "ask once more" : accept }

  /// Refreshes the lines from `history`; false when nothing changed.
  mutating func retell(_ desk: Desk, at now: Date, isFirst: Bool = false) -> Bool {
    let before = (earlier, consent)
    earlier = history(desk, now)
    if let target = write?(desk).target {
      let team = desk.teamLines(about: target, at: now)
      earlier += team.lines
      toldOfTeam = team.told
      name = target.name
      let recorded = desk.writes.recorded.filter { $0.target.isAlike(target) }
      // An attempt that is not shown is not covered by the consent; the journal then blocks the write.
      let most = recorded.count + desk.writes.pending.count
      told = most <= Desk.mostHistory ? Set(recorded.map(\.id)) : []
    }
    let isOther = earlier != before.0 || consent != before.1
    if isOther && !isFirst { wasAskedAgain = true }
    return isOther
  }

  /// The same question, before any y.
  mutating func askAgain() { if yes == .secondOfTwo { yes = .firstOfTwo } }
}
