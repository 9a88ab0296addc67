package import Care360
package import FoundationEssentials
import Glibc
import PrivateIO
import Synchronization

/// The record of writes, in files of a month or less. It is the activity record of the operator too.
///
/// The first write that opens makes folder and file; a look makes neither. Every call works under a lock of the record, so that several
/// processes of one user share it, and on a thread of its own, so that a wait for lock or disk stops nothing else.
package actor FileWriteJournal: WriteJournal {
  private let executor = SerialQueueExecutor(label: "casedesk.record")
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Tells this record from those in other folders.
  package nonisolated let name: String
  private var chain: SegmentedRecord
  private let ownStamp: ActivityStamp
  private nonisolated let given: Mutex<Given>
  private let now: @Sendable () -> Date
  private let shipping: ShippingRule?
  /// While this session ships.
  private var turn: SegmentFile?

  /// The facts for each line that are known only once the run goes on.
  private struct Given {
    var key: String?
    var token: String?
    var purpose: String?
  }

  /// - Parameters:
  ///   - directory: made with mode 0700 when the first record is written; a folder with a looser mode is refused.
  ///   - marks: the folder for the second mark of its end, as `directory`; nil: it has none.
  ///   - session: a mark of this run of the program; nil takes one that all journals of the process share.
  ///   - version: of the program, for each line.
  ///   - purpose: why patients are looked at, until another one is used.
  ///   - shipping: what the lines mean for whoever sends them elsewhere; nil: they stay here.
  ///   - now: stamps outcomes and names the month; an intent carries its own time.
  ///   - patience: how long another process may hold the record before a call fails.
  ///   - bound: the size in bytes at which the next file of the record begins.
  package init(
    directory: String, marks: String? = nil, session: String? = nil, version: String? = nil,
    purpose: String? = nil, shipping: ShippingRule? = nil, now: @escaping @Sendable () -> Date = { Date() },
    patience: Duration = .seconds(5), bound: Int = 128 * 1024
  ) {
    let second = marks.map { SecondMark(in: $0, of: directory) }
    name = SecondMark.mark(of: directory)
    chain = SegmentedRecord(directory: directory, second: second, patience: patience, bound: bound)
    ownStamp = ActivityStamp(session: session ?? ActivityStamp.thisRun, version: version)
    given = Mutex(Given(purpose: purpose))
    self.shipping = shipping
    self.now = now
  }

  /// The API key that is used from now on, by its fingerprint.
  package nonisolated func use(keyFingerprint: String) { given.withLock { $0.key = keyFingerprint } }

  /// The access token that is used from now on, by its fingerprint.
  package nonisolated func use(tokenFingerprint: String) { given.withLock { $0.token = tokenFingerprint } }

  /// Why patients are looked at from now on.
  package nonisolated func use(purpose: String) { given.withLock { $0.purpose = purpose } }

  private nonisolated var stamp: ActivityStamp {
    var stamp = ownStamp
    let given = given.withLock { $0 }
    (stamp.keyFingerprint, stamp.tokenFingerprint, stamp.purpose) = (given.key, given.token, given.purpose)
    return stamp
  }

  package func open(
    _ intent: WriteIntent, repeating consent: RepeatConsent
  ) throws(JournalProblem) -> [WriteIntent] {
    let locked = try chain.lockedInItsPlace()
    if let refusal = try chain.damage(locked).refusal { throw refusal }
    if let most = shipping?.mostUnsent, let refusal = try chain.refusal(havingMoreUnsentThan: most, locked) {
      shipping?.appended()
      throw refusal
    }
    let obstacles = consent.obstacles(to: intent, among: try chain.unsettled(locked).compactMap(\.intent))
    if obstacles.isEmpty { try append(ActivityRecord(intent, stamp), at: now(), locked) }
    return obstacles
  }

  package func close(_ id: String, outcome: WriteOutcome) throws(JournalProblem) {
    let locked = try chain.lockedForWriting()
    try follow(try chain.opening(of: id, locked), id, .closed, outcome.rawValue, locked)
  }

  package func noteBlocked(_ intent: WriteIntent, because reason: WriteBlock) throws(JournalProblem) {
    try keep(ActivityNote(blocked: intent, reason), stamp)
  }

  package func unsettled() throws(JournalProblem) -> [WriteIntent] {
    guard let locked = try chain.locked(for: .reading) else { return [] }
    return try chain.unsettled(locked).compactMap(\.intent)
  }

  /// Notes what became of a write. Throws when no unsettled write has this id.
  package func settle(_ id: String, as settlement: Settlement) throws(JournalProblem) {
    let locked = try chain.lockedForWriting()
    let opened = try chain.unsettled(locked).last { $0.id == id }
    try follow(opened, id, .settled, settlement.rawValue, locked)
  }

  /// Notes what is no write; on disk when this returns. The purpose is the one at the time of the call: a wait for the
  /// record changes nothing about it.
  package nonisolated func record(_ note: ActivityNote) async throws(JournalProblem) { try await keep(note, stamp) }

  private func keep(_ note: ActivityNote, _ stamp: ActivityStamp) throws(JournalProblem) {
    let time = now()
    try append(ActivityRecord(note, id: ActivityStamp.mark(), at: time, stamp), at: time)
  }

  /// All readable records, oldest first; only those of one case when `id` names it.
  package func records(of id: CaseID? = nil) throws(JournalProblem) -> [ActivityRecord] {
    guard let locked = try chain.locked(for: .reading) else { return [] }
    return try chain.records(of: id, locked)
  }

  /// How far the record reaches; nil while it has no line.
  package func end() throws(JournalProblem) -> ActivityEnd? {
    guard let locked = try chain.locked(for: .reading) else { return nil }
    return try chain.end(locked)
  }

  /// True while everything is there up to `end`, as it was.
  package func reaches(_ end: ActivityEnd) throws(JournalProblem) -> Bool {
    guard let locked = try chain.locked(for: .reading) else { return false }
    return try chain.reaches(end, locked)
  }

  /// Notes that lines are missing from the end.
  package func recordCut(operatorName: String, profile: String) throws(JournalProblem) {
    let time = now()
    try append(ActivityRecord(cutFoundAt: time, operatorName: operatorName, profile: profile, stamp), at: time)
  }

  /// Reads every byte and reports what the chain shows.
  package func check() throws(JournalProblem) -> JournalCheck {
    guard let locked = try chain.locked(for: .reading) else { return JournalCheck() }
    return try chain.check(locked)
  }

  /// Notes that a person has seen `damage`, so that writes go on. Throws when the record shows no damage, or another one by now.
  package func acknowledge(
    _ damage: [RecordDamage], operatorName: String, profile: String
  ) throws(JournalProblem) {
    let locked = try chain.lockedInItsPlace()
    let found = try chain.check(locked).unacknowledged
    guard !found.isEmpty else { throw JournalProblem("The record of writes shows no damage to acknowledge.") }
    guard found == damage else {
      throw JournalProblem("The record of writes has changed since then: run casedesk activity --verify again.")
    }
    let time = now()
    let record = ActivityRecord(
      acknowledging: found, at: time, operatorName: operatorName, profile: profile, stamp)
    try append(record, at: time, locked)
  }

  // MARK: - Shipping

  /// Takes the turn to ship; false while it is taken. It ends with the process at the latest.
  package func beginShipping() throws(JournalProblem) -> Bool {
    guard turn == nil, let locked = try chain.locked(for: .reading), let file = try locked.cursor(creating: true),
      try file.lock(LOCK_EX)
    else { return false }
    turn = file
    return true
  }

  package func endShipping() { turn = nil }

  /// The lines that were not shipped yet, oldest first, at most `limit`.
  package func unsent(atMost limit: Int) throws(JournalProblem) -> [RecordLine] {
    guard let locked = try chain.locked(for: .reading) else { return [] }
    return try chain.unsent(atMost: limit, locked).map(RecordLine.init)
  }

  package func unsentCount() throws(JournalProblem) -> Int {
    guard let locked = try chain.locked(for: .reading) else { return 0 }
    return try chain.unsent(atMost: .max, locked).count
  }

  /// Every line of the record that has a hash, oldest first.
  package func shippableLines() throws(JournalProblem) -> [RecordLine] {
    guard let locked = try chain.locked(for: .reading) else { return [] }
    return try chain.lines(after: .none, atMost: .max, locked).map(RecordLine.init)
  }

  /// Moves the cursor behind `line`, which was sent. Only for the session that has the turn.
  package func noteSent(_ line: RecordLine) throws(JournalProblem) {
    guard let turn else { throw JournalProblem("This session does not ship the record.") }
    try RecordMark.reserve(turn)
    try RecordMark.write(line.end, to: turn)
  }

  /// The first line that is not as it was written, torn ones included; nil when all is well.
  package func verify() throws(JournalProblem) -> JournalLine? { try check().firstBadLine }

  /// How many bytes and lines of the record this journal has read so far.
  var reads: (bytes: Int, lines: Int) { (chain.reads.bytes, chain.reads.lines) }

  private func append(_ new: ActivityRecord, at time: Date) throws(JournalProblem) {
    try append(new, at: time, try chain.lockedForWriting())
  }

  private func append(_ new: ActivityRecord, at time: Date, _ locked: LockedRecord) throws(JournalProblem) {
    try chain.append(new, at: time, locked)
    shipping?.appended()
  }

  private func follow(
    _ opened: ActivityRecord?, _ id: String, _ event: ActivityRecord.Event, _ outcome: String, _ locked: LockedRecord
  ) throws(JournalProblem) {
    guard let opened else {
      throw JournalProblem("The record of writes has no unsettled write \(id.filter(\.isPlainIdentifier)).")
    }
    let time = now()
    try append(opened.followed(by: event, outcome: outcome, at: time, stamp), at: time, locked)
  }
}

extension Character {
  /// Ids of this program are made of these; nothing else is repeated in a sentence.
  fileprivate var isPlainIdentifier: Bool { isASCII && (isLetter || isNumber || self == "-") }
}
