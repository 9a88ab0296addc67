import Care360
import CaseStore
import Foundation

/// Says in milliseconds what opening and closing a write costs beside a record of `count` lines of views.
func measureJournal(in folder: String, lines count: Int) async throws {
  let caseID = try CaseID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
  let month = Date(timeIntervalSince1970: 1_795_000_000)
  func journal(at time: Date) -> FileWriteJournal { FileWriteJournal(directory: folder, now: { time }) }
  var number = 0
  func write(_ journal: FileWriteJournal, _ time: Date) async throws {
    number += 1
    let intent = WriteIntent(
      id: "w\(number)", time: time, operatorName: "jo", profile: "test", action: .requestRefillLink, caseID: caseID)
    _ = try await journal.open(intent, repeating: .historyWasShown)
    try await journal.close(intent.id, outcome: .done)
  }
  func say(_ what: String, _ times: Int, _ body: () async throws -> Void) async throws {
    let clock = ContinuousClock()
    var took: [Duration] = []
    for _ in 0..<times { took.append(try await clock.measure(body)) }
    let median = took.sorted()[times / 2] / .milliseconds(1)
    StoreWriter.say(what.padding(toLength: 52, withPad: " ", startingAt: 0) + String(format: "%8.2f", median))
  }

  let first = journal(at: month)
  for _ in 0..<count {
    try await first.record(ActivityNote(.viewed(.shown), caseID, operatorName: "jo", profile: "test"))
  }
  StoreWriter.say("\(count) lines of views; median in milliseconds")
  try await say("a write in that month, the first of a process", 11) { try await write(journal(at: month), month) }
  try await write(first, month)
  try await say("a write in that month, a later one", 201) { try await write(first, month) }
  try await say("the list of one case, the first of a process", 3) {
    _ = try await journal(at: month).records(of: caseID)
  }
  try await say("the list of one case, a later one", 11) { _ = try await first.records(of: caseID) }
  let next = month.addingTimeInterval(40 * 86_400)
  try await say("the write that begins the next month", 1) { try await write(journal(at: next), next) }
  try await say("a write in the next month, the first of a process", 201) { try await write(journal(at: next), next) }
  try await say("the check of the whole chain", 1) { _ = try await first.check() }
}
