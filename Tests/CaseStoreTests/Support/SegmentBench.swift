import Care360
import Foundation
import Synchronization
import TestSupport

@testable import CaseStore

/// A record over several months, with a clock that the test sets.
final class SegmentBench: Sendable {
  let folder: TestFolder
  private let time = Mutex(SegmentBench.day(2026, 10))

  init() throws { folder = try TestFolder() }

  var record: RecordFolder { folder.record }

  static func day(_ year: Int, _ month: Int, _ day: Int = 15) -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.date(from: DateComponents(year: year, month: month, day: day, hour: 12)) ?? .distantPast
  }

  func go(to year: Int, _ month: Int) { time.withLock { $0 = Self.day(year, month) } }

  /// Another one each time, as of another process.
  func journal(patience: Duration = .seconds(30), bound: Int = 1 << 40) -> FileWriteJournal {
    FileWriteJournal(
      directory: folder.data, session: "s", now: { self.time.withLock { $0 } }, patience: patience, bound: bound)
  }

  /// Three months with writes in each: the odd ones end, `w0`, `w2` and `w4` stay unsettled.
  static func threeMonths() async throws -> SegmentBench {
    let bench = try SegmentBench()
    let journal = bench.journal()
    for month in 0..<3 {
      bench.go(to: 2026, 10 + month)
      try await journal.open(try intent("w\(2 * month)"))
      try await journal.open(try intent("w\(2 * month + 1)"))
      try await journal.close("w\(2 * month + 1)", outcome: .done)
    }
    return bench
  }

  /// The write of each month that is unsettled; the same one was done right after it.
  static func leftOfThreeMonths() throws -> [WriteIntent] {
    try (0..<3).map { try intent("w\(2 * $0)", repeatedAt: day(2026, 10 + $0)) }
  }

  func path(_ name: String) -> String { folder.data + "/" + name }

  func text(of name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    chmod(path(name), 0o600)
  }

  /// The record that a version without segments left: one unsettled write, `w0`.
  static func oldRecord() throws -> String {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: tests.appendingPathComponent("Fixtures/record-1/activity.jsonl"), encoding: .utf8)
  }

  /// As if the crash that the test makes had come before the mark was written.
  func loseMark() throws { try folder.loseMark() }

  /// Every file of the folder by name.
  var files: [String: Data] {
    get throws {
      var files: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.data) {
        files[name] = try Data(contentsOf: URL(fileURLWithPath: path(name)))
      }
      return files
    }
  }
}
