import Care360
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import CaseStore

struct RecordLockTests {
  /// How many descriptors of this process lead to the file that `descriptor` leads to.
  private func openings(of descriptor: Int32) throws -> Int {
    var own = stat()
    #expect(fstat(descriptor, &own) == 0)
    return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }.count {
      var other = stat()
      return fstat($0, &other) == 0 && other.st_dev == own.st_dev && other.st_ino == own.st_ino
    }
  }

  private func locked(_ path: String) -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    #expect(flock(descriptor, LOCK_EX) == 0)
    return descriptor
  }

  /// The lock of a file without a name keeps nobody out: others lock the file that has the name now.
  @Test func aWriterThatWaitedForARemovedLockFileWaitsForTheNewOne() async throws {
    let bench = try SegmentBench()
    try await bench.journal().open(try intent("w1"))
    let before = try bench.record.text
    let path = bench.path(SegmentName.lock)
    let old = locked(path)
    let journal = bench.journal(patience: .seconds(600))
    let isOpened = Mutex(false)
    let opening = Task {
      defer { isOpened.withLock { $0 = true } }
      try await journal.open(try intent("w2"))
    }
    while try openings(of: old) < 2 { await Task.yield() }
    unlink(path)
    let new = locked(path)
    close(old)
    while try openings(of: new) < 2, !isOpened.withLock({ $0 }) { await Task.yield() }
    #expect(isOpened.withLock { !$0 })
    #expect(try bench.record.text == before)
    close(new)
    try await opening.value
    #expect(try await bench.journal().unsettled().map(\.id) == ["w1", "w2"])
  }
}
