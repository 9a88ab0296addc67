import Care360
import Foundation
import PrivateIO
import Synchronization
import TestSupport
import Testing

@testable import CaseStore

struct ExecutorTests {
  private actor Counter {
    private let executor = SerialQueueExecutor(label: "test")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private(set) var count = 0

    func add() { count += 1 }

    /// Blocks this actor's thread.
    func wait(for semaphore: DispatchSemaphore) { semaphore.wait() }
  }

  /// Frees a pool whose threads are all blocked, from a thread of its own: the fault is a failure then, and no hang.
  private final class Rescue: Sendable {
    private let isOver = Mutex(false)

    init(_ body: @escaping @Sendable () -> Void) {
      Thread.detachNewThread {
        for _ in 0..<3000 where !self.isOver.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.1) }
        if self.isFirst() { body() }
      }
    }

    /// True for the one call that comes first.
    func isFirst() -> Bool {
      isOver.withLock { isOver in
        defer { isOver = true }
        return !isOver
      }
    }
  }

  @Test func workOfOneActorRunsOneAfterTheOther() async {
    let counter = Counter()
    await withDiscardingTaskGroup { group in
      for _ in 0..<1_000 { group.addTask { await counter.add() } }
    }
    #expect(await counter.count == 1_000)
  }

  /// More actors than the pool has threads wait at once, and the pool still works: it is what frees them.
  @Test func aBlockedActorTakesNoThreadOfThePool() async {
    let gate = DispatchSemaphore(value: 0)
    let count = 4 * ProcessInfo.processInfo.activeProcessorCount
    let waiting = (0..<count).map { _ in Counter() }.map { counter in Task { await counter.wait(for: gate) } }
    let rescue = Rescue { for _ in 0..<count { gate.signal() } }
    await Task.detached {
      if rescue.isFirst() { for _ in 0..<count { gate.signal() } } else { Issue.record("no thread was free") }
    }.value
    for task in waiting { await task.value }
  }

  /// Cancelled ones too: the outcome of a write has to be recorded all the same.
  @Test func journalsThatWaitForTheLockLeaveThePoolAlone() async throws {
    let bench = try SegmentBench()
    try await bench.journal().open(try intent("w0"))
    let holder = open(bench.path(SegmentName.lock), O_RDWR)
    defer { close(holder) }
    #expect(flock(holder, LOCK_EX) == 0)
    let count = 4 * ProcessInfo.processInfo.activeProcessorCount
    let begun = Counter()
    let opening = (0..<count).map { number in
      let journal = bench.journal(patience: .seconds(600))
      return Task {
        await begun.add()
        try await journal.open(try intent("w\(number + 1)"))
      }
    }
    for task in opening { task.cancel() }
    let rescue = Rescue { #expect(flock(holder, LOCK_UN) == 0) }
    // Only a pool with a free thread gets here: the lock ends no sooner.
    while await begun.count < count { await Task.yield() }
    await Task.detached {
      if rescue.isFirst() { #expect(flock(holder, LOCK_UN) == 0) } else { Issue.record("no thread was free") }
    }.value
    for task in opening { try await task.value }
    #expect(try await bench.journal().unsettled().count == count + 1)
  }
}
