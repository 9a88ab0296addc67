import Care360
import Foundation
import TestSupport
import Testing

@testable import TeamStore

struct RotationTests {
  private func fill(_ store: TeamStore) async throws {
    _ = try await store.claim(try sampleCase(1), for: .seconds(600))
    try await store.show(.viewing, in: try sampleCase(1), since: .sample)
    try await store.give(
      .draft, id: "h", of: try sampleCase(1), to: nil, title: "a message", contents: "x", at: .sample)
    try await store.add(
      TeamFollowUp(
        id: "f", caseID: try sampleCase(1), shortID: "A", patientName: "Avery Lindqvist", due: .sample, text: "",
        author: store.author, madeAt: .sample))
    _ = try await store.begin("refill", id: "w", in: try sampleCase(1), at: .sample, patience: .seconds(30))
  }

  private func tally(_ store: TeamStore) async throws -> [Int] {
    [
      try await store.claims().values.count, try await store.presences().values.count,
      try await store.handOvers().values.count, try await store.followUps().values.count,
      try await store.intents(in: try sampleCase(1)).values.count,
    ]
  }

  @Test(arguments: Engine.installed) func aRemovedMemberReadsNothingNewAndTheOthersGoOn(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (robinsKeys, kimsKeys) = (try await bench.join("robin"), try await bench.join("kim"))
    let (robin, kim) = (bench.store("robin", keys: robinsKeys), bench.store("kim", keys: kimsKeys))
    try await fill(robin)
    #expect(try await tally(kim) == [1, 1, 1, 1, 1])
    let jo = bench.membership("jo", bench.keeping)
    let before = try await jo.fingerprint()
    let leaver = try #require(try await jo.members().values.first { $0.name == "robin" })
    let after = try await jo.remove(leaver)
    #expect(after != before)
    // Sessions that were open: one takes the new key, the other is told.
    #expect(try await tally(kim) == [1, 1, 1, 1, 1])
    let told = await problem { () throws(TeamProblem) in _ = try await robin.claims() }
    #expect(told == .notMember)
    let write = await problem { () throws(TeamProblem) in
      try await robin.show(.writing, in: .notYet, since: .sample)
    }
    #expect(write == .notMember)
    #expect(
      await problem { () throws(TeamProblem) in _ = try await bench.store("robin", keys: robinsKeys).claims() }
        == .notMember)
    #expect(Set(try await jo.members().values.map(\.name)) == ["jo", "kim"])
    #expect(await problem { () throws(TeamProblem) in _ = try await jo.remove(leaver) } == .noSuchMember)
    // No row is left under the key that robin knows, and it is marked.
    let old = try await bench.raw { "SELECT count(*) FROM \($0.name(.claim)) WHERE epoch = 1" }
    #expect(old == [[.number(0)]])
    let spent = try await bench.raw { "SELECT epoch FROM \($0.name(.teamKey)) WHERE ends IS NOT NULL" }
    #expect(spent == [[.number(1)]])
    // A claim is found by its new name.
    guard case .held(let claim) = try await kim.claim(try sampleCase(1), for: .seconds(600)) else {
      Issue.record("it was lost")
      return
    }
    #expect(claim.author == "robin")
  }

  @Test(arguments: Engine.installed) func whoWasAwayForThreeKeysFollows(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let keys = try await bench.join("robin")
    let late = MemoryKeeping()
    let kim = bench.membership("kim", late)
    let invited = try await bench.membership("jo", bench.keeping).invite(try await kim.invitation(), as: "kim")
    for _ in 0..<3 { _ = try await bench.membership("jo", bench.keeping).rotate() }
    _ = try await bench.store("jo").claim(try sampleCase(), for: .seconds(600))
    #expect(try await bench.store("robin", keys: keys).claims().values.count == 1)
    #expect(await keys.kept()?.pin?.epoch == 4)
    // The fingerprint was told before the team turned.
    try await kim.join(told: invited.team.description)
    #expect(try await bench.store("kim", keys: late).claims().values.count == 1)
  }

  /// A public key that somebody writes into the database is given nothing.
  @Test(arguments: Engine.installed) func aPlantedMemberIsGivenNoKey(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let planted = MemoryKeeping()
    let invitation = try await bench.membership("mallory", planted).invitation()
    let foreign = try TeamKey.random(team: [9], epoch: 1)
    let body = TeamMemberBody(TeamMember(name: "mallory", publicKey: invitation.publicKey, invitedBy: "jo"))
    let statements = TeamStatements(dialect: bench.database().dialect)
    let outcome = try await bench.database().run(
      TeamScript(
        .write,
        [statements.insert(.member, try body.row(foreign, version: 1), .never, TeamStatements.Guard(epoch: 1))]))
    guard case .done = outcome else {
      Issue.record("the row was not planted")
      return
    }
    let jo = bench.membership("jo", bench.keeping)
    #expect(try await jo.members().unreadable == 1)
    _ = try await jo.rotate()
    #expect(try await bench.count(.memberKey) == 2, "one for each epoch, of jo alone")
    #expect(try await bench.count(.member) == 2, "what does not open stays")
    #expect(try await jo.members().unreadable == 1)
  }

  @Test(arguments: Engine.installed) func noWriteIsLostWhileTheTeamTurns(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    try await withThrowingTaskGroup { group in
      for number in 0..<4 {
        group.addTask {
          let store = bench.store("operator \(number)")
          for turn in 0..<6 {
            let followUp = TeamFollowUp(
              id: "\(number) \(turn)", caseID: try sampleCase(turn), shortID: "", patientName: "", due: .sample,
              text: "", author: store.author, madeAt: .sample)
            var left: TeamProblem? = .changed
            while left == .changed { left = await problem { () throws(TeamProblem) in try await store.add(followUp) } }
            if let left { throw left }
          }
        }
      }
      for _ in 0..<2 {
        group.addTask {
          let jo = bench.membership("jo", bench.keeping)
          var left: TeamProblem? = .changed
          while left == .changed { left = await problem { () throws(TeamProblem) in _ = try await jo.rotate() } }
          if let left { throw left }
        }
      }
      try await group.waitForAll()
    }
    let found = try await bench.store().followUps()
    #expect(found.values.count == 24 && found.unreadable == 0)
    let stray = try await bench.raw { "SELECT count(*) FROM \($0.name(.followUp)) WHERE epoch <> 3" }
    #expect(stray == [[.number(0)]])
  }

  /// A session that looks at nothing first, and has the key that is spent.
  @Test(arguments: Engine.installed) func aSpentKeySealsNothing(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let store = bench.store()
    _ = try await store.claims()
    _ = try await bench.membership("jo", bench.keeping).rotate()
    _ = try await store.begin("refill", id: "w", in: .notYet, at: .sample, patience: .seconds(30))
    #expect(try await bench.raw { "SELECT epoch FROM \($0.name(.intent))" } == [[.number(2)]])
  }

  /// The team turns at the moment of a write: the write waits, and then finds that its key is spent.
  @Test(.enabled(if: PostgresCluster.isInstalled, "initdb, postgres or setpriv is missing"))
  func aWriteInTheMidstOfATurnWaitsForItsEnd() async throws {
    let bench = try await TeamBench.begun(.postgres)
    let pin = try #require(await bench.keeping.kept()?.pin)
    let key = try TeamKey(team: pin.team, epoch: 1, secret: pin.secret)
    let next = try TeamKey.random(team: pin.team, epoch: 2)
    let statements = TeamStatements(dialect: .postgres)
    let turner = bench.database()
    async let turned = turner.run(
      TeamScript(
        .write,
        [
          statements.turn(
            to: 2, team: pin.team, sealed: try next.proof(), TeamStatements.Guard(epoch: 1)),
          TeamStep("SELECT 1::bigint FROM pg_sleep(1)"),
        ]))
    let query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    var sleepers: Int64?
    let end = ContinuousClock.now + .seconds(60)
    while sleepers != 1, ContinuousClock.now < end {
      sleepers = try await bench.raw { _ in query }.first?.first?.number
    }
    #expect(sleepers == 1)
    let body = ClaimBody(caseID: try sampleCase().text, author: "jo", takeOvers: [])
    let step = statements.insert(
      .claim, try body.row(key, version: 1), .after(.seconds(60)), TeamStatements.Guard(epoch: 1))
    #expect(try await bench.database().run(TeamScript(.write, [step])) == .stopped(at: 0))
    guard case .done = try await turned else {
      Issue.record("the team did not turn")
      return
    }
    #expect(try await bench.count(.claim) == 0)
  }
}
