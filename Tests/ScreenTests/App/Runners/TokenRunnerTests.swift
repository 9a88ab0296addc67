import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

@MainActor
struct TokenRunnerTests {
  private let bench = RunnerBench()
  private let backend: BackendBench

  init() throws { backend = BackendBench(try DeskWorld().backend.client) }

  private func run(_ effect: TokenEffect) async -> Event? {
    TokenRunner(work: bench.work).run(effect, backend.backend)
    await bench.idle()
    let events = bench.take()
    #expect(events.count <= 1)
    return events.first
  }

  @Test func theTokenIsLookedAtInMemoryAndReadAgainWhenItWasRefused() async throws {
    backend.standings[.token] = .init(source: "a file", isNew: true)
    guard case .token(.checked(let standing))? = await run(.check) else {
      Issue.record("no answer")
      return
    }
    #expect(standing.source == "a file")
    guard case .token(.renewed(let renewed))? = await run(.renew) else {
      Issue.record("no answer")
      return
    }
    #expect(renewed.isNew)
    #expect(backend.calls == ["standing token", "standing token again"])
  }

  @Test func bothSecretsAreReadAgainAndToldWithoutTheirText() async {
    backend.standings[.apiKey] = .init(source: "key.txt", fingerprint: "ab12", isNew: false)
    backend.standings[.token] = .init(source: "a command", problem: "The command printed nothing.")
    guard case .token(.reloaded(let standing, let found))? = await run(.reload) else {
      Issue.record("no answer")
      return
    }
    #expect(standing.problem == "The command printed nothing.")
    #expect(
      found == [
        "API key: unchanged", "  fingerprint ab12", "  from key.txt", "Access token: not available",
        "  The command printed nothing.",
      ])
    #expect(backend.calls == ["standing key again", "standing token again"])
  }

  @Test func aPastedTokenReplacesTheOneInMemory() async {
    guard case .token(.replaced)? = await run(.replace("abcdef")) else {
      Issue.record("no answer")
      return
    }
    #expect(backend.calls == ["replace abcdef"])
    #expect(await run(.replace("two words")) == nil)
    #expect(backend.calls.count == 1)
  }

  @Test func forgottenSecretsNeedNoAnswer() async {
    TokenRunner(work: bench.work).run(.forget, backend.backend)
    #expect(bench.work.running == 0)
    #expect(await until { !backend.calls.isEmpty })
    #expect(backend.calls == ["forget"])
    #expect(bench.events.isEmpty)
  }
}
