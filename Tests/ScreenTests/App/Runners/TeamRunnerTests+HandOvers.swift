import CaseStore
import Foundation
import TeamPlace
import TeamStore
import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

/// Hand-overs that a lead moves, that wait, and of which only the record knows.
extension TeamRunnerTests {
  @Test func aLeadSeesWhatWaitsForAColleagueAndMovesItInTime() async throws {
    let (robin, kim, lee) = (person("robin"), person("kim"), person("lee"))
    let early = person("ada", session: "early", leadAfter: .seconds(3600))
    let lead = person("ada", leadAfter: .zero)
    let order = try handing()
    robin.runner.run(.give(order))
    #expect(await robin.untilTold { if case .given = $0 { true } else { false } })
    #expect(await lee.looked()?.handOvers.isEmpty == true, "Lee is no lead")
    let later = try #require(await early.looked()?.handOvers.first)
    #expect(later.lead == .later && !later.isToTake)
    early.runner.run(.move(later, toSelf: false))
    let tooEarly = TeamProblem.tooEarly.sentence
    #expect(await early.untilTold { if case .said(tooEarly, isProblem: true) = $0 { true } else { false } })
    let seen = try #require(await lead.looked()?.handOvers.first)
    #expect(seen.lead == .now && seen.receiver == "kim")
    lee.runner.run(.move(seen, toSelf: true))
    #expect(
      await lee.untilTold {
        if case .said("Only the leads that the site policy names may do this.", isProblem: true) = $0 {
          true
        } else {
          false
        }
      })
    lead.runner.run(.move(seen, toSelf: true))
    #expect(await lead.untilTold { if case .moved(seen, toSelf: true) = $0 { true } else { false } })
    #expect(await kim.looked()?.handOvers.isEmpty == true)
    let told = try #require(await robin.looked()?.handOvers.first)
    #expect(told.state == .open && told.moved == TeamView.HandOver.Move(by: "ada", from: "kim"))
    lead.runner.run(.accept(seen))
    #expect(await lead.untilTold { if case .took = $0 { true } else { false } })
    #expect(lead.kept.count == 1)
  }

  /// The record has to say from whom it was taken.
  @Test func aMoveWhoseAnswerGotLostIsTold() async throws {
    let robin = person("robin")
    let database = LeavingDatabase(place.database(login: ""))
    let lead = person("ada", database, leadAfter: .zero)
    robin.runner.run(.give(try handing()))
    await robin.bench.idle()
    let seen = try #require(await lead.looked()?.handOvers.first)
    database.loseNextAnswer()
    lead.runner.run(.move(seen, toSelf: true))
    #expect(await lead.untilTold { if case .moved(seen, toSelf: true) = $0 { true } else { false } })
    // One that was not moved is not told as moved.
    let second = person("robin", session: "s2")
    second.runner.run(.give(try handing(2)))
    await second.bench.idle()
    let other = try #require(await lead.looked()?.handOvers.first { $0.id == "s2.2" })
    database.leave()
    _ = lead.bench.take()
    lead.runner.run(.move(other, toSelf: true))
    let away = TeamProblem.away.sentence
    #expect(await lead.untilTold { if case .said(away, isProblem: true) = $0 { true } else { false } })
  }

  /// There the row that was to be kept was accepted by nobody.
  @Test func aTeamsStoreFromABackupHoldsUpNoLaterFact() async throws {
    let robin = person("robin")
    robin.runner.run(.give(try handing(to: nil)))
    await robin.bench.idle()
    let backup = try TeamPlace("sqlite:\(folder.path)/team/backup.db").database(login: "")
    _ = try await TeamMigration(backup).migrate()
    let archive = try await TeamArchive(place.database(login: ""), keeping: keys).export()
    _ = try await TeamArchive(backup, keeping: keys).restore(archive.bytes)
    let database = LeavingDatabase(place.database(login: ""))
    let kim = person("kim", database)
    kim.whenKept { database.leave() }
    kim.runner.run(.accept(try #require(await kim.looked()?.handOvers.first)))
    #expect(await kim.untilTold { if case .took = $0 { true } else { false } })
    let own = HandOverOrder(number: 0, handed: try message(), receiver: nil, givenAt: now, id: "kim.7")
    kim.runner.run(.takeBack(own))
    await kim.runner.tail?.value
    database.comeBack(as: backup)
    kim.runner.run(.news(nil))
    await kim.runner.tail?.value
    // It is spent there: the second fact was told.
    kim.runner.run(.give(own))
    #expect(await kim.untilTold { if case .notGiven(own, _, isSpent: true) = $0 { true } else { false } })
  }

  /// An earlier version gave it.
  @Test func aLeadsLookGivesATimeToWhatHasNone() async throws {
    let robin = person("robin")
    robin.runner.run(.give(try handing()))
    await robin.bench.idle()
    let step = TeamStep("UPDATE handover SET ends = NULL", [])
    _ = try await place.database(login: "").run(TeamScript(.write, [step]))
    let lead = person("ada", leadAfter: .zero)
    let lee = TeamStore(place.database(login: ""), keeping: keys, author: "lee", session: "lee")
    #expect(await robin.looked() != nil)
    #expect(try await lee.handOvers().values.map(\.isUntimed) == [true], "only a lead needs it")
    #expect(await lead.looked() != nil)
    #expect(try await lee.handOvers().values.map(\.isUntimed) == [false])
  }

  /// It was kept and perhaps sent; then the program ended before the team's store was told.
  @Test func whatTheOwnStoreHadDoesNotComeBackAfterARestart() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.path + "/data")
    let (robin, world) = (person("robin"), try DeskWorld(record: journal))
    for number in 1...2 { robin.runner.run(.give(try handing(number))) }
    await robin.bench.idle()
    let kim = TeamStore(place.database(login: ""), keeping: keys, author: "kim", session: "earlier")
    for number in 1...2 { _ = try await kim.accept("robin.\(number)", at: now) }
    let note = ActivityNote(
      .team(.handOverTaken, of: "robin.1"), avery, operatorName: "kim", profile: "sandbox")
    try await journal.record(note)
    let next = person("kim")
    let records = RecordRunner(
      work: next.bench.work, store: StoreRunner(.sandbox, now: { world.clock.now }, work: next.bench.work),
      team: next.runner)
    records.run(.listUnsettled, world.backend)
    await next.bench.idle()
    await next.runner.tail?.value
    let left = try #require(await next.looked()?.handOvers)
    #expect(left.map(\.id) == ["robin.2"] && left.map(\.state) == [.toBeKept], "only the record tells")
    try await journal.record(
      ActivityNote(.team(.handOverTaken, of: "robin.2"), avery, operatorName: "kim", profile: "sandbox"))
    next.runner.run(.accept(try #require(left.first)))
    #expect(
      await next.untilTold {
        if case .said("You took this before. It leaves the list.", isProblem: false) = $0 {
          true
        } else {
          false
        }
      })
    await next.runner.tail?.value
    #expect(next.kept.isEmpty)
    #expect(await next.looked()?.handOvers.isEmpty == true)
  }

  /// It was taken back while the team's store was away, and the program ended before that was told.
  @Test func whatWasTakenBackLeavesTheTeamsStoreAfterARestart() async throws {
    let (robin, kim) = (person("robin"), person("kim"))
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist", due: now, text: "ask", madeAt: now,
      author: "robin")
    for number in 1...3 { robin.runner.run(.give(try handing(number))) }
    robin.runner.run(.give(HandOverOrder(number: 4, handed: .followUp(followUp), receiver: nil, givenAt: now)))
    await robin.bench.idle()
    let seen = try #require(await kim.looked()?.handOvers)
    kim.runner.run(.accept(try #require(seen.first { $0.id == "robin.1" })))
    #expect(await kim.untilTold { if case .took = $0 { true } else { false } })
    let next = person("robin", session: "next")
    let reads = Counter()
    let taken: TeamRunner.Taken = {
      reads.add()
      return ["robin.1", "robin.2", "robin.4"]
    }
    next.runner.keepWhatWasTaken(taken)
    await next.runner.tail?.value
    #expect(reads.count == 1, "the record is long")
    let none = person("lee")
    none.runner.keepWhatWasTaken(taken)
    await none.runner.tail?.value
    #expect(reads.count == 1, "Lee has nothing that may have been taken")
    #expect(await next.looked()?.handOvers.map(\.id).sorted() == ["robin.1", "robin.3"])
    #expect(next.view?.reminders.isEmpty == true)
  }

  /// The team's store was away when it was to be told that Kim has it.
  @Test func thatAColleagueHasTheSameByNowIsTold() async throws {
    let (robin, lee) = (person("robin"), person("lee"))
    let database = LeavingDatabase(place.database(login: ""))
    let kim = person("kim", database)
    robin.runner.run(.give(try handing(to: nil)))
    await robin.bench.idle()
    let early = TeamStore(place.database(login: ""), keeping: keys, author: "kim", session: "early")
    _ = try await early.accept("robin.1", at: now, timeToKeep: .zero)
    let half = TeamView.HandOver(
      id: "robin.1", caseID: avery, kind: .message, title: "message Avery L. ADA-TOSXM", giver: "robin", receiver: nil,
      givenAt: now, state: .toBeKept, isOwn: false)
    kim.whenKept { database.leave() }
    kim.runner.run(.accept(half))
    #expect(await kim.untilTold { if case .took(half) = $0 { true } else { false } })
    let free = try #require(await lee.looked()?.handOvers.first)
    lee.runner.run(.accept(free))
    #expect(await lee.untilTold { if case .took = $0 { true } else { false } })
    database.comeBack()
    kim.runner.run(.news(nil))
    #expect(await kim.untilTold { if case .takenTwice(half, by: "lee") = $0 { true } else { false } })
  }

  /// The queue goes on after a restart, under the id of the first try.
  @Test func whatWaitedIsGivenOnceWhateverBecameOfTheFirstTry() async throws {
    let (robin, kim) = (person("robin", session: "s1"), person("kim"))
    let order = try handing()
    robin.runner.run(.give(order))
    #expect(await robin.untilTold { if case .given(order) = $0 { true } else { false } })
    // The next session, which was not told, gives it again.
    let next = person("robin", session: "s2")
    let again = HandOverOrder(number: 7, handed: order.handed, receiver: "kim", givenAt: now, id: "s1.1")
    next.runner.run(.give(again))
    #expect(await next.untilTold { if case .given(again) = $0 { true } else { false } })
    let seen = try #require(await kim.looked()?.handOvers)
    #expect(seen.map(\.id) == ["s1.1"])
    kim.runner.run(.accept(try #require(seen.first)))
    #expect(await kim.untilTold { if case .took = $0 { true } else { false } })
    _ = next.bench.take()
    next.runner.run(.give(again))
    #expect(await next.untilTold { if case .given(again) = $0 { true } else { false } })
    #expect(await next.looked()?.handOvers.map(\.state) == [.taken(by: "kim", at: now, isKept: true)])
    // Taken back by the giver, who did not know that Kim has it.
    next.runner.run(.takeBack(again))
    #expect(
      await next.untilTold {
        if case .takenTwice(let handOver, by: "kim") = $0 { handOver.id == "s1.1" } else { false }
      })
  }

  /// Another session of the operator has it, or took it back.
  @Test func whatWaitsHereNoMoreIsNotGiven() async throws {
    let robin = person("robin", session: "s2")
    let order = HandOverOrder(number: 1, handed: try message(), receiver: "kim", givenAt: now, id: "s1.1")
    robin.waits = { _ in nil }
    robin.runner.run(.give(order))
    #expect(await robin.untilTold { if case .notHere(order) = $0 { true } else { false } })
    #expect(await robin.looked()?.handOvers.isEmpty == true)
    // It is given as that store has it, not as this session remembers it.
    guard case .draft(var stored) = order.handed else { return }
    stored.shortID = "ADA-OTHER"
    robin.waits = { _ in .draft(stored) }
    // Its receiver left the team: the store is asked, and nothing is given.
    var refused = order
    refused.refusal = "kim is no longer in the team."
    robin.runner.run(.give(refused))
    #expect(
      await robin.untilTold {
        if case .notGiven(refused, "kim is no longer in the team.", isSpent: false) = $0 { true } else { false }
      })
    #expect(await robin.looked()?.handOvers.isEmpty == true)
    robin.runner.run(.give(order))
    var fresh = order
    fresh.handed = .draft(stored)
    #expect(await robin.untilTold { if case .given(fresh) = $0 { true } else { false } })
    #expect(await robin.looked()?.handOvers.map(\.title) == ["message Avery L. ADA-OTHER"])
    // Another session gives the same just then, deletes it and records that.
    _ = robin.bench.take()
    var asked = 0
    robin.waits = { order in
      asked += 1
      return asked == 1 ? order.handed : nil
    }
    robin.runner.run(.give(order))
    #expect(await robin.untilTold { if case .notHere(order) = $0 { true } else { false } })
    #expect(!robin.bench.events.contains { if case .team(.given) = $0 { true } else { false } })
  }

  @Test func whatWasThereAndTakenOffDoesNotComeBack() async throws {
    let (robin, kim) = (person("robin", session: "s1"), person("kim"))
    let order = HandOverOrder(number: 1, handed: try message(), receiver: "kim", givenAt: now, id: "s1.1")
    robin.runner.run(.give(order))
    #expect(await robin.untilTold { if case .given(order) = $0 { true } else { false } })
    kim.runner.run(.accept(try #require(await kim.looked()?.handOvers.first)))
    #expect(await kim.untilTold { if case .took = $0 { true } else { false } })
    robin.runner.run(.withdraw(try #require(await robin.looked()?.handOvers.first)))
    #expect(await robin.untilSeen { $0.handOvers.isEmpty })
    let idle = person("robin", session: "s2")
    idle.runner.run(.give(order))
    #expect(
      await idle.untilTold {
        if case .notGiven(order, let sentence, isSpent: true) = $0 {
          sentence.hasPrefix("The team's store does not take this hand-over again.")
        } else {
          false
        }
      })
    #expect(await kim.looked()?.handOvers.isEmpty == true)
  }

  @Test func whatIsTakenBackLeavesTheTeamsStoreWhenThatIsThere() async throws {
    let robin = person("robin", session: "s1")
    let early = HandOverOrder(number: 0, handed: try message(), receiver: nil, givenAt: now, id: "s1.1")
    robin.runner.run(.takeBack(early))
    await robin.runner.tail?.value
    // A give that the store was slow to take comes after that.
    robin.runner.run(.give(early))
    #expect(await robin.untilTold { if case .notGiven(early, _, isSpent: true) = $0 { true } else { false } })
    let order = try handing(2, to: nil)
    robin.runner.run(.give(order))
    #expect(await robin.untilTold { if case .given = $0 { true } else { false } })
    robin.runner.run(
      .takeBack(HandOverOrder(number: 0, handed: order.handed, receiver: nil, givenAt: now, id: "s1.2")))
    await robin.runner.tail?.value
    #expect(await robin.looked()?.handOvers.isEmpty == true)
    let followUp = FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist", due: now, text: "ask", madeAt: now,
      author: "robin")
    let ofTeam = HandOverOrder(number: 3, handed: .followUp(followUp), receiver: nil, givenAt: now, id: "s1.3")
    robin.runner.run(.give(ofTeam))
    await robin.bench.idle()
    #expect(await robin.looked()?.reminders.count == 1)
    robin.runner.run(.takeBack(ofTeam))
    await robin.runner.tail?.value
    #expect(await robin.looked()?.reminders.isEmpty == true)
  }
}
