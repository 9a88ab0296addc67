import Care360
import Foundation
import TestSupport
import Testing

@testable import TeamStore

struct TeamFollowUpTests {
  private func sample(_ id: String, due: Date = .sample, text: String = "call again") throws -> TeamFollowUp {
    TeamFollowUp(
      id: id, caseID: try sampleCase(), shortID: "ADA-TOSXM", patientName: "Avery Lindqvist", due: due, text: text,
      author: "jo", madeAt: .sample)
  }

  @Test(arguments: Engine.installed) func theTeamSeesAddsChangesAndDeletes(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin) = (bench.store("jo"), bench.store("robin"))
    let due = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded() + 86_400)
    try await jo.add(try sample("f1", due: due))
    #expect(try await robin.followUps().values == [TeamReminder(followUp: try sample("f1", due: due), isDue: false)])
    try await robin.change(followUp: "f1") { $0.due = .sample }
    try await jo.change(followUp: "f1") { $0.doneBy = "jo" }
    var changed = try sample("f1")
    changed.doneBy = "jo"
    // The sample's time is past by the clock of the database.
    let isPast = Date.sample < Date()
    #expect(try await robin.followUps().values == [TeamReminder(followUp: changed, isDue: isPast)])
    // As after an answer that got lost.
    try await jo.add(try sample("f1", due: due))
    #expect(try await robin.followUps().values.map(\.followUp) == [changed], "never over a newer row")
    let other = try sample("f1", text: "another")
    #expect(await problem { () throws(TeamProblem) in try await jo.add(other) } == .changed)
    try await robin.delete(followUp: "f1")
    #expect(await problem { () throws(TeamProblem) in try await jo.delete(followUp: "f1") } == .gone)
    #expect(await problem { () throws(TeamProblem) in try await jo.change(followUp: "f1") { _ in } } == .gone)
    // A session that did not hear of all this adds it again.
    let again = try sample("f1", due: due)
    #expect(await problem { () throws(TeamProblem) in try await jo.add(again) } == .gone)
    let left = try await jo.followUps()
    #expect(left.values.isEmpty && left.unreadable == 0)
  }

  @Test(arguments: Engine.installed) func oneThatMayNeverHaveComeIsTakenBack(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin) = (bench.store("jo"), bench.store("robin"))
    try await jo.add(try sample("f3"))
    #expect(await problem { () throws(TeamProblem) in try await robin.takeBack(followUp: "f3") } == .notPermitted)
    for id in ["f3", "f4"] { try await jo.takeBack(followUp: id) }
    for late in try [sample("f3"), sample("f4")] {
      #expect(await problem { () throws(TeamProblem) in try await jo.add(late) } == .gone)
    }
    #expect(try await robin.followUps().values.isEmpty)
    try await bench.raw { "UPDATE \($0.name(.followUp)) SET epoch = 99" }
    #expect(try await robin.followUps().unreadable == 0, "remains are not read")
  }

  @Test(arguments: Engine.installed) func changesAtOnceLoseNothingOfEachOther(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    try await bench.store().add(try sample("f2"))
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          let store = bench.store()
          for _ in 0..<5 {
            var isDone = false
            // A colleague may be faster a few times in a row.
            while !isDone {
              let problem = await problem { () throws(TeamProblem) in
                try await store.change(followUp: "f2") { $0.due += 1 }
              }
              isDone = problem == nil
              if let problem, problem != .changed { throw problem }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await bench.store().followUps().values.first?.followUp.due == Date.sample + 20)
  }

  /// Values are parameters, and sealed besides; a name that is a statement stays a name.
  @Test(
    arguments: Engine.installed,
    ["'; DROP TABLE claim; --", "\"; DELETE FROM casedesk.followup; \u{0}", "$1 ?1 %s \\", "日本語 é 🙂"])
  func aNameThatIsAStatementStaysAName(engine: Engine, name: String) async throws {
    let bench = try await TeamBench.begun(engine)
    let store = bench.store(name, session: name)
    try await store.add(
      TeamFollowUp(
        id: name, caseID: try sampleCase(), shortID: name, patientName: name, due: .sample, text: name, author: name,
        madeAt: .sample))
    try await store.show(.viewing, in: try sampleCase(), since: .sample)
    guard case .mine = try await store.claim(try sampleCase(), for: .seconds(9)) else {
      Issue.record("it is not free")
      return
    }
    let found = try #require(try await bench.store().followUps().values.first?.followUp)
    #expect([found.id, found.shortID, found.patientName, found.text, found.author] == Array(repeating: name, count: 5))
    #expect(try await bench.store().presences().values.map(\.author) == [name])
    #expect(try await bench.store().claims().values.map(\.author) == [name])
  }
}
