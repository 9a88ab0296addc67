package import Care360
import FoundationEssentials

/// One write to send once. Only `Writes` makes one, and only with an `ActingCase`.
package struct WriteOrder: Hashable, Sendable {
  package let write: CaseWrite
  /// Says that the person saw the history of an earlier attempt that is not settled.
  package let consent: RepeatConsent
  /// The attempts of colleagues that the person was shown.
  package let toldOfTeam: Set<String>
  package let number: Int

  fileprivate init(_ write: CaseWrite, _ consent: RepeatConsent, toldOfTeam: Set<String>, number: Int) {
    self.write = write
    self.consent = consent
    self.toldOfTeam = toldOfTeam
    self.number = number
  }
}

/// The unsettled writes of this session, and those that the record lists.
struct Writes: Sendable {
  /// The writes of this session, in the order in which they were sent.
  private(set) var pending: [PendingWrite] = []
  /// As the record lists them: of earlier runs, of other sessions, and of this one once it was asked again.
  private(set) var recorded: [WriteIntent] = []
  /// Why no line can be added to the record.
  private(set) var recordProblem: String?
  private(set) var unsent: UnsentRecords?
  private var nextNumber = 1
  /// The times when a live case last did not show a recorded write, by intent id.
  private var looks: [String: Date] = [:]
  /// The writes that were done in this session. A case that shows one proves no earlier write of the same content. For
  /// a write from the record, only the target is known.
  private var done: [(write: CaseWrite?, target: WriteTarget, sentAt: Date, at: Date)] = []
  /// The products that a 409 or 422 refused, until the case was read again.
  private var refusedProducts: [CaseID: [ProductID]] = [:]

  var isSending: Bool { pending.contains { $0.state == .sending } }
  var sendingCount: Int { pending.count { $0.state == .sending } }

  /// Recorded writes that are not already in `pending`.
  var left: [WriteIntent] { recorded.filter { intent in !pending.contains { $0.target == intent.target } } }

  subscript(number: Int) -> PendingWrite? { pending.first { $0.number == number } }

  /// The intent of this very write in the record: the first one with its target since it was sent.
  func intent(of write: PendingWrite) -> WriteIntent? {
    recorded.filter { write.target == $0.target && $0.time >= write.startedAt.addingTimeInterval(-1) }
      .min { $0.time < $1.time }
  }

  func intent(_ id: String) -> WriteIntent? { recorded.first { $0.id == id } }

  /// When a case last did not show this recorded write.
  func looked(for id: String) -> Date? { looks[id] }

  /// The time when a later write of the same content was done, or was sent with an unknown outcome. A case that shows
  /// the later write proves nothing about this one.
  func repeated(_ write: PendingWrite) -> Date? {
    let recorded = intent(of: write)?.repeatedAt.flatMap { isOfAnotherContent($0, than: write) ? nil : $0 }
    return recorded
      ?? repeated(since: write.startedAt) { other, target in
        other.map { write.write.spec.isAlike($0) } ?? target.isAlike(write.target)
      }
  }

  func repeated(_ intent: WriteIntent) -> Date? {
    intent.repeatedAt ?? repeated(since: intent.time) { $1.isAlike(intent.target) }
  }

  private func repeated(since sentAt: Date, where isAlike: (CaseWrite?, WriteTarget) -> Bool) -> Date? {
    done.first { $0.sentAt > sentAt && isAlike($0.write, $0.target) }?.at
      ?? pending.first { $0.startedAt > sentAt && isAlike($0.write, $0.target) }?.startedAt
  }

  /// The record knows a message by its kind alone: the later one that it tells of was sent here, with another content.
  ///
  /// - Parameter time: the end of the later write, rounded to seconds at worst.
  private func isOfAnotherContent(_ time: Date, than write: PendingWrite) -> Bool {
    let sameSecond = 1.0
    let here = done.filter { later in
      later.target.isAlike(write.target) && later.sentAt > write.startedAt
        && later.sentAt <= time.addingTimeInterval(sameSecond) && time <= later.at.addingTimeInterval(sameSecond)
    }
    return !here.isEmpty && here.allSatisfy { later in later.write.map { !write.write.spec.isAlike($0) } ?? false }
  }

  // MARK: Sending

  /// The only place where a write begins. A write for any other case than the shown one is not sent.
  mutating func send(
    _ write: CaseWrite, on acting: consuming ActingCase, confirmed confirmation: Confirmation, at now: Date
  ) -> Result<(PendingWrite, Effect), Refusal> {
    let shown = acting.shown
    guard write.caseID == shown.detail.id else { return .failure(Refusal(reason: "no case is open")) }
    let pending = PendingWrite(
      number: nextNumber, confirmation: confirmation, write: write, patientName: shown.patientName,
      shortID: shown.shortID, startedAt: now, state: .sending)
    nextNumber += 1
    self.pending.append(pending)
    let order = WriteOrder(
      write, confirmation.consent, toldOfTeam: confirmation.toldOfTeam, number: pending.number)
    return .success((pending, .write(.send(order))))
  }

  // MARK: Settling

  /// Removes a write that was refused, or that did not happen according to a person.
  mutating func remove(_ number: Int) { pending.removeAll { $0.number == number } }

  /// Notes a write as done: the service or a person said so, or its case shows it.
  mutating func done(_ number: Int, at now: Date) {
    if let write = self[number] { done.append((write.write, write.target, write.startedAt, now)) }
    remove(number)
  }

  /// A case shows this recorded write. Where that cannot be recorded, the next list has it again.
  mutating func seen(_ intent: WriteIntent, at now: Date) {
    done.append((nil, intent.target, intent.time, now))
    settled(intent.id)
  }

  mutating func set(_ number: Int, _ state: PendingWrite.State) {
    guard let index = pending.firstIndex(where: { $0.number == number }) else { return }
    pending[index].state = state
  }

  mutating func note(_ result: Result<Case, Care360Error>, of number: Int, at now: Date) {
    guard let index = pending.firstIndex(where: { $0.number == number }) else { return }
    pending[index].note(result, at: now)
  }

  /// Notes what the service said of the users who tell of this write; nil where the write is settled by now.
  mutating func witnessed(
    _ number: Int, _ result: Result<[CustomerIdentifier: UserStanding], Care360Error>
  ) -> PendingWrite? {
    guard let index = pending.firstIndex(where: { $0.number == number }) else { return nil }
    pending[index].standings = if case .success(let standings) = result { standings } else { [:] }
    return pending[index]
  }

  mutating func listed(_ intents: [WriteIntent]) { recorded = intents }

  mutating func settled(_ id: String) { recorded.removeAll { $0.id == id } }

  mutating func notSeen(_ id: String, at now: Date) { looks[id] = now }

  mutating func record(isUnavailable problem: String?) { recordProblem = problem }

  mutating func record(hasUnsent unsent: UnsentRecords?) { self.unsent = unsent }

  // MARK: Refused products

  mutating func refused(_ products: [ProductID], of id: CaseID) { refusedProducts[id] = products }

  mutating func takeRefused(of id: CaseID) -> [ProductID]? { refusedProducts.removeValue(forKey: id) }
}
