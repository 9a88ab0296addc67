/// Waits until `condition` holds; false after five minutes, which a busy machine can take to begin. The thread is given
/// back between two looks: tests that look again at once, as many as there are processors, starve all that they wait for.
///
/// It looks where the caller runs, so that a test on the main actor may ask for what lives there.
package nonisolated(nonsending) func until(_ condition: () -> Bool) async -> Bool {
  let end = ContinuousClock.now + .seconds(300)
  while !condition() {
    guard ContinuousClock.now < end else { return false }
    do { try await Task.sleep(for: .milliseconds(1)) } catch { await Task.yield() }
  }
  return true
}
