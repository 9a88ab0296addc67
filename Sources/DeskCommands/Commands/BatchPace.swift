/// Slows a batch down when the service has had enough: a request refused with 429 is repeated after the time that the
/// service named, and no new request starts before that.
actor BatchPace {
  private let pause: @Sendable (Int) async -> Void
  private var waiting: Task<Void, Never>?

  /// The number of tries for one line.
  private static let tries = 4
  /// In seconds: the wait when the service names none, and the longest wait that is accepted.
  private static let usual = 5
  private static let longest = 60

  init(pause: @escaping @Sendable (Int) async -> Void) { self.pause = pause }

  nonisolated func keep<Value: Sendable>(
    _ ask: @Sendable () async throws(ErrorReport) -> Value
  ) async throws(ErrorReport) -> Value {
    var tries = 1
    while true {
      await untilWelcome()
      if Task.isCancelled { throw .interrupted }
      do throws(ErrorReport) {
        return try await ask()
      } catch {
        guard error.httpStatus == 429, tries < Self.tries else { throw error }
        guard error.retryAfter ?? Self.usual <= Self.longest else { throw error }
        tries += 1
        await hold(error.retryAfter ?? Self.usual)
      }
    }
  }

  private func untilWelcome() async { await waiting?.value }

  /// One wait for all who were refused at the same time.
  private func hold(_ seconds: Int) async {
    if let waiting { return await waiting.value }
    let wait = Task { [pause] in await pause(max(1, seconds)) }
    waiting = wait
    // A signal ends the wait with the command.
    await withTaskCancellationHandler {
      await wait.value
    } onCancel: {
      wait.cancel()
    }
    waiting = nil
  }
}

/// Shows the progress of a batch on standard error, if that is a terminal.
struct BatchProgress {
  let console: Console
  /// Nil until the input was read to its end.
  var total: Int?
  private var shown = ""

  init(console: Console) { self.console = console }

  mutating func show(_ done: Int) throws(ErrorReport) {
    guard console.isTalkTerminal else { return }
    shown = (total.map { "\(done) of \($0)" } ?? "\(done)") + " looked up"
    try console.talk.write(shown)
  }

  /// Clears the progress line, so that a line of output can take its place.
  mutating func clear() throws(ErrorReport) {
    guard console.isTalkTerminal else { return }
    try console.talk.write("\r" + String(repeating: " ", count: shown.count) + "\r")
    shown = ""
  }
}
