import Care360

/// When a read is tried again and how long to wait before it. Writes have no such policy.
struct RetryPolicy: Sendable {
  /// The number of tries, including the first.
  static let tries = 3
  /// The longest backoff before the second try; it doubles with each further one.
  static let firstPause = Duration.milliseconds(250)

  let random: @Sendable () -> Double

  /// The wait before try number `next` (2 or 3); nil when `result` is final.
  func pause(after result: ExchangeResult, beforeTry next: Int) -> Duration? {
    guard next <= Self.tries else { return nil }
    switch result {
    case .answer(let response):
      guard [429, 502, 503, 504].contains(response.status) else { return nil }
      return response.retryAfter.map { .seconds($0) } ?? backoff(beforeTry: next)
    case .failed(.cannotConnect), .failed(.cutShort), .failed(.timedOut): return backoff(beforeTry: next)
    case .failed(.tlsRefused), .failed(.tooLarge), .failed(.cancelled), .failed(.readOnly), .failed(.addressRefused):
      return nil
    }
  }

  /// Full jitter: anything from nothing to the exponential limit, so that many clients do not come back together.
  private func backoff(beforeTry next: Int) -> Duration {
    Self.firstPause * (1 << (next - 2)) * random()
  }
}
