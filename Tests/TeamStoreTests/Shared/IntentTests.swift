import Care360
import Foundation
import TestSupport
import Testing

@testable import TeamStore

struct IntentTests {
  @Test(arguments: Engine.installed) func aColleagueIsToldOfTheSameWriteOnly(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin) = (bench.store("jo"), bench.store("robin"))
    let id = try sampleCase(1)
    let wait = Duration.seconds(30)
    #expect(try await jo.begin("refill", id: "w1", in: id, at: .sample, patience: wait).values.isEmpty)
    let told = try await robin.begin("refill", id: "w2", in: id, at: .sample, patience: wait)
    #expect(told.values.map(\.author) == ["jo"] && told.values.map(\.state) == [.begun])
    #expect(try await robin.begin("bundle", id: "w3", in: id, at: .sample, patience: wait).values.isEmpty)
    #expect(
      try await robin.begin("refill", id: "w4", in: try sampleCase(2), at: .sample, patience: wait).values.isEmpty)
    try await jo.leaveUnsettled(intent: "w1")
    for write in ["w2", "w3"] { try await robin.settle(intent: write) }
    let left = try await robin.intents(in: id)
    #expect(left.values.map(\.id) == ["w1"] && left.values.map(\.state) == [.unknown] && left.unreadable == 0)
    // Whoever finds out settles it, once or more.
    try await robin.settle(intent: "w1")
    try await jo.settle(intent: "w1")
    #expect(try await jo.intents(in: id).values.isEmpty)
    #expect(await problem { () throws(TeamProblem) in try await jo.leaveUnsettled(intent: "w1") } == .gone)
  }

  /// Each says so first and looks then; however the two interleave, at least one of them is warned.
  @Test(arguments: Engine.installed) func ofTwoAtOnceOneIsToldAtLeast(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin) = (bench.store("jo"), bench.store("robin"))
    for round in 0..<20 {
      let id = try sampleCase(round)
      async let one = jo.begin("refill", id: "a\(round)", in: id, at: .sample, patience: .seconds(30))
      async let two = robin.begin("refill", id: "b\(round)", in: id, at: .sample, patience: .seconds(30))
      let told = try await one.values.count + two.values.count
      #expect((1...2).contains(told))
    }
  }
}
