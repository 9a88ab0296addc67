import Care360
import FoundationEssentials

/// The patient on the screen. Only this type owns that state. Leaving a place drops everything that belonged to it.
///
/// Every request carries the generation of its place; an answer from an older generation is dropped here.
struct Patient: Sendable {
  enum Place: Sendable {
    /// No case; the lines say why, or invite to a lookup.
    case nobody([Span])
    /// A lookup is under way. `beside`: a case from the recents that is shown meanwhile, not confirmed. `saying`: the
    /// lines when there is no such case.
    case looking(LookupRun, beside: ShownCase?, saying: [Span])
    /// `newer`: a newer case of the same customer, which Enter opens and Esc leaves. `rereading`: the generation in which
    /// the case was asked for again, so that a straggler of the lookup before confirms nothing.
    case open(ShownCase, newer: CaseID?, rereading: Int?)
  }

  enum Connection: Hashable, Sendable {
    case notYet
    case connected
    case offline
  }

  private(set) var place = Place.nobody(Patient.invitation)
  /// The identifier that led to the case that is shown or looked for; nil when it was opened from the list.
  private(set) var query: LookupIdentifier?
  private(set) var generation = 0
  private(set) var connection = Connection.notYet
  /// The reason why there is no client; without one nothing can be requested.
  private(set) var startProblem: String?
  /// True while the service refuses the key: earlier answers stay hidden until it accepts a read again.
  private(set) var isKeyRefused = false
  /// The generation in which the key was refused: other answers of that generation do not count as accepting it.
  private var refusedIn = -1
  /// The case that was hidden then, to be asked for again.
  private(set) var hidden: CaseID?
  private var isViewNoted = false
  /// The case whose copy was asked of the store, to be shown until the service answers.
  private var awaited: CaseID?

  private static let invitation = [
    Span("No case is open.", .muted), Span("Type an e-mail, a phone number or a case id and press Enter.", .muted),
  ]

  // MARK: The case that is shown

  var shown: ShownCase? {
    switch place {
    case .nobody: nil
    case .looking(_, let beside, _): beside
    case .open(let shown, _, _): shown
    }
  }

  var run: LookupRun? { if case .looking(let run, _, _) = place { run } else { nil } }

  var newer: CaseID? { if case .open(_, let newer, _) = place { newer } else { nil } }

  /// The lines in place of a case.
  var message: [Span] {
    switch place {
    case .nobody(let lines): lines
    case .looking(_, _, let lines): lines
    case .open: []
    }
  }

  /// Changes what is seen of the shown case; never which case it is.
  mutating func changeShown(_ change: (inout ShownCase) -> Void) {
    switch place {
    case .nobody: break
    case .looking(let run, .some(var shown), let lines):
      change(&shown)
      place = .looking(run, beside: shown, saying: lines)
    case .looking(_, nil, _): break
    case .open(var shown, let newer, let rereading):
      change(&shown)
      place = .open(shown, newer: newer, rereading: rereading)
    }
  }

  mutating func selectFirstLine() {
    changeShown { if $0.selectedID == nil { $0.selectedID = "patient" } }
  }

  /// Notes once an opening that the case was seen.
  ///
  /// - Parameter namesSearch: with what was looked up.
  mutating func noteView(namesSearch: Bool) -> [Effect] {
    guard let shown, !isViewNoted else { return [] }
    isViewNoted = true
    return [
      .record(.view(shown.detail.id, isFromCache: !shown.isLive, searched: namesSearch ? query : nil))
    ]
  }

  // MARK: Looking somebody up

  /// Leaves the shown patient for a new lookup. `beside`: a case from the recents that may be the answer; `awaiting`: such
  /// a case that the store still has to read. Without a client that case is shown as not confirmed, and nothing is
  /// requested.
  mutating func ask(
    _ question: LookupRun.Question, beside cached: ShownCase?, awaiting: CaseID?, query: LookupIdentifier?
  ) -> [Effect] {
    generation += 1
    isViewNoted = false
    self.query = query
    awaited = awaiting
    let cached = cached.map(Self.checkedLater)
    guard startProblem == nil else {
      place = cached.map { .open($0, newer: nil, rereading: nil) } ?? .nobody([Self.readingCopy])
      selectFirstLine()
      return []
    }
    let run = LookupRun(question, generation: generation)
    place = .looking(run, beside: cached, saying: [Span("Looking up \(question.sent) …", .accent)])
    selectFirstLine()
    return [.read(.cancelRequests(before: generation))] + run.firstEffects
  }

  private static let readingCopy = Span("Reading the copy kept here …", .accent)

  /// A case found by phone stays closed until the caller's identity was checked.
  private static func checkedLater(_ cached: ShownCase) -> ShownCase {
    var cached = cached
    if cached.wasFoundByPhone { cached.needsIdentityCheck = true }
    return cached
  }

  /// The store's copy of the case that was asked for; false where the person is elsewhere by now.
  mutating func recentArrived(_ copy: ShownCase) -> Bool {
    guard awaited == copy.detail.id else { return false }
    awaited = nil
    let copy = Self.checkedLater(copy)
    switch place {
    case .looking(let run, nil, let lines): place = .looking(run, beside: copy, saying: lines)
    case .nobody: place = .open(copy, newer: nil, rereading: nil)
    case .looking, .open: return false
    }
    selectFirstLine()
    return true
  }

  /// The store has no copy of the case, or cannot read it.
  mutating func recentIsGone(_ id: CaseID) {
    guard awaited == id else { return }
    awaited = nil
    if case .nobody(let lines) = place, lines == [Self.readingCopy] {
      place = .nobody([Span("There is no copy of this case here that can be read.", .warning)])
    }
  }

  /// Leaves the shown patient for one who has no case yet.
  mutating func begin(_ new: ShownCase) -> [Effect] {
    generation += 1
    awaited = nil
    // There is no case to be seen, so that no view of one is noted.
    isViewNoted = true
    query = nil
    place = .open(new, newer: nil, rereading: nil)
    return [.read(.cancelRequests(before: generation))]
  }

  /// Nil where the answer belongs to no question that is open.
  mutating func latestArrived(_ result: Result<CaseID, Care360Error>, _ generation: Int) -> LookupRun.Progress? {
    guard generation == self.generation, case .looking(var run, let beside, let lines) = place else { return nil }
    let progress = run.latestArrived(result)
    place = .looking(run, beside: beside, saying: lines)
    return progress
  }

  /// Nil when the answer belongs to no open question, as in `latestArrived`.
  mutating func detailArrived(_ result: Result<Case, Care360Error>, _ generation: Int) -> LookupRun.Progress? {
    guard generation == self.generation, case .looking(var run, let beside, let lines) = place else { return nil }
    let progress = run.detailArrived(result)
    place = .looking(run, beside: beside, saying: lines)
    return progress
  }

  /// True where a detail of this generation answers a re-reading of the open case.
  func isRereading(_ generation: Int) -> Bool {
    guard generation == self.generation, case .open(_, _, let rereading) = place else { return false }
    return rereading == generation
  }

  /// The open case was asked for again, and the answer is still to come.
  var isRereading: Bool { isRereading(generation) }

  /// The lookup ended without a case; `lines` says why. A case from the recents stays, not confirmed.
  mutating func lookupFailed(_ lines: [Span], keepsCached: Bool) -> [Effect] {
    // Requests that are still under way for this question must not confirm anything any more.
    generation += 1
    if keepsCached, let shown {
      place = .open(shown, newer: nil, rereading: nil)
    } else {
      place = .nobody(lines)
    }
    if !keepsCached { awaited = nil }
    return [.read(.cancelRequests(before: generation))]
  }

  /// The live answer arrived. False when a different case from the recents is shown, so that the person decides.
  mutating func found(_ detail: Case, newer: CaseID?, at now: Date) -> Bool {
    if let current = shown, current.detail.id != detail.id {
      place = .open(current, newer: detail.id, rereading: nil)
      return false
    }
    var next = ShownCase(detail, standing: .live(now), query: query)
    if let current = shown {
      next.selectedID = current.selectedID
      next.isRevealNoted = current.isRevealNoted
      next.needsIdentityCheck = current.needsIdentityCheck
    } else {
      next.needsIdentityCheck = next.wasFoundByPhone
    }
    place = .open(next, newer: newer, rereading: nil)
    selectFirstLine()
    return true
  }

  /// Stops the lookup that is on its way; false where none is.
  mutating func cancelLookup() -> Bool {
    guard run != nil else { return false }
    generation += 1
    awaited = nil
    place =
      shown.map { .open($0, newer: nil, rereading: nil) } ?? .nobody([Span("The lookup was cancelled.", .muted)])
    return true
  }

  /// The person stays with the older case: the question that led to the newer one says nothing about it any more.
  mutating func stayWithOlder() {
    query = nil
    if case .open(let shown, _, let rereading) = place { place = .open(shown, newer: nil, rereading: rereading) }
  }

  /// The patient is found by another address now.
  mutating func follow(from old: EmailAddress, to new: EmailAddress) {
    if query?.isEmail(old) == true { query = .email(new) }
    changeShown { if $0.query?.isEmail(old) == true { $0.query = .email(new) } }
  }

  // MARK: Reading it again

  /// The open case is asked for again, by its id.
  mutating func reread() -> [Effect] {
    guard case .open(let shown, let newer, _) = place else { return [] }
    generation += 1
    place = .open(shown, newer: newer, rereading: generation)
    return [
      .read(.cancelRequests(before: generation)), .read(.fetchCase(.id(shown.detail.id), generation: generation)),
    ]
  }

  /// The answer to `reread`: the case as it is now, confirmed.
  mutating func confirm(_ detail: Case, at now: Date) {
    rereadingEnded()
    changeShown { if $0.detail.id == detail.id { $0.standing = .live(now) } }
    replace(detail, at: now)
  }

  private mutating func rereadingEnded() {
    if case .open(let shown, let newer, _) = place { place = .open(shown, newer: newer, rereading: nil) }
  }

  /// Replaces the shown case by a fresh read; a read of any other case is dropped. A case that is not confirmed stays
  /// so: only the answer to its own question confirms it.
  @discardableResult
  mutating func replace(_ detail: Case, at now: Date) -> Bool {
    guard shown?.detail.id == detail.id else { return false }
    changeShown { shown in
      shown.detail = detail
      if shown.isLive { shown.standing = .live(now) }
    }
    return true
  }

  /// Once a check failed, the case on the screen is no longer confirmed.
  mutating func checkFailed() {
    rereadingEnded()
    changeShown { if case .live(let since) = $0.standing { $0.standing = .notConfirmed(since) } }
  }

  // MARK: Leaving

  /// The case was the wrong person's.
  mutating func forget() {
    generation += 1
    (hidden, awaited) = (nil, nil)
    place = .nobody([Span("The case was closed and removed from the recents.", .muted)])
  }

  /// The case that was not there yet is not made.
  mutating func leaveNew() {
    generation += 1
    awaited = nil
    place = .nobody(Self.invitation)
  }

  /// The service refuses the key.
  mutating func hide(_ lines: [Span]) {
    isKeyRefused = true
    connection = .connected
    (refusedIn, awaited) = (generation, nil)
    hidden = shown?.detail.id ?? hidden
    // A lookup that is under way may still be answered and accepted.
    place = run.map { .looking($0, beside: nil, saying: lines) } ?? .nobody(lines)
  }

  // MARK: The service

  mutating func startFailed(_ sentence: String) {
    connection = .offline
    startProblem = sentence
    if case .nobody = place { place = .nobody([Span(sentence, .error)]) }
  }

  mutating func connected() { connection = .connected }

  mutating func wentOffline() { connection = .offline }

  /// A read that was asked for after the refusal was accepted.
  mutating func acceptKey() {
    connection = .connected
    isKeyRefused = false
    hidden = nil
  }

  /// A read of this generation was accepted.
  mutating func keyAccepted() {
    connection = .connected
    guard generation > refusedIn else { return }
    isKeyRefused = false
    hidden = nil
  }
}
