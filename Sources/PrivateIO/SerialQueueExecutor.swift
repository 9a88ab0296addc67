import Dispatch

/// Runs the work of one actor on its own dispatch queue, one job after the other.
///
/// Swift's pool has only as many threads as the machine has cores, and blocking one of them stops unrelated work.
/// An actor that waits for a disk, a lock or Argon2id keeps an executor and returns it as its `unownedExecutor`.
package final class SerialQueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  /// - Parameter label: names the queue in a debugger.
  package init(label: String) { queue = DispatchQueue(label: label) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // The queue keeps the executor alive until the job ends, possibly after its actor is gone.
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
