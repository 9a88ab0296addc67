import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// What a disk may hold after the power failed: everything that was synced, and of what was written since any part.
struct PowerLossTests {
  private static let saves = 8

  /// The file, the log after each save, and the file once the log was carried over into it.
  private struct Recording {
    let bench: StoreBench
    let others: [String: Data]
    let before: Data
    let log: Data
    /// Length of the log when each save had been acknowledged.
    let acknowledged: [Int]
    let after: Data
  }

  private func record() throws -> Recording {
    let bench = try StoreBench()
    try bench.with { _ = try $0.save(content("save 0"), as: draftID(), expecting: nil) }
    let others = try bench.files.filter { !$0.key.contains("drafts.sqlite") }
    let before = try Data(contentsOf: URL(fileURLWithPath: bench.draftFile))
    let store = try bench.open()
    var version = try store.drafts().records.first?.version
    var log = Data()
    var acknowledged: [Int] = []
    for number in 1...Self.saves {
      // Texts of several pages, so that a save is several frames.
      let text = "save \(number) " + String(repeating: "\(number)", count: 9000)
      version = try store.save(content(text), as: draftID(), expecting: version).version
      let bytes = try Data(contentsOf: URL(fileURLWithPath: bench.draftFile + "-wal"))
      #expect(bytes.prefix(log.count) == log, "the log goes on")
      log = bytes
      acknowledged.append(log.count)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: bench.draftFile)) == before)
    try store.draftFile.emptyLog()
    let after = try Data(contentsOf: URL(fileURLWithPath: bench.draftFile))
    try store.close()
    return Recording(
      bench: bench, others: others, before: before, log: log, acknowledged: acknowledged, after: after)
  }

  /// Opens the store over these files and gives the number of the save that is found.
  private func found(_ recording: Recording, _ file: Data, _ log: Data, _ what: String) throws -> Int {
    let bench = recording.bench
    try FileManager.default.removeItem(atPath: bench.folder)
    try FileManager.default.createDirectory(
      atPath: bench.folder + "/sessions", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var files = recording.others
    let name = "stores/" + (bench.folder as NSString).lastPathComponent + "/drafts.sqlite"
    files[name] = file
    files[name + "-wal"] = log
    for (name, bytes) in files {
      let made = FileManager.default.createFile(
        atPath: bench.base + "/" + name, contents: bytes, attributes: [.posixPermissions: 0o600])
      #expect(made)
    }
    return try bench.with { (store) throws in
      #expect(store.notices.isEmpty, "\(what): \(store.notices)")
      let list = try store.drafts()
      #expect(list.unreadable.isEmpty && list.records.count == 1, "\(what)")
      return Int(list.records.first?.text.split(separator: " ").dropFirst().first ?? "") ?? -1
    }
  }

  /// The last save that was acknowledged when the log had this length.
  private func promised(_ recording: Recording, _ length: Int) -> Int {
    recording.acknowledged.filter { $0 <= length }.count
  }

  @Test func aLogThatEndsAnywhereHoldsEveryAcknowledgedDraft() throws {
    let recording = try record()
    let frame = 24 + 4096
    #expect((recording.log.count - 32) % frame == 0 && (recording.log.count - 32) / frame > 2 * Self.saves)
    for cut in stride(from: 32, through: recording.log.count, by: frame) {
      let promised = promised(recording, cut)
      let whole = try found(recording, recording.before, recording.log.prefix(cut), "cut at \(cut)")
      #expect(whole == promised, "cut at \(cut)")
      // A frame of which a part came down, and one of which the rest is what was on the disk before.
      for length in [1, 24, 1000, frame - 1] where cut < recording.log.count {
        let torn = recording.log.prefix(cut + length)
        #expect(try found(recording, recording.before, torn, "torn at \(cut + length)") == promised)
        let padded = torn + Data(repeating: 0xA5, count: 2 * frame)
        #expect(try found(recording, recording.before, padded, "rubbish from \(cut + length)") == promised)
      }
    }
  }

  /// Frames that were not synced come down in any order.
  @Test func framesMissingAfterTheLastSyncCostNoAcknowledgedDraft() throws {
    let recording = try record()
    var dice = SeededGenerator(seed: 52)
    let frame = 24 + 4096
    for round in 0..<repeats(40) {
      let save = Int.random(in: 0..<Self.saves, using: &dice)
      let synced = save == 0 ? 32 : recording.acknowledged[save - 1]
      let end = recording.acknowledged[save]
      var log = Data(recording.log.prefix(end))
      var isWhole = true
      for start in stride(from: synced, to: end, by: frame) where Bool.random(using: &dice) {
        log.replaceSubrange(start..<start + frame, with: Data(count: frame))
        isWhole = false
      }
      let number = try found(recording, recording.before, log, "round \(round)")
      #expect(number == (isWhole ? save + 1 : save), "round \(round)")
    }
  }

  /// The files above are what a disk holds only if the system was asked to write them down: the draft, the key that opens
  /// it, and the name of each folder and file on the way, from the first one on.
  @Test(.enabled(if: PrivacyTests.hasStrace, "there is no strace here"))
  func aSaveIsToldOnceEverythingItNeedsIsSynced() throws {
    let bench = try StoreBench()
    let trace = bench.home.path + "/trace"
    let strace = [
      "/usr/bin/strace", "-y", "-o", trace, "-e", "trace=write,pwrite64,mkdirat,renameat,renameat2,fsync,fdatasync",
    ]
    let writer = try Writer(["count", bench.base, "3"], launcher: strace)
    while writer.line() != nil {}
    writer.process.waitUntilExit()
    var unsynced: Set<String> = []
    var synced: Set<String> = []
    var saves = 0
    for line in try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n") {
      guard let call = line.prefixMatch(of: /(\w+)\(\d+<([^>]*)>(?:, "([^"]*)")?/), !line.contains(" = -1 ") else {
        continue
      }
      let path = String(call.2)
      switch call.1 {
      case "fsync", "fdatasync": unsynced.remove(path).map { _ = synced.insert($0) }
      case "mkdirat": unsynced.insert(path)
      case "renameat", "renameat2":
        let file = path + "/" + (call.3 ?? "")
        guard !file.contains("/sessions/") else { continue }
        #expect(!unsynced.contains(file), "\(line)")
        unsynced.insert(path)
      default:
        if path.hasPrefix(bench.base) {
          unsynced.insert(path)
        } else if line.contains("\"saved ") {
          saves += 1
          // The cache may be lost, the index of a log is made anew, a journal is gone by now, and a session lasts no longer
          // than its process.
          let left = unsynced.filter { path in
            !["cache.sqlite", "-shm", "-journal", "/sessions/"].contains { path.contains($0) }
          }
          #expect(left.isEmpty, "\(line) \(left)")
        }
      }
    }
    #expect(saves == 3)
    #expect(synced.contains { $0.hasSuffix("drafts.sqlite-wal") }, "the trace shows writes and syncs of the store")
  }

  /// While the log is carried over, pages of the file are old and new in any mixture; the log is there until the end.
  @Test func aHalfCarriedOverLogIsCarriedOverAgain() throws {
    let recording = try record()
    var dice = SeededGenerator(seed: 152)
    for round in 0..<repeats(20) {
      var file = recording.after
      if Bool.random(using: &dice) {
        file = Data(file.prefix(max(recording.before.count, file.count / 2 / 4096 * 4096)))
      }
      for start in stride(from: 0, to: min(file.count, recording.before.count), by: 4096)
      where Bool.random(using: &dice) {
        file.replaceSubrange(start..<start + 4096, with: recording.before[start..<start + 4096])
      }
      #expect(try found(recording, file, recording.log, "round \(round)") == Self.saves, "round \(round)")
    }
  }
}
