import Dispatch
import Testing

/// Runs each test on a thread that no other test needs: these block while they look at another process, and the pool that
/// all tests share has no more threads than there are processors.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  static let executor = BlockingExecutor()

  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Self.executor) { try await function() }
  }
}

/// As many threads as jobs that block.
final class BlockingExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "casedesk.blocking-tests", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

extension Trait where Self == OwnThreads {
  static var ownThreads: Self { OwnThreads() }
}
