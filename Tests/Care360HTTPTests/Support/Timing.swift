/// The shortest of at most `tries` runs of `work`; stops at the first one under `limit`. A machine that was busy for a
/// moment does not count against a deadline, one that is missed does every time.
func shortest(under limit: Duration, tries: Int = 3, _ work: () async throws -> Void) async rethrows -> Duration {
  var shortest: Duration?
  for _ in 0..<tries {
    let start = ContinuousClock.now
    try await work()
    let duration = ContinuousClock.now - start
    shortest = min(shortest ?? duration, duration)
    if duration < limit { break }
  }
  return shortest ?? .zero
}
