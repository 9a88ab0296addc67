package import Care360
package import FoundationEssentials

/// The record of writes in `activity.jsonl`. It is the activity record of the operator too.
///
/// Nothing is made on disk until the first write opens. Every call works under a lock of the file, so that several
/// processes of one user share it.
package final class FileWriteJournal: WriteJournal {
  /// The name of the file in its folder.
  package static let fileName = "activity.jsonl"

  private let file: ActivityFile
  private let stamp: ActivityStamp
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - directory: made 0700 with the first record; one that is looser is refused.
  ///   - session: a mark of this run of the program; nil takes one that all journals of the process share.
  ///   - now: stamps outcomes; an intent carries its own time.
  ///   - patience: how long another process may hold the file before a call fails.
  package init(
    directory: String, session: String? = nil, now: @escaping @Sendable () -> Date = { Date() },
    patience: Duration = .seconds(5)
  ) {
    file = ActivityFile(directory: directory, name: Self.fileName, patience: patience)
    stamp = ActivityStamp(session: session ?? ActivityStamp.thisRun)
    self.now = now
  }

  package func open(
    _ intent: WriteIntent, repeating consent: RepeatConsent
  ) async throws(JournalProblem) -> [WriteIntent] {
    var obstacles: [WriteIntent] = []
    try await file.append { [stamp] (lines) throws(JournalProblem) in
      let unsettled = Unsettled.records(in: lines.compactMap { ActivityLine.record(in: $0) }).compactMap(\.intent)
      obstacles = consent.obstacles(to: intent, among: unsettled)
      return obstacles.isEmpty ? ActivityRecord(intent, stamp) : nil
    }
    return obstacles
  }

  package func close(_ id: String, outcome: WriteOutcome) async throws(JournalProblem) {
    try await follow(id, .closed, outcome.rawValue)
  }

  package func noteBlocked(_ intent: WriteIntent, because reason: WriteBlock) async throws(JournalProblem) {
    try await record(ActivityNote(blocked: intent, reason))
  }

  package func unsettled() async throws(JournalProblem) -> [WriteIntent] {
    Unsettled.records(in: try await records()).compactMap(\.intent)
  }

  /// Notes what became of a write. Throws when no unsettled write has this id.
  package func settle(_ id: String, as settlement: Settlement) async throws(JournalProblem) {
    try await follow(id, .settled, settlement.rawValue)
  }

  /// Notes what is no write; on disk when this returns.
  package func record(_ note: ActivityNote) async throws(JournalProblem) {
    let record = ActivityRecord(note, id: ActivityStamp.mark(), at: now(), stamp)
    try await file.append(record)
  }

  /// All records that can be read, oldest first; of one case where `id` names it.
  package func records(of id: CaseID? = nil) async throws(JournalProblem) -> [ActivityRecord] {
    var lines = try await file.lines()
    if let id {
      // Reading JSON takes longest, and most lines are of other cases.
      lines.removeAll { $0.bytes.firstRange(of: Array(id.text.utf8)) == nil }
    }
    let records = lines.compactMap { ActivityLine.record(in: $0) }
    return id.map { id in records.filter { $0.caseID == id.text } } ?? records
  }

  /// How far the file reaches; nil while it has no record.
  package func end() async throws(JournalProblem) -> ActivityEnd? {
    ActivityEnd(contents: try await file.contents())
  }

  /// Whether everything is there up to `end`, as it was.
  package func reaches(_ end: ActivityEnd) async throws(JournalProblem) -> Bool {
    end.isReached(by: try await file.contents())
  }

  /// Notes that lines are missing from the end.
  package func recordCut(operatorName: String, profile: String) async throws(JournalProblem) {
    try await file.append(
      ActivityRecord(cutFoundAt: now(), operatorName: operatorName, profile: profile, stamp))
  }

  /// What can be said about the chain.
  package func check() async throws(JournalProblem) -> JournalCheck {
    JournalCheck(lines: try await file.lines())
  }

  /// The first line (from 1) that is not as it was written, torn ones included; nil when all is well.
  package func verify() async throws(JournalProblem) -> Int? {
    try await check().firstBadLine
  }

  private func follow(_ id: String, _ event: ActivityRecord.Event, _ outcome: String) async throws(JournalProblem) {
    let time = now()
    try await file.append { [stamp] (lines) throws(JournalProblem) in
      let records = lines.compactMap { ActivityLine.record(in: $0) }
      let candidates = event == .settled ? Unsettled.records(in: records) : records.filter { $0.event == .opened }
      guard let opened = candidates.last(where: { $0.id == id }) else {
        throw JournalProblem("The record of writes knows no unsettled write \(id.filter(\.isPlainIdentifier)).")
      }
      return opened.followed(by: event, outcome: outcome, at: time, stamp)
    }
  }
}

extension Character {
  /// What ids of this program are made of; nothing else is repeated in a sentence.
  fileprivate var isPlainIdentifier: Bool { isASCII && (isLetter || isNumber || self == "-") }
}
