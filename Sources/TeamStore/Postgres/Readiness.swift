import Dispatch

/// Waits for a socket without holding a thread.
enum Readiness {
  enum Direction {
    case reading
    case writing
  }

  private static let queue = DispatchQueue(label: "casedesk.team.socket")

  /// True once the socket can be read or written, false when the time is over first. The socket may be closed only after
  /// this has returned.
  static func wait(
    for socket: Int32, _ direction: Direction, until deadline: ContinuousClock.Instant
  ) async -> Bool {
    let left = deadline - ContinuousClock.now
    guard left > .zero, socket >= 0 else { return false }
    let answer = FirstAnswer<Bool>()
    let isReady = FirstAnswer<Bool>()
    queue.async {
      let source: any DispatchSourceProtocol =
        switch direction {
        case .reading: DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
        case .writing: DispatchSource.makeWriteSource(fileDescriptor: socket, queue: queue)
        }
      let timer = DispatchSource.makeTimerSource(queue: queue)
      source.setEventHandler {
        isReady.give(true)
        source.cancel()
      }
      timer.setEventHandler {
        isReady.give(false)
        source.cancel()
      }
      // Dispatch watches the socket until here.
      source.setCancelHandler {
        timer.cancel()
        Task { answer.give(await isReady.taken()) }
      }
      timer.schedule(deadline: .now() + .nanoseconds(Int(left / .nanoseconds(1))))
      timer.activate()
      source.activate()
    }
    return await answer.taken()
  }
}
