import Desk

/// Timers. They are not work: a desk that only waits for one is idle.
@MainActor
final class TimerRunner {
  private let clock: AppClock
  private let work: WorkCount
  let waiting = TasksUnderWay()

  init(clock: AppClock, work: WorkCount) {
    self.clock = clock
    self.work = work
  }

  func run(_ timer: TimerEffect) {
    switch timer {
    case .mask(let seconds): post(.patient(.maskTimerFired), after: seconds)
    case .autosave(let seconds): post(.drafts(.autosaveTimerFired), after: seconds)
    case .retry(let seconds): post(.drafts(.retryTimerFired), after: seconds)
    case .quit(let seconds): post(.drafts(.quitTimerFired), after: seconds)
    case .team(let seconds): post(.team(.timerFired), after: .seconds(seconds) * Double.random(in: 0.8...1.2))
    case .nextCase(let seconds): post(.worklist(.nextCaseTimerFired), after: seconds)
    case .wait(let seconds): post(.door(.waitTimerFired), after: seconds)
    case .question(let milliseconds): post(.appearance(.questionTimerFired), after: .milliseconds(milliseconds))
    case .lock(let seconds, let timer): post(.door(.lockTimerFired(timer: timer)), after: seconds)
    }
  }

  func later(_ seconds: Int, _ body: @escaping @MainActor () -> Void) {
    guard seconds > 0 else { return body() }
    later(.seconds(seconds), body)
  }

  private func later(_ time: Duration, _ body: @escaping @MainActor () -> Void) {
    waiting.keep { ended in
      Task {
        defer { ended() }
        do { try await clock.sleep(time) } catch { return }
        body()
      }
    }
  }

  func stop() { waiting.stop() }

  private func post(_ event: Event, after seconds: Int) {
    later(seconds) { [work] in work.post(event) }
  }

  private func post(_ event: Event, after time: Duration) {
    later(time) { [work] in work.post(event) }
  }
}
