import Desk
import TestSupport
import Testing

@testable import DeskApp

@MainActor
struct TimerRunnerTests {
  private let clock = TestClock()
  private let bench = RunnerBench()

  private func runner() -> TimerRunner { TimerRunner(clock: clock.appClock, work: bench.work) }

  /// Returns when this many timers wait.
  private func untilWaiting(_ count: Int) async {
    #expect(await until { clock.waits.count >= count })
  }

  @Test func eachTimerFiresItsOwnEventAfterItsSeconds() async {
    let timers = runner()
    timers.run(.mask(seconds: 5))
    timers.run(.autosave(seconds: 1))
    timers.run(.retry(seconds: 2))
    timers.run(.quit(seconds: 3))
    timers.run(.lock(seconds: 4, timer: 7))
    timers.run(.wait(seconds: 6))
    timers.run(.question(milliseconds: 7000))
    await untilWaiting(7)
    #expect(clock.waits == [1, 2, 3, 4, 5, 6, 7])
    #expect(bench.work.running == 0, "a desk that waits for a timer is idle")
    #expect(bench.events.isEmpty)
    var fired: [String] = []
    for _ in 0..<7 {
      await clock.wait(1)
      fired += bench.take().map(name)
    }
    #expect(fired == ["autosave", "retry", "quit", "lock 7", "mask", "wait", "question"])
    #expect(await until { timers.waiting.count == 0 }, "a timer that has fired takes no memory")
  }

  private func name(_ event: Event) -> String {
    switch event {
    case .drafts(.autosaveTimerFired): "autosave"
    case .drafts(.retryTimerFired): "retry"
    case .drafts(.quitTimerFired): "quit"
    case .door(.lockTimerFired(let timer)): "lock \(timer)"
    case .patient(.maskTimerFired): "mask"
    case .door(.waitTimerFired): "wait"
    case .appearance(.questionTimerFired): "question"
    default: "\(event)"
    }
  }

  @Test func aTimerOfNoSecondsIsDoneAtOnce() {
    var done = 0
    runner().later(0) { done += 1 }
    #expect(done == 1)
  }

  @Test func aStoppedTimerFiresNothing() async {
    let timers = runner()
    timers.run(.mask(seconds: 5))
    await untilWaiting(1)
    timers.stop()
    #expect(await until { clock.waits.isEmpty && timers.waiting.count == 0 })
    await clock.wait(10)
    #expect(bench.events.isEmpty)
  }
}
