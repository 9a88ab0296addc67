/// Waits, without a pause of fixed length, until `condition` holds; false after five minutes, which a busy machine can take to begin.
package func until(_ condition: () -> Bool) async -> Bool {
  let end = ContinuousClock.now + .seconds(300)
  while !condition() {
    guard ContinuousClock.now < end else { return false }
    await Task.yield()
  }
  return true
}
