import Synchronization

/// Gives up waiting for a task after a time. The task itself goes on: what it has begun in the database ends there.
enum Patience {
  static func limit<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws(TeamProblem) -> Value
  ) async throws(TeamProblem) -> Value {
    let answer = FirstAnswer<Result<Value, TeamProblem>>()
    let timer = Task {
      // A person waits no longer than this, whatever the network does.
      do { try await Task.sleep(for: limit) } catch { return }
      answer.give(.failure(.slow))
    }
    Task {
      do throws(TeamProblem) { answer.give(.success(try await work())) } catch { answer.give(.failure(error)) }
      timer.cancel()
    }
    return try await answer.taken().get()
  }
}

/// Takes the first of several answers; later ones are dropped.
final class FirstAnswer<Answer: Sendable>: Sendable {
  private enum State {
    case open
    case waiting(CheckedContinuation<Answer, Never>)
    case answered(Answer)
    case over
  }

  private let state = Mutex(State.open)

  func give(_ answer: Answer) {
    let waiting = state.withLock { state -> CheckedContinuation<Answer, Never>? in
      switch state {
      case .open:
        state = .answered(answer)
        return nil
      case .waiting(let continuation):
        state = .over
        return continuation
      case .answered, .over: return nil
      }
    }
    waiting?.resume(returning: answer)
  }

  /// Waits for the answer. To be called once.
  func taken() async -> Answer {
    await withCheckedContinuation { continuation in
      let answer = state.withLock { state -> Answer? in
        if case .answered(let answer) = state {
          state = .over
          return answer
        }
        state = .waiting(continuation)
        return nil
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }
}
