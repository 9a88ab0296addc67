import Foundation
import Synchronization
import Testing

@testable import DeskCommands

/// A command that waits for the store, or for the person beside it, holds no thread that other tasks need.
@Suite(.serialized) struct StoreThreadTests {
  @Test func `Opening the store takes no thread of the pool`() async throws {
    try await Self.waitsElsewhere(["recents"], Bench.passphrase + "\n", passphrase: true)
  }

  @Test func `The work at the store takes no thread of the pool`() async throws {
    try await Self.waitsElsewhere(["cache", "purge", "--all"], "y\n", passphrase: false)
  }

  /// More commands than the pool has threads stand at their question; only a pool with a free thread lets them go on.
  private static func waitsElsewhere(_ words: [String], _ input: String, passphrase: Bool) async throws {
    try await Bench.run { bench in
      let words = try words + bench.clinic(keyCommand: !passphrase)
      try bench.fillStore(passphrase: passphrase)
      let count = ProcessInfo.processInfo.activeProcessorCount + 2
      let gate = DispatchSemaphore(value: 0)
      let (asked, isOver) = (Counter(), Once())
      let commands = (0..<count).map { _ in
        Task {
          await bench.runAtStore(
            words,
            Script(input) {
              asked.add()
              gate.wait()
            }, isTerminal: true)
        }
      }
      // A pool without a free thread is a failure then, and no hang.
      Thread.detachNewThread {
        for _ in 0..<3000 where !isOver.isTaken { Thread.sleep(forTimeInterval: 0.1) }
        if isOver.take() { for _ in 0..<count { gate.signal() } }
      }
      while asked.count < count, !isOver.isTaken { await Task.yield() }
      if isOver.take() { for _ in 0..<count { gate.signal() } } else { Issue.record("no thread was free") }
      for command in commands {
        let ran = await command.value
        // One that purges while another does is refused the log; it has had a thread all the same.
        #expect(ran.code == 0 || ran.talk.contains("another process is using it"), "\(ran.talk)")
      }
    }
  }

  private final class Counter: Sendable {
    private let state = Mutex(0)
    var count: Int { state.withLock { $0 } }
    func add() { state.withLock { $0 += 1 } }
  }

  private final class Once: Sendable {
    private let state = Mutex(false)
    var isTaken: Bool { state.withLock { $0 } }

    /// True for the one call that comes first.
    func take() -> Bool {
      state.withLock { isTaken in
        defer { isTaken = true }
        return !isTaken
      }
    }
  }
}
