import Care360
import CaseStore
import Foundation
import Synchronization

/// Opens writes and ends them, for the tests to kill. Step 2n opens write n and step 2n + 1 ends it, in turn as done, as
/// unknown, as settled by a person, and not at all. One line for each step, once it is on disk.
///
/// - Parameters:
///   - clock: nil for the time of day.
///   - bound: of a file of the record, in bytes.
func writeJournal(in folder: String, from first: Int, clock: TurningClock?, bound: Int) async throws {
  let journal = FileWriteJournal(directory: folder, now: { clock?.now ?? Date() }, bound: bound)
  let caseID = try CaseID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
  var step = 0
  while true {
    let number = step / 2
    let id = "w\(first + number)"
    if step.isMultiple(of: 3) { try clock?.turn(in: folder) }
    switch (step.isMultiple(of: 2), number % 4) {
    case (true, _):
      let intent = WriteIntent(
        id: id, time: Date(), operatorName: "jo", profile: "test", action: .requestRefillLink, caseID: caseID)
      // Other writers open theirs meanwhile.
      var seen: [WriteIntent] = []
      while case let obstacles = try await journal.open(intent, repeating: .shown(seen)), !obstacles.isEmpty {
        seen += obstacles
      }
    case (false, 0): try await journal.close(id, outcome: .done)
    case (false, 1): try await journal.close(id, outcome: .unknown)
    case (false, 2): try await journal.settle(id, as: .didNotHappen)
    default: break
    }
    say("step \(step)")
    step += 1
  }
}

/// Shows the month after that of the newest segment whenever it is turned, so that a run of a second goes through years.
final class TurningClock: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 0))

  var now: Date { time.withLock { $0 } }

  /// Without the lock of the record, so that processes that turn at once all want to begin the same segment.
  func turn(in folder: String) throws {
    let start = "activity-"
    let names =
      FileManager.default.fileExists(atPath: folder) ? try FileManager.default.contentsOfDirectory(atPath: folder) : []
    let newest = names.filter { $0.hasPrefix(start) }.max()?.dropFirst(start.count).prefix(7) ?? "2026-01"
    let shown = try Date("\(newest)-01T00:00:00Z", strategy: .iso8601)
    time.withLock { $0 = shown.addingTimeInterval(40 * 86_400) }
  }
}
