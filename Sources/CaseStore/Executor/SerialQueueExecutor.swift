import Dispatch

/// Runs the work of one actor on a dispatch queue of its own, one job after the other.
///
/// The threads of Swift's pool are as many as the machine has cores, and whoever blocks one of them stops unrelated work.
/// An actor that waits for a disk, a lock or Argon2id holds one of these and returns it as its `unownedExecutor`.
package final class SerialQueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  /// - Parameter label: names the queue in a debugger.
  package init(label: String) { queue = DispatchQueue(label: label) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // The queue holds the executor until the job ends, which may be after the actor that owns it is gone.
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
