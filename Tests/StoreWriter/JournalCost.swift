import Care360
import CaseStore
import Foundation

/// Says in milliseconds what opening and closing a write costs beside records of `count` lines: none, views alone, and writes alone.
func measureJournal(in folder: String, lines count: Int) async throws {
  let empty = try await JournalCost(folder + "/empty", count: 0, isOfWrites: false).measured()
  let views = try await JournalCost(folder + "/views", count: count, isOfWrites: false).measured()
  let writes = try await JournalCost(folder + "/writes", count: count, isOfWrites: true).measured()
  say("milliseconds, median / greatest".padded + "   empty record" + "   \(count) views" + "  \(count) of writes")
  for (index, row) in empty.enumerated() {
    say(row.name.padded + [row, views[index], writes[index]].map(\.text).joined(separator: "  "))
  }
}

private struct JournalCost {
  struct Row {
    let name: String
    let median: Double
    let greatest: Double

    var text: String { String(format: "%6.2f /%7.2f", median, greatest) }
  }

  private static let month = Date(timeIntervalSince1970: 1_795_000_000)
  private static let next = month.addingTimeInterval(40 * 86_400)
  private let folder: String
  private let caseID: CaseID
  private let first: FileWriteJournal

  init(_ folder: String, count: Int, isOfWrites: Bool) async throws {
    self.folder = folder
    caseID = try CaseID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
    first = FileWriteJournal(directory: folder, now: { Self.month })
    for number in 0..<count where !isOfWrites || number.isMultiple(of: 2) {
      if isOfWrites {
        try await write(first, Self.month)
      } else {
        try await first.record(ActivityNote(.viewed(.shown), caseID, operatorName: "jo", profile: "test"))
      }
    }
  }

  private func journal(at time: Date) -> FileWriteJournal { FileWriteJournal(directory: folder, now: { time }) }

  private func write(_ journal: FileWriteJournal, _ time: Date) async throws {
    let intent = WriteIntent(
      id: "w\(UInt32.random(in: 0 ... .max))", time: time, operatorName: "jo", profile: "test",
      action: .requestRefillLink, caseID: caseID)
    _ = try await journal.open(intent, repeating: .none)
    try await journal.close(intent.id, outcome: .done)
  }

  private func row(_ name: String, _ times: Int, _ body: () async throws -> Void) async throws -> Row {
    let clock = ContinuousClock()
    var took: [Duration] = []
    for _ in 0..<times { took.append(try await clock.measure(body)) }
    let sorted = took.sorted().map { $0 / .milliseconds(1) }
    return Row(name: name, median: sorted[times / 2], greatest: sorted[times - 1])
  }

  /// Hundreds of writes in a row go through every fill of a segment and through its rollover.
  func measured() async throws -> [Row] {
    [
      try await row("a write, the first of a process", 401) { try await write(journal(at: Self.month), Self.month) },
      try await row("a write, a later one of a process", 401) { try await write(first, Self.month) },
      try await row("the list of one case, the first of a process", 3) {
        _ = try await journal(at: Self.month).records(of: caseID)
      },
      try await row("the write that begins the next month", 1) { try await write(journal(at: Self.next), Self.next) },
      try await row("the check of the whole chain", 1) { _ = try await first.check() },
    ]
  }
}

extension String {
  fileprivate var padded: String { padding(toLength: 48, withPad: " ", startingAt: 0) }
}
