import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// The kernel says no: strace puts an error into one kind of system call on one file of the store.
@Suite(.enabled(if: PrivacyTests.hasStrace, "there is no strace here"))
struct FaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let call: String
    let error: String
    let file: String
    /// The first call that fails.
    var from = 1

    var testDescription: String { "\(call) \(error) \(file) \(from)" }

    func launcher(_ folder: String) -> [String] {
      [
        "/usr/bin/strace", "-f", "-o", "/dev/null", "-P", folder + "/" + file, "-P", file, "-e", "trace=" + call, "-e",
        "inject=\(call):error=\(error):when=\(from)+",
      ]
    }
  }

  private func place(_ bench: StoreBench) -> StorePlace {
    StorePlace(base: bench.base, profile: "test", operatorID: "jo")
  }

  private func lines(_ writer: Writer) -> [String] {
    var lines: [String] = []
    while let line = writer.line() { lines.append(line) }
    writer.process.waitUntilExit()
    return lines
  }

  /// The number in the one draft.
  private func number(_ bench: StoreBench) throws -> Int? {
    var key = Array(StoreBench.key("writer").utf8)
    let store = try LocalStore.open(place(bench), with: .printed(&key), options: StoreOptions(session: "check"))
    #expect(store.notices.isEmpty)
    let list = try store.drafts()
    #expect(list.unreadable.isEmpty && list.records.count == 1)
    try store.close()
    return list.records.first.flatMap { Int($0.text.dropFirst("number ".count)) }
  }

  static let atOpening = [
    Fault(call: "openat", error: "EACCES", file: "drafts.sqlite"),
    Fault(call: "openat", error: "EPERM", file: "cache.sqlite"),
    Fault(call: "openat", error: "EIO", file: "key"),
    Fault(call: "openat", error: "EMFILE", file: "cache.sqlite"),
    Fault(call: "openat", error: "EROFS", file: "drafts.sqlite"),
    Fault(call: "openat", error: "ENOSPC", file: "drafts.sqlite", from: 2),
    Fault(call: "pread64", error: "EIO", file: "drafts.sqlite"),
    Fault(call: "pread64", error: "EIO", file: "cache.sqlite"),
    Fault(call: "pread64", error: "EIO", file: "drafts.sqlite", from: 3),
    Fault(call: "read", error: "EIO", file: "key"),
    Fault(call: "fcntl", error: "EACCES", file: "drafts.sqlite"),
  ]

  @Test(arguments: atOpening) func anErrorAtTheStartIsNoReasonToTouchAFile(_ fault: Fault) throws {
    let bench = try StoreBench()
    #expect(lines(try Writer(["count", bench.base, "5"])).last == "saved 4")
    func contents() throws -> [String: Data] {
      try bench.files.filter { $0.key.hasSuffix(".sqlite") || $0.key.hasSuffix("key") || $0.key.contains(".damaged") }
    }
    let before = try contents()
    #expect(before.count == 3)
    let said = lines(try Writer(["count", bench.base, "9"], launcher: fault.launcher(place(bench).folder)))
    #expect(said.last?.hasPrefix("refused The local store cannot be used: ") == true, "\(said)")
    #expect(try contents() == before)
    #expect(try number(bench) == 4)
  }

  static let atWork = [
    Fault(call: "fdatasync", error: "EIO", file: "drafts.sqlite-wal", from: 1),
    Fault(call: "fdatasync", error: "EIO", file: "drafts.sqlite-wal", from: 7),
    Fault(call: "pwrite64", error: "ENOSPC", file: "drafts.sqlite-wal", from: 20),
    Fault(call: "pwrite64", error: "EIO", file: "drafts.sqlite-wal", from: 31),
    Fault(call: "pwrite64", error: "EDQUOT", file: "drafts.sqlite-wal", from: 12),
    Fault(call: "fdatasync", error: "EIO", file: "drafts.sqlite", from: 1),
    Fault(call: "pwrite64", error: "EIO", file: "drafts.sqlite", from: 1),
  ]

  @Test(arguments: atWork) func anErrorWhileSavingLosesNothingThatWasSaved(_ fault: Fault) throws {
    let bench = try StoreBench()
    #expect(lines(try Writer(["count", bench.base, "5"])).last == "saved 4")
    let said = lines(try Writer(["count", bench.base, "400"], launcher: fault.launcher(place(bench).folder)))
    let saved = said.last { $0.hasPrefix("saved ") }.flatMap { Int($0.dropFirst("saved ".count)) } ?? 4
    let names = try FileManager.default.contentsOfDirectory(atPath: place(bench).folder)
    #expect(!names.contains { $0.contains(".damaged") })
    let found = try #require(try number(bench))
    // What could not be told from not saved may be there all the same.
    #expect(found == saved || found == saved + 1, "\(found), \(saved)")
    // Only a checkpoint writes to the file itself; saving goes on in the log without one.
    #expect(!fault.file.hasSuffix("-wal") || said.last?.hasPrefix("refused ") == true, "\(said.suffix(3))")
  }
}
