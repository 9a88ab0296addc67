import Care360
import CaseStore
import Foundation

/// Opens writes and ends them, for the tests to kill. Step 2n opens write n and step 2n + 1 ends it, in turn as done, as
/// unknown, as settled by a person, and not at all. One line for each step, once it is on disk.
func writeJournal(in folder: String, from first: Int) async throws {
  let journal = FileWriteJournal(directory: folder)
  let caseID = try CaseID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
  var step = 0
  while true {
    let number = step / 2
    let id = "w\(first + number)"
    switch (step.isMultiple(of: 2), number % 4) {
    case (true, _):
      let intent = WriteIntent(
        id: id, time: Date(), operatorName: "jo", profile: "test", action: .requestRefillLink, caseID: caseID)
      _ = try await journal.open(intent, repeating: .historyWasShown)
    case (false, 0): try await journal.close(id, outcome: .done)
    case (false, 1): try await journal.close(id, outcome: .unknown)
    case (false, 2): try await journal.settle(id, as: .didNotHappen)
    default: break
    }
    say("step \(step)")
    step += 1
  }
}
