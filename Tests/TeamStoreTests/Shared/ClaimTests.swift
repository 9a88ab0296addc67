import Care360
import Foundation
import TestSupport
import Testing

@testable import TeamStore

struct ClaimTests {
  @Test(arguments: Engine.installed) func ofFortySessionsAtOnceOneGetsTheCase(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let id = try sampleCase()
    let outcomes = await withTaskGroup { group in
      for number in 0..<40 {
        group.addTask { () -> Result<TeamClaimOutcome, TeamProblem> in
          let store = bench.store("operator \(number)")
          do throws(TeamProblem) {
            let outcome = try await store.claim(id, for: .seconds(600))
            await store.close()
            return .success(outcome)
          } catch {
            return .failure(error)
          }
        }
      }
      var outcomes: [Result<TeamClaimOutcome, TeamProblem>] = []
      for await outcome in group { outcomes.append(outcome) }
      return outcomes
    }
    let claims = try outcomes.map { try $0.get() }
    let winners = claims.compactMap { outcome in if case .mine(let claim) = outcome { claim.author } else { nil } }
    #expect(winners.count == 1)
    let held = claims.compactMap { outcome in if case .held(let claim) = outcome { claim.author } else { nil } }
    #expect(held.count == 39 && Set(held) == Set(winners))
    #expect(try await bench.count(.claim) == 1)
  }

  @Test(arguments: Engine.installed) func anotherTakesItOverAndTheClaimSaysSo(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin) = (bench.store("jo"), bench.store("robin"))
    let id = try sampleCase()
    _ = try await jo.claim(id, for: .seconds(600))
    guard case .held(let seen) = try await robin.claim(id, for: .seconds(600)) else {
      Issue.record("it was free")
      return
    }
    let taken = try await robin.takeOver(seen, for: .seconds(600), at: .sample)
    #expect(taken.author == "robin")
    #expect(taken.takeOvers.map { [$0.from, $0.by] } == [["jo", "robin"]])
    #expect(try await jo.claims().values == [taken])
    // Jo is asked about a claim that is Jo's own no more.
    #expect(
      await problem { () throws(TeamProblem) in _ = try await jo.takeOver(seen, for: .seconds(9), at: .sample) }
        == .changed)
    #expect(await problem { () throws(TeamProblem) in try await jo.release(id) } == .changed)
    // A claim that lasts longer keeps what is recorded.
    guard case .mine(let longer) = try await robin.claim(id, for: .seconds(900)) else {
      Issue.record("it was lost")
      return
    }
    #expect(longer.takeOvers == taken.takeOvers && longer.until > taken.until)
    try await robin.release(id)
    #expect(try await jo.claims().values.isEmpty)
    #expect(try await bench.count(.claim) == 0)
  }

  @Test(arguments: Engine.installed) func aClaimThatRanOutIsFree(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let (jo, robin) = (bench.store("jo"), bench.store("robin"))
    let id = try sampleCase()
    _ = try await jo.claim(id, for: .milliseconds(1))
    var outcome = try await robin.claim(id, for: .seconds(600))
    let end = ContinuousClock.now + .seconds(60)
    while case .held = outcome, ContinuousClock.now < end { outcome = try await robin.claim(id, for: .seconds(600)) }
    guard case .mine(let claim) = outcome else {
      Issue.record("it never ran out")
      return
    }
    #expect(claim.author == "robin" && claim.takeOvers.isEmpty)
  }

  /// The end is the database's time and the length; a host whose clock is wrong changes nothing.
  @Test(arguments: Engine.installed) func theEndIsByTheClockOfTheDatabase(engine: Engine) async throws {
    let bench = try await TeamBench.begun(engine)
    let before = try #require(try await bench.raw({ "SELECT \($0.now)" }).first?.first?.number)
    guard case .mine(let claim) = try await bench.store().claim(try sampleCase(), for: .seconds(600)) else {
      Issue.record("it is not free")
      return
    }
    let after = try #require(try await bench.raw({ "SELECT \($0.now)" }).first?.first?.number)
    #expect((before...after).contains(claim.until.milliseconds - 600_000))
    #expect(abs(before - Date().milliseconds) < 3_600_000, "milliseconds since 1970")
  }
}
