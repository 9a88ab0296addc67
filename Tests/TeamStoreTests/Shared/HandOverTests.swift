import Care360
import Foundation
import TestSupport
import Testing

@testable import TeamStore

struct HandOverTests {
  @Test(arguments: Engine.installed) func itIsAcceptedOnceAndTheGiverSeesIt(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin) = (bench.store("jo"), bench.store("robin"))
    try await jo.give(
      .draft, id: "h1", of: try sampleCase(), to: nil, title: "a message", contents: "a draft", at: .sample)
    // The answer to the first may have got lost.
    try await jo.give(
      .draft, id: "h1", of: try sampleCase(), to: nil, title: "a message", contents: "a draft", at: .sample)
    let taken = try await robin.accept("h1", at: .sample)
    #expect(taken.contents == "a draft" && taken.giver == "jo" && taken.acceptedBy == "robin")
    for store in [jo, robin] {
      let second = await problem { () throws(TeamProblem) in _ = try await store.accept("h1", at: .sample) }
      #expect(second == .accepted(by: "robin"))
    }
    #expect(try await jo.handOvers().values == [taken])
    #expect(await problem { () throws(TeamProblem) in try await robin.withdraw("h1") } == .notPermitted)
    // Robin's program may have ended before it kept the draft: nobody else has it.
    #expect(await problem { () throws(TeamProblem) in try await jo.withdraw("h1") } == .accepted(by: "robin"))
    #expect(await problem { () throws(TeamProblem) in try await jo.keep("h1") } == .accepted(by: "robin"))
    #expect(await problem { () throws(TeamProblem) in _ = try await jo.accepted("h1") } == .changed)
    #expect(try await robin.accepted("h1") == taken)
    try await robin.keep("h1")
    let kept = try #require(try await jo.handOvers().values.first)
    #expect(kept.isKept && kept.contents.isEmpty && kept.title == taken.title && kept.acceptedBy == "robin")
    #expect(await problem { () throws(TeamProblem) in _ = try await robin.accepted("h1") } == .changed)
    try await jo.withdraw("h1")
    #expect(await problem { () throws(TeamProblem) in _ = try await robin.accept("h1", at: .sample) } == .gone)
    #expect(await problem { () throws(TeamProblem) in try await jo.withdraw("h1") } == .gone)
    // A session that did not hear of all this gives it again.
    let sample = try sampleCase()
    let again = await problem { () throws(TeamProblem) in
      try await jo.give(.draft, id: "h1", of: sample, to: nil, title: "a message", contents: "a draft", at: .sample)
    }
    #expect(again == .gone)
    let left = try await robin.handOvers()
    #expect(left.values.isEmpty && left.unreadable == 0)
  }

  @Test(arguments: Engine.installed) func theGiverTakesItBackWhileNobodyTookIt(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, kim) = (bench.store("jo"), bench.store("kim"))
    try await jo.give(.draft, id: "h4", of: try sampleCase(), to: "kim", title: "a note", contents: "x", at: .sample)
    #expect(try await jo.accept("h4", at: .sample).contents == "x")
    #expect(
      await problem { () throws(TeamProblem) in _ = try await kim.accept("h4", at: .sample) } == .accepted(by: "jo"))
    try await jo.keep("h4")
    #expect(try await kim.handOvers().values.isEmpty)
    let sample = try sampleCase()
    let late = await problem { () throws(TeamProblem) in
      try await jo.give(.draft, id: "h4", of: sample, to: "kim", title: "a note", contents: "x", at: .sample)
    }
    #expect(late == .gone)
  }

  /// As after an answer that got lost: the giver's queue does not know what has become of it.
  @Test(arguments: Engine.installed) func givingAgainGoesOverNoNewerRow(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, kim) = (bench.store("jo"), bench.store("kim"))
    let sample = try sampleCase()
    func give(_ contents: String = "x", title: String = "a note") async throws(TeamProblem) {
      try await jo.give(.draft, id: "h6", of: sample, to: "kim", title: title, contents: contents, at: .sample)
    }
    try await give()
    _ = try await kim.accept("h6", at: .sample)
    try await give()
    #expect(try await jo.handOvers().values.map(\.acceptedBy) == ["kim"])
    // The giver's own copy may say where the cursor is by now.
    try await give("y", title: "another")
    #expect(try await kim.accepted("h6").contents == "x")
    #expect(await problem { () throws(TeamProblem) in try await jo.takeBack("h6") } == .accepted(by: "kim"))
    try await kim.keep("h6")
    try await give()
    #expect(try await jo.handOvers().values.map(\.isKept) == [true])
    let other = await problem { () throws(TeamProblem) in
      try await jo.give(.followUp, id: "h6", of: sample, to: "kim", title: "a note", contents: "x", at: .sample)
    }
    #expect(other == .changed)
    #expect(await problem { () throws(TeamProblem) in try await kim.takeBack("h6") } == .notPermitted)
  }

  @Test(arguments: Engine.installed) func aLeadMovesItOnceTheColleagueHadTime(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, kim, lee) = (bench.store("jo"), bench.store("kim"), bench.store("lee"))
    func move(to receiver: String? = nil, after time: Duration = .zero) async -> TeamProblem? {
      await problem { () throws(TeamProblem) in try await lee.move("h8", to: receiver, after: time) }
    }
    #expect(await move() == .gone)
    // The clock of the giver's host says nothing: the sample's time is far in the past.
    try await jo.give(.draft, id: "h8", of: try sampleCase(), to: "kim", title: "a note", contents: "x", at: .sample)
    #expect(await move(after: .seconds(3600)) == .tooEarly)
    #expect(try await jo.handOvers().values.map(\.receiver) == ["kim"])
    #expect(await move(to: "lee") == nil)
    let moved = try #require(try await jo.handOvers().values.first)
    #expect(moved.receiver == "lee" && moved.movedBy == "lee" && moved.movedFrom == "kim" && moved.contents == "x")
    #expect(moved.waited < .seconds(1800), "whoever has it now has the whole time")
    #expect(await problem { () throws(TeamProblem) in _ = try await kim.accept("h8", at: .sample) } == .notPermitted)
    #expect(await move() == nil)
    #expect(await move() == .changed, "it is the team's")
    #expect(try await kim.accept("h8", at: .sample).contents == "x")
    #expect(await move() == .accepted(by: "kim"))
    try await kim.keep("h8")
    #expect(await move() == .accepted(by: "kim"))
    #expect(try await jo.handOvers().values.map(\.movedFrom) == ["lee"], "the giver sees it afterwards, too")
  }

  @Test(arguments: Engine.installed) func whatAColleagueLeftIsMovedToo(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, kim, lee) = (bench.store("jo"), bench.store("kim"), bench.store("lee"))
    try await jo.give(.draft, id: "h9", of: try sampleCase(), to: "kim", title: "a note", contents: "x", at: .sample)
    _ = try await kim.accept("h9", at: .sample, timeToKeep: .zero)
    try await lee.move("h9", to: "lee", after: .zero)
    #expect(try await lee.accept("h9", at: .sample).contents == "x")
    #expect(await problem { () throws(TeamProblem) in try await kim.keep("h9") } == .accepted(by: "lee"))
  }

  @Test(arguments: Engine.installed) func whatMayNeverHaveComeIsTakenBack(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let jo = bench.store("jo")
    let sample = try sampleCase()
    func give(_ id: String) async throws(TeamProblem) {
      try await jo.give(.draft, id: id, of: sample, to: nil, title: "a note", contents: "x", at: .sample)
    }
    try await give("h7")
    for _ in 0..<2 { try await jo.takeBack("h7") }
    #expect(try await jo.handOvers().values.isEmpty)
    // The give comes after all that, as from a store that was slow.
    try await jo.takeBack("h10")
    #expect(await problem { () throws(TeamProblem) in try await give("h10") } == .gone)
    #expect(try await jo.handOvers().values.isEmpty)
  }

  /// An earlier version gave it.
  @Test(arguments: Engine.installed) func aLeadTakesOneWithoutATimeOnceItHasOne(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, lee) = (bench.store("jo"), bench.store("lee"))
    for id in ["h11", "h12"] {
      try await jo.give(.draft, id: id, of: try sampleCase(), to: "kim", title: "a note", contents: "x", at: .sample)
    }
    try await bench.raw { "UPDATE \($0.name(.handOver)) SET ends = NULL" }
    _ = try await bench.store("kim").accept("h12", at: .sample)
    let found = try await lee.handOvers().values
    #expect(Set(found.filter(\.isUntimed).map(\.id)) == ["h11"])
    #expect(
      await problem { () throws(TeamProblem) in try await lee.move("h11", to: nil, after: .milliseconds(1)) }
        == .tooEarly)
    for id in ["h11", "h12", "none"] { try await lee.setTime(of: id) }
    #expect(try await lee.handOvers().values.contains { $0.isUntimed } == false)
    var last: TeamProblem? = .tooEarly
    for _ in 0..<1000 where last == .tooEarly {
      last = await problem { () throws(TeamProblem) in try await lee.move("h11", to: nil, after: .milliseconds(1)) }
    }
    #expect(last == nil)
    #expect(try await bench.store("kim").accepted("h12").acceptedBy == "kim")
  }

  /// They stay for months, and every session looks all the time.
  @Test(arguments: Engine.installed) func remainsAreNotReadAndSweptWhenTheyAreOld(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let jo = bench.store("jo")
    try await jo.give(.draft, id: "h13", of: try sampleCase(), to: nil, title: "a note", contents: "x", at: .sample)
    for id in ["h14", "h15"] { try await jo.takeBack(id) }
    #expect(try await bench.count(.handOver) == 3, "they are too new to be swept")
    // One that does not open is not read either.
    try await bench.raw { "UPDATE \($0.name(.handOver)) SET epoch = 99 WHERE casehash IS NULL" }
    let listed = try await jo.handOvers()
    #expect(listed.values.map(\.id) == ["h13"] && listed.unreadable == 0)
    await jo.sweepRemains(of: HandOverBody.self, olderThan: .seconds(-3600))
    #expect(try await bench.count(.handOver) == 1)
    #expect(try await jo.handOvers().values.map(\.id) == ["h13"])
    // A swept id is free again; by then nobody gives it any more.
    try await jo.takeBack("h14")
    try await bench.raw { "UPDATE \($0.name(.handOver)) SET ends = ends - 7862400000 WHERE casehash IS NULL" }
    try await jo.takeBack("h16")
    #expect(try await bench.count(.handOver) == 2, "91 days are enough")
  }

  /// The machine of who accepted it may never come back.
  @Test(arguments: Engine.installed) func whatWasNotKeptInTimeCanBeTakenAgain(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin, kim) = (bench.store("jo"), bench.store("robin"), bench.store("kim"))
    try await jo.give(.draft, id: "h5", of: try sampleCase(), to: nil, title: "a note", contents: "x", at: .sample)
    _ = try await robin.accept("h5", at: .sample, timeToKeep: .zero)
    #expect(try await jo.handOvers().values.map(\.isOverdue) == [true])
    // Until somebody else takes it, it is still Robin's to keep.
    #expect(try await robin.accepted("h5").contents == "x")
    #expect(try await kim.accept("h5", at: .sample).contents == "x")
    #expect(try await jo.handOvers().values.map(\.isOverdue) == [false], "Kim has the whole time")
    #expect(
      await problem { () throws(TeamProblem) in _ = try await jo.accept("h5", at: .sample) } == .accepted(by: "kim"))
    #expect(await problem { () throws(TeamProblem) in try await robin.keep("h5") } == .accepted(by: "kim"))
    try await kim.keep("h5")
    #expect(try await jo.handOvers().values.map(\.isOverdue) == [false])
    #expect(
      await problem { () throws(TeamProblem) in _ = try await robin.accept("h5", at: .sample) } == .accepted(by: "kim"))
  }

  @Test(arguments: Engine.installed) func ofTwentyAtOnceOneAccepts(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    try await bench.store().give(
      .followUp, id: "h2", of: try sampleCase(), to: nil, title: "a message", contents: "x", at: .sample)
    let results = await withTaskGroup { group in
      for number in 0..<20 {
        group.addTask { () -> TeamProblem? in
          await problem { () throws(TeamProblem) in
            _ = try await bench.store("operator \(number)").accept("h2", at: .sample)
          }
        }
      }
      var results: [TeamProblem?] = []
      for await result in group { results.append(result) }
      return results
    }
    #expect(results.filter { $0 == nil }.count == 1)
    let winner = try #require(try await bench.store().handOvers().values.first?.acceptedBy)
    #expect(results.compactMap(\.self) == Array(repeating: .accepted(by: winner), count: 19))
  }

  @Test(arguments: Engine.installed) func aColleagueOfAnotherNameDoesNotGetIt(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    try await bench.store("jo").give(
      .draft, id: "h3", of: try sampleCase(), to: "kim", title: "a message", contents: "x", at: .sample)
    let other = await problem { () throws(TeamProblem) in _ = try await bench.store("robin").accept("h3", at: .sample) }
    #expect(other == .notPermitted)
    #expect(try await bench.store("kim").accept("h3", at: .sample).acceptedBy == "kim")
  }
}
