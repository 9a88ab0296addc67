import Care360
import Foundation
import GRDB
import TestSupport
import Testing

@testable import CaseStore

struct PrivacyTests {
  /// With the writer at work, so that log and shared memory are there.
  @Test(arguments: ["000", "022", "027"])
  func everyFileAndFolderIsPrivateUnderAnyUmask(_ mask: String) throws {
    let bench = try StoreBench()
    let shell = ["/bin/sh", "-c", "umask \(mask); exec \"$0\" \"$@\""]
    let writer = try Writer(["numbers", bench.base, "0"], launcher: shell)
    for _ in 0..<20 { _ = writer.line() }
    let walk = try #require(FileManager.default.enumerator(atPath: bench.base))
    var names: Set<String> = []
    for case let name as String in walk {
      let found = try mode(bench.base + "/" + name)
      #expect(found == 0o600 || found == 0o700, "\(name) \(String(found, radix: 8))")
      names.insert((name as NSString).lastPathComponent)
    }
    #expect(
      names.isSuperset(of: ["drafts.sqlite", "drafts.sqlite-wal", "drafts.sqlite-shm", "cache.sqlite-wal", "key"]))
    #expect(try mode(bench.base) == 0o700)
    writer.killed()
  }

  /// Private from the first instant: nothing is made open and closed afterwards, and nothing is made elsewhere.
  @Test(.enabled(if: Self.hasStrace, "there is no strace here"))
  func filesAreMadePrivateAndOnlyInTheFolder() throws {
    let bench = try StoreBench()
    let log = bench.home.path + "/trace"
    let strace = [
      "/usr/bin/strace", "-f", "-y", "-o", log, "-e", "trace=open,openat,creat,mkdir,mkdirat,chmod,fchmod,fchmodat",
    ]
    let shell = ["/bin/sh", "-c", "umask 0; exec \"$0\" \"$@\""]
    let writer = try Writer(["count", bench.base, "40"], launcher: strace + shell)
    while writer.line() != nil {}
    writer.process.waitUntilExit()
    let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    var seen: Set<String> = []
    for line in lines where (line.contains("O_CREAT") || line.contains("mkdirat(")) && !line.contains("= -1") {
      let name = String(try #require(line.split(separator: "\"").dropFirst().first))
      let folder = try #require(line.firstMatch(of: /\(\w+<([^>]*)>/)?.1)
      let path = name.hasPrefix("/") ? name : folder + "/" + name
      // SQLite opens what is there already, under its last name too, and asks for it to be made if it were not.
      guard seen.insert(path.replacingOccurrences(of: ".new", with: "")).inserted else { continue }
      #expect(path.hasPrefix(bench.base), "\(line)")
      #expect(line.contains("0600)") || line.contains("0700)"), "\(line)")
    }
    #expect(seen.count > 10)
    #expect(!lines.contains { $0.contains("chmod(") || $0.contains("chmodat(") })
  }

  static let hasStrace = FileManager.default.fileExists(atPath: "/usr/bin/strace")

  @Test func noPlaintextIsInAnyFile() throws {
    let bench = try StoreBench()
    let canary = "CANARY\(UInt32.random(in: 1000...999_999))"
    let identifier = try email("\(canary)@example.com")
    let store = try bench.open(passphrase: canary)
    for number in 1...30 {
      try store.remember(recent(number, at: .sample - Double(number), name: canary, identifiers: [identifier]))
      try store.keep(
        RefillLinkRecord(
          caseID: caseID(number), patientName: canary, shortID: canary, requestedAt: .sample,
          link: "https://example.com/\(canary)"))
      let draft = try store.save(
        DraftContent(
          body: Array(String(repeating: canary, count: 300).utf8), patientName: canary, shortID: canary,
          summary: canary, lastKeyAt: .sample), as: draftID(number), expecting: nil)
      if number.isMultiple(of: 3) { try store.delete(draft.id, version: draft.version) }
    }
    _ = DraftTests.conflict { _ = try store.save(content(canary, patient: canary), as: draftID(1), expecting: nil) }
    _ = try store.keep(newest: 7)
    func search(_ moment: String) throws {
      let needles = [canary, canary.lowercased(), try caseID(1).text, "unknownToUs"].map { Data($0.utf8) }
      let base64 = [0, 1, 2].map { offset in
        Data(Data(repeating: 65, count: offset) + Data(canary.utf8)).base64EncodedData().dropFirst(4).prefix(8)
      }
      for (name, bytes) in try bench.files {
        for needle in needles + base64 { #expect(bytes.range(of: needle) == nil, "\(moment): \(name)") }
      }
    }
    try search("while open")
    try store.close()
    try search("after closing")
    try overwrite(bench.draftFile, Data(contentsOf: URL(fileURLWithPath: bench.draftFile)).dropLast(4096))
    let rebuilt = try bench.open(passphrase: canary)
    #expect(!rebuilt.notices.isEmpty)
    try search("after a rebuild")
    for name in try bench.setAside { #expect(try mode(bench.folder + "/" + name) == 0o600) }
    try rebuilt.close()
  }

  /// What the search above looks for would be found if it were there.
  @Test func theSearchFindsWhatIsThere() throws {
    let bench = try StoreBench()
    try bench.with { try $0.remember(recent()) }
    _ = try raw(bench.cacheFile) { db in try db.execute(sql: "CREATE TABLE leak AS SELECT 'CANARY' AS text") }
    #expect(try bench.contains(Data("CANARY".utf8)))
  }
}
