import Care360Sandbox
import CaseStore
import Foundation
import Sealing
import TeamPlace
import TeamStore
import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

/// Two operators over one team's store, a real one in a file.
@MainActor
@Suite(.timeLimit(.minutes(6)))
struct TeamRunnerTests {
  let folder: TestFolder
  let place: TeamPlace
  let keys = TeamKeysInMemory()
  let avery: CaseID
  let now = Date(timeIntervalSince1970: 1_795_344_120)

  init() async throws {
    folder = try TestFolder()
    place = try TeamPlace("sqlite:\(try folder.folder("team", mode: 0o770))/team.db")
    avery = try CaseID(Sandbox.showcaseCaseID)
    let database = place.database(login: "")
    _ = try await TeamMigration(database).migrate()
    _ = try await TeamMembership(database, keeping: keys, name: "robin").begin()
  }

  /// An operator at work.
  @MainActor
  final class Person {
    let bench = RunnerBench()
    let runner: TeamRunner

    /// All that was kept in the person's own store, and why it takes nothing; nil: it does.
    var kept: [Handed] { own.kept }
    var problem: String? {
      get { own.problem }
      set { own.problem = newValue }
    }
    /// The contents that wait in the person's own store; nil: whatever is asked for.
    var waits: ((HandOverOrder) -> Handed?)? {
      get { own.waits }
      set { own.waits = newValue }
    }
    private let own: OwnStoreInMemory

    init(
      _ name: String, session: String, _ database: any TeamDatabase, _ keys: TeamKeysInMemory, now: Date,
      patience: Duration, leadAfter: Duration?
    ) {
      let own = OwnStoreInMemory()
      self.own = own
      runner = TeamRunner(
        TeamPlan(database, author: name, session: session, leadAfter: leadAfter), keeping: keys,
        local: own, now: { now }, work: bench.work, patience: patience)
    }

    func whenKept(_ action: @escaping () -> Void) { own.whenKept = action }

    func untilTold(_ isMeant: (TeamEvent) -> Bool) async -> Bool {
      await until {
        bench.events.contains { if case .team(let event) = $0 { isMeant(event) } else { false } }
      }
    }

    /// The newest view.
    var view: TeamView? {
      bench.events.compactMap { if case .team(.read(let view)) = $0 { view } else { nil } }.last
    }

    /// The view after all that this person asked for.
    func looked() async -> TeamView? {
      await runner.tail?.value
      // On a busy machine the store may be too slow for a look.
      for _ in 0..<50 {
        await bench.idle()
        _ = bench.take()
        runner.run(.look)
        await bench.idle()
        if let view { return view }
      }
      return nil
    }

    func untilSeen(_ isMeant: (TeamView) -> Bool) async -> Bool { await until { view.map(isMeant) ?? false } }
  }

  @MainActor
  final class OwnStoreInMemory: OwnStore {
    var kept: [Handed] = []
    var problem: String?
    var whenKept: () -> Void = {}
    var waits: ((HandOverOrder) -> Handed?)?

    func waiting(_ order: HandOverOrder) -> Handed? { waits.map { $0(order) } ?? order.handed }

    func keep(_ handed: Handed) -> String? {
      whenKept()
      if problem == nil { kept.append(handed) }
      return problem
    }
  }

  /// - Parameter patience: as long as a machine that is busy with other tests may need.
  func person(
    _ name: String, session: String? = nil, _ database: (any TeamDatabase)? = nil, patience: Duration = .seconds(60),
    leadAfter: Duration? = nil
  ) -> Person {
    Person(
      name, session: session ?? name, database ?? place.database(login: ""), keys, now: now, patience: patience,
      leadAfter: leadAfter)
  }

  private func spot(_ work: TeamWork) -> TeamSpot { TeamSpot(caseID: avery, work: work, since: now) }

  /// A refill link, as a desk orders it whose question showed `view`.
  private func order(told view: TeamView = TeamView()) throws -> WriteOrder {
    let json = #"{"id":"\#(Sandbox.showcaseCaseID)","shortId":"ADA-1","submitter":{"email":"avery@example.com"}}"#
    let detail = try #require(Case(try JSONValue(parsing: Data(json.utf8))))
    return try .refill(of: detail, at: now, told: Set(view.attempts.map(\.id)))
  }

  @Test func newsReachTheColleagueAndLeavingThemTakesThemBack() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    robin.runner.run(.news(spot(.editing)))
    #expect(await robin.untilSeen { $0.people.isEmpty }, "nobody sees themselves")
    kim.runner.run(.news(nil))
    let seen = TeamView.Person(caseID: avery, name: "robin", work: .editing, since: now)
    #expect(await kim.untilSeen { $0.people == [seen] })
    robin.runner.run(.cover(spot(.away)))
    await robin.runner.tail?.value
    #expect(await kim.looked()?.people.map(\.work) == [.away])
    await robin.runner.end()
    #expect(await kim.looked()?.people == [])
  }

  @Test func theKeyIsAskedForAgainAfterTheLock() async throws {
    let robin = person("robin")
    robin.runner.run(.news(nil))
    #expect(await robin.untilSeen { _ in true })
    robin.runner.run(.cover(nil))
    let asked = keys.asked
    robin.runner.run(.news(spot(.viewing)))
    #expect(await until { keys.asked > asked })
  }

  @Test func aWriteOfAColleagueThatIsNotSettledStopsTheSameUntilItWasShown() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    #expect(await robin.runner.begin(try order(), id: "w1").isEmpty)
    robin.runner.end("w1", isKnown: false)
    await robin.runner.tail?.value
    #expect(await kim.looked()?.attempts.map(\.isUnsettled) == [true])
    let view = try #require(kim.view)
    #expect(view.attempts.map(\.name) == ["robin"] && view.attempts.first?.action == .requestRefillLink)
    #expect(await kim.runner.begin(try order(), id: "w2").map(\.id) == ["w1"], "nothing may be sent")
    #expect(await kim.runner.begin(try order(told: view), id: "w3").isEmpty, "the person was told")
    // A person settles it: the record says so by the same id.
    robin.runner.end("w1", isKnown: true)
    kim.runner.end("w3", isKnown: true)
    await robin.runner.tail?.value
    #expect(await kim.looked()?.attempts.isEmpty == true)
    #expect(await kim.runner.begin(try order(), id: "w4").isEmpty)
  }

  /// Its row says that it is being sent, and nobody else will ever say more.
  @Test func theNextStartTellsTheTeamOfAWriteThatAKillCutOff() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    #expect(await robin.runner.begin(try order(), id: "w1").isEmpty)
    #expect(await kim.looked()?.attempts.map(\.isUnsettled) == [false])
    let world = try DeskWorld()
    let intent = WriteIntent(
      id: "w1", time: now, operatorName: "robin", profile: "sandbox", action: .requestRefillLink, caseID: avery)
    _ = try await world.journal.open(intent, repeating: .none)
    let again = person("robin")
    let records = RecordRunner(
      work: again.bench.work, store: StoreRunner(.sandbox, now: { world.clock.now }, work: again.bench.work),
      team: again.runner)
    for _ in 0..<2 { records.run(.listUnsettled, world.backend) }
    await again.bench.idle()
    await again.runner.tail?.value
    #expect(await kim.looked()?.attempts.map(\.isUnsettled) == [true])
  }

  /// The team's store was away when the earlier session ended, or another program of this operator was cut off.
  @Test func theNextStartTellsTheTeamOfEndsThatOnlyTheRecordKnows() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.path + "/data")
    let (robin, kim, world) = (person("robin"), person("kim"), try DeskWorld(record: journal))
    for id in ["done", "unknown", "elsewhere"] {
      #expect(await robin.runner.begin(try order(), id: id).isEmpty)
      guard id != "elsewhere" else { continue }
      let intent = WriteIntent(
        id: id, time: now, operatorName: "robin", profile: "sandbox", action: .requestRefillLink, caseID: avery)
      _ = try await journal.open(intent, repeating: .shown(["done"]))
    }
    try await journal.close("done", outcome: .done)
    try await journal.close("unknown", outcome: .unknown)
    #expect(await kim.looked()?.attempts.count == 3)
    let again = person("robin", session: "robin's next")
    let records = RecordRunner(
      work: again.bench.work, store: StoreRunner(.sandbox, now: { world.clock.now }, work: again.bench.work),
      team: again.runner)
    records.run(.listUnsettled, world.backend)
    await again.bench.idle()
    await again.runner.tail?.value
    let left = try #require(await kim.looked()?.attempts)
    #expect(Set(left.map(\.id)) == ["unknown", "elsewhere"])
    #expect(left.filter(\.isUnsettled).map(\.id) == ["unknown"])
  }

  @Test func aStoreThatStallsCostsAWriteAMomentAndIsSaid() async throws {
    let stalling = StallingDatabase()
    let robin = person("robin", stalling, patience: TeamWrites.patience)
    robin.runner.run(.news(spot(.viewing)))
    #expect(await until { stalling.calls > 0 })
    #expect(await robin.runner.begin(try order(), id: "w1").isEmpty)
    #expect(await robin.untilTold { if case .unread(TeamProblem.slow.sentence) = $0 { true } else { false } })
    #expect(robin.bench.work.running == 0, "nothing waits for it")
    // The connection does not end either; the program does.
    await robin.runner.end()
    #expect(stalling.isHolding)
    stalling.release()
  }

  @Test func aCaseIsClaimedByOneGivenBackAndTakenOver() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    robin.runner.run(.claim(avery))
    #expect(await robin.untilSeen { $0.claims.map(\.isOwn) == [true] })
    kim.runner.run(.claim(avery))
    #expect(await kim.untilTold { if case .said("robin was faster.", isProblem: true) = $0 { true } else { false } })
    #expect(await kim.untilSeen { $0.claims.map(\.name) == ["robin"] })
    let claim = try #require(kim.view?.claims.first)
    kim.runner.run(.takeOver(claim))
    #expect(await kim.untilTold { if case .tookOver(claim) = $0 { true } else { false } })
    #expect(await kim.untilSeen { $0.claims.map(\.isOwn) == [true] })
    robin.runner.run(.release(avery))
    #expect(
      await robin.untilTold {
        if case .said(TeamProblem.changed.sentence, isProblem: true) = $0 { true } else { false }
      })
    kim.runner.run(.release(avery))
    #expect(await kim.untilSeen { $0.claims.isEmpty })
  }
}

/// Hand-overs between two operators.
extension TeamRunnerTests {
  func message() throws -> Handed {
    let body = #"{"begun":1795344000,"cursor":2,"kind":"message","text":"Hi","version":1}"#
    return .draft(
      StoredDraft(
        id: StoredDraftID(DraftSlot(avery, .message)), body: Array(body.utf8), patientName: "Avery Lindqvist",
        shortID: "ADA-TOSXM", summary: "Avery L. ADA-TOSXM message", place: "line 1", author: "robin", version: 4,
        savedAt: now))
  }

  func handing(_ number: Int = 1, to receiver: String? = "kim") throws -> HandOverOrder {
    HandOverOrder(number: number, handed: try message(), receiver: receiver, givenAt: now)
  }

  @Test func aDraftIsGivenTakenOnceAndTheGiverSeesIt() async throws {
    let (robin, kim, lee) = (person("robin"), person("kim"), person("lee"))
    let order = try handing()
    robin.runner.run(.give(order))
    #expect(await robin.untilTold { if case .given(order) = $0 { true } else { false } })
    // The answer got lost, and the person hands it over again.
    robin.runner.run(.give(order))
    #expect(await robin.looked()?.handOvers.map(\.state) == [.open])
    #expect(await lee.looked()?.handOvers.isEmpty == true, "it is for Kim alone")
    let seen = try #require(await kim.looked()?.handOvers.first)
    #expect(seen.title == "message Avery L. ADA-TOSXM" && seen.kind == .message && !seen.isOwn)
    kim.runner.run(.accept(seen))
    #expect(await kim.untilTold { if case .took(seen) = $0 { true } else { false } })
    guard case .draft(let draft)? = kim.kept.first, case .draft(let given) = order.handed else {
      Issue.record("nothing was kept")
      return
    }
    #expect(draft.author == "kim" && draft.body == given.body && draft.version == 0)
    // The second session of Kim asks for the same.
    kim.runner.run(.accept(seen))
    let sentence = TeamProblem.accepted(by: "kim").sentence
    #expect(await kim.untilTold { if case .said(sentence, isProblem: true) = $0 { true } else { false } })
    await kim.bench.idle()
    #expect(kim.kept.count == 1 && kim.view?.handOvers.isEmpty == true)
    let told = try #require(await robin.looked()?.handOvers.first)
    #expect(told.state == .taken(by: "kim", at: now, isKept: true))
    robin.runner.run(.withdraw(told))
    #expect(await robin.untilSeen { $0.handOvers.isEmpty })
  }

  /// The program of who accepted it may end, or its disk be full, before it is kept there.
  @Test func whatIsNotKeptLocallyStaysInTheTeamsStore() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    robin.runner.run(.give(try handing(to: nil)))
    await robin.bench.idle()
    let seen = try #require(await kim.looked()?.handOvers.first)
    kim.problem = "the disk is full"
    kim.runner.run(.accept(seen))
    #expect(
      await kim.untilTold {
        if case .said(let sentence, isProblem: true) = $0 {
          sentence.hasSuffix("keeps it: the disk is full")
        } else {
          false
        }
      })
    await kim.bench.idle()
    let half = try #require(kim.view?.handOvers.first)
    #expect(half.state == .toBeKept)
    let told = try #require(await robin.looked()?.handOvers.first)
    #expect(told.state == .taken(by: "kim", at: now, isKept: false))
    robin.runner.run(.withdraw(told))
    #expect(await robin.untilTold { if case .said(_, isProblem: true) = $0 { true } else { false } })
    await robin.bench.idle()
    #expect(robin.view?.handOvers.count == 1, "nobody else has it")
    // Kim's next session takes it again.
    let next = person("kim")
    next.runner.run(.accept(half))
    #expect(await next.untilTold { if case .took(half) = $0 { true } else { false } })
    #expect(next.kept.count == 1)
  }

  @Test func theGiverTakesBack() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    robin.runner.run(.give(try handing()))
    await robin.bench.idle()
    let own = try #require(await robin.looked()?.handOvers.first)
    let seen = try #require(await kim.looked()?.handOvers.first)
    robin.runner.run(.accept(own))
    #expect(await robin.untilTold { if case .took(own) = $0 { true } else { false } })
    #expect(robin.kept.count == 1)
    await robin.bench.idle()
    #expect(await robin.looked()?.handOvers.isEmpty == true)
    kim.runner.run(.accept(seen))
    #expect(
      await kim.untilTold { if case .said(TeamProblem.gone.sentence, isProblem: true) = $0 { true } else { false } })
    #expect(kim.kept.isEmpty)
  }

  /// The disk of a file that is not there may not be mounted.
  @Test(arguments: [TeamProblem.away, .slow, .full, .file(.missing), .file(.unreachable)])
  func aStoreThatMayComeBackIsWaitedFor(_ problem: TeamProblem) async throws {
    let away = person("robin", session: "s1", AwayDatabase(problem))
    let order = try handing(2)
    away.runner.run(.give(order))
    #expect(await away.untilTold { if case .waits(order, id: "s1.2", problem.sentence) = $0 { true } else { false } })
    #expect(!away.bench.events.contains { if case .team(.given) = $0 { true } else { false } })
  }

  @Test(arguments: [TeamProblem.notMember, .newerSchema, .file(.openToOthers)])
  func aStoreThatSomebodyHasToMendIsNotWaitedFor(_ problem: TeamProblem) async throws {
    let away = person("robin", session: "s1", AwayDatabase(problem))
    let order = try handing(2)
    away.runner.run(.give(order))
    #expect(
      await away.untilTold { if case .notGiven(order, problem.sentence, isSpent: false) = $0 { true } else { false } })
  }

  @Test func aFollowUpIsTakenWithItsTimeAndTheAcceptersName() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist", due: now + 3600,
      text: "ask the pharmacy", madeAt: now, author: "robin")
    robin.runner.run(
      .give(HandOverOrder(number: 1, handed: .followUp(followUp), receiver: "kim", givenAt: now)))
    await robin.bench.idle()
    let seen = try #require(await kim.looked()?.handOvers.first)
    #expect(seen.kind == nil)
    kim.runner.run(.accept(seen))
    #expect(await kim.untilTold { if case .took(seen) = $0 { true } else { false } })
    guard case .followUp(let taken)? = kim.kept.first else {
      Issue.record("nothing was kept")
      return
    }
    #expect(taken.due == followUp.due && taken.text == followUp.text && taken.author == "kim")
  }
}

/// Follow-ups of the team.
extension TeamRunnerTests {
  @Test func aFollowUpOfTheTeamIsSeenByAllAndMarkedDoneByOne() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist",
      due: Date(timeIntervalSince1970: 1000), text: "ask the pharmacy", madeAt: now, author: "robin")
    let order = HandOverOrder(number: 1, handed: .followUp(followUp), receiver: nil, givenAt: now)
    robin.runner.run(.give(order))
    #expect(await robin.untilTold { if case .given(order) = $0 { true } else { false } })
    await robin.bench.idle()
    let seen = try #require(await kim.looked()?.reminders.first)
    #expect(seen.isDue && seen.doneBy == nil && seen.author == "robin" && seen.subject == "Avery L. ADA-TOSXM")
    #expect(kim.view?.handOvers.isEmpty == true, "nobody has to take it first")
    kim.runner.run(.finish(seen))
    #expect(await kim.untilTold { if case .finished(seen) = $0 { true } else { false } })
    robin.runner.run(.finish(seen))
    #expect(
      await robin.untilTold { if case .said("kim has done it already.", isProblem: true) = $0 { true } else { false } })
    await robin.bench.idle()
    #expect(await robin.looked()?.reminders.map(\.doneBy) == ["kim"])
    robin.runner.run(.remove(seen))
    #expect(await robin.untilSeen { $0.reminders.isEmpty })
  }
}
