import AsyncHTTPClient
import Care360
import NIOCore
import Synchronization

/// How one request ended.
enum ExchangeResult: Sendable {
  case answer(APIResponse)
  case failed(TransportFailure.Kind)
}

/// The total deadline around head, body, repeats and pauses: what the HTTP client calls a deadline ends with the head.
enum Deadline {
  /// Runs `work` for at most `limit`, then cancels it. An answer that arrives in the same moment counts.
  static func run(
    within limit: Duration, _ work: @escaping @Sendable () async -> ExchangeResult
  ) async -> ExchangeResult {
    let work = Task { await work() }
    let isOver = Passed()
    // A sleeping task that is cancelled keeps its memory until it would have ended; this timer does not.
    let alarm = HTTPClient.defaultEventLoopGroup.any().scheduleTask(in: TimeAmount(limit)) {
      isOver.note()
      work.cancel()
    }
    let result = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    alarm.cancel()
    if case .failed = result, isOver.isNoted { return .failed(.timedOut) }
    return result
  }
}

/// True from one moment on, on any thread.
private final class Passed: Sendable {
  private let noted = Atomic(false)

  var isNoted: Bool { noted.load(ordering: .acquiring) }

  func note() { noted.store(true, ordering: .releasing) }
}
