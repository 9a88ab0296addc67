import Care360

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
    await withTaskGroup(of: ExchangeResult.self) { group in
      group.addTask { await work() }
      group.addTask {
        do {
          // This sleep is the deadline itself; the end of the work cancels it.
          try await ContinuousClock().sleep(for: limit)
          return .failed(.timedOut)
        } catch {
          return .failed(.cancelled)
        }
      }
      var first: ExchangeResult?
      for await result in group {
        group.cancelAll()
        if case .answer = result { return result }
        if first == nil { first = result }
      }
      return first ?? .failed(.cancelled)
    }
  }
}
