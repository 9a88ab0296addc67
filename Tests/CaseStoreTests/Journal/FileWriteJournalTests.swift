import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

struct FileWriteJournalTests {
  @Test func readingMakesNothingOnDisk() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    #expect(try await journal.unsettled().isEmpty)
    #expect(try await journal.verify() == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.data))
  }

  /// In a process of its own, as the mask is that of a whole process.
  @Test func folderAndFileArePrivateUnderAnyUmask() throws {
    let folder = try TestFolder()
    let record = RecordFolder(folder.path + "/a/b")
    let writer = try Writer(["writes", record.path, "0"], launcher: ["/bin/sh", "-c", "umask 0; exec \"$0\" \"$@\""])
    #expect(writer.line() == "step 0")
    writer.killed()
    #expect(try mode(folder.path + "/a") == 0o700)
    #expect(try mode(record.path) == 0o700)
    #expect(try mode(record.newest) == 0o600)
    #expect(try mode(record.path + "/activity.lock") == 0o600)
  }

  @Test func anOpenedWriteIsOnDiskWithWhoWhenAndWhat() async throws {
    let folder = try TestFolder()
    let product = "3f1d2c47-b2ab-42d8-9af0-4c4dbca8b4b6"
    let journal = FileWriteJournal(directory: folder.data, session: "s1", now: { .sample })
    try await journal.open(try intent("w1", products: [product], bundle: "gold/1"))
    let json = try JSONSerialization.jsonObject(with: Data(try #require(try folder.lines.last).utf8))
    let line = try #require(json as? [String: Any])
    let login = String(cString: try #require(getpwuid(getuid())).pointee.pw_name)
    let expected: [String: String] = [
      "event": "opened", "id": "w1", "time": "2026-11-18T11:06:40Z", "operator": "jo", "login": login, "session": "s1",
      "profile": "staging", "action": "bundle", "caseId": "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6", "bundleId": "gold/1",
      "previous": try #require(try folder.lines.first?.suffix(66).prefix(64)).description,
    ]
    for (key, value) in expected { #expect(line[key] as? String == value, "\(key)") }
    #expect(line["uid"] as? Int == Int(getuid()))
    #expect(line["productIds"] as? [String] == [product])
    #expect((line["hash"] as? String)?.count == 64)
    #expect(Set(line.keys) == Set(expected.keys).union(["uid", "productIds", "hash"]))
  }

  @Test func theLoginNameIsNotTakenFromTheEnvironment() async throws {
    let folder = try TestFolder()
    setenv("USER", "somebody-else", 1)
    setenv("LOGNAME", "somebody-else", 1)
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    try await journal.open(try intent("w1"))
    #expect(try await journal.records().first?.login != "somebody-else")
  }

  @Test func allJournalsOfOneRunCarryItsMark() async throws {
    let folder = try TestFolder()
    try await FileWriteJournal(directory: folder.data, now: { .sample }).open(try intent("w1"))
    try await FileWriteJournal(directory: folder.data, now: { .sample }).close("w1", outcome: .done)
    let sessions = try await FileWriteJournal(directory: folder.data, now: { .sample }).records().map(\.session)
    #expect(Set(sessions).count == 1)
    #expect(sessions.first?.count == 16)
  }

  @Test(arguments: [(WriteOutcome.done, false), (.refused, false), (.notSent, false), (.unknown, true)])
  func onlyAnUnknownOutcomeStaysUnsettled(outcome: WriteOutcome, stays: Bool) async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    try await journal.open(try intent("w1"))
    try await journal.close("w1", outcome: outcome)
    #expect(try await journal.unsettled().map(\.id) == (stays ? ["w1"] : []))
  }

  @Test func anUnsettledWriteComesBackAsItWasInAnotherProcessRun() async throws {
    let folder = try TestFolder()
    let written = try intent("w1", products: ["3f1d2c47-b2ab-42d8-9af0-4c4dbca8b4b6"])
    try await FileWriteJournal(directory: folder.data, now: { .sample }).open(written)
    #expect(try await FileWriteJournal(directory: folder.data, now: { .sample }).unsettled() == [written])
  }

  @Test(arguments: Settlement.allCases)
  func settlingIsRecordedAndEndsIt(settlement: Settlement) async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    try await journal.open(try intent("w1"))
    try await journal.close("w1", outcome: .unknown)
    try await journal.settle("w1", as: settlement)
    #expect(try await journal.unsettled().isEmpty)
    #expect(try await journal.records().last?.outcome == settlement.rawValue)
    #expect(await problem { try await journal.settle("w1", as: settlement) } != nil)
  }

  /// An id in another field of a record is not its case.
  @Test func theRecordsOfOneCaseAreThoseOfThatCaseOnly() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    let own = try intent("w1")
    let other = "6c2d8c70-3f2e-4a96-8d41-0c7e92fa1b77"
    try await journal.open(own)
    try await journal.open(try intent("w2", case: other, products: [own.caseID.text]))
    try await journal.close("w1", outcome: .done)
    #expect(try await journal.records(of: own.caseID).map(\.id) == ["w1", "w1"])
    #expect(try await journal.records(of: CaseID(other)).map(\.id) == ["w2"])
    #expect(try await journal.records().count == 3)
  }

  @Test func settlingAnUnknownIdIsRefusedWithoutRepeatingControlCharacters() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    let sentence = await problem { try await journal.settle("no\u{1B}[2Jne", as: .happened) }
    #expect(sentence == "The record of writes has no unsettled write no2Jne.")
    #expect(await problem { try await journal.close("none", outcome: .done) } != nil)
    #expect(try await journal.records().isEmpty)
  }

  @Test func looserModesAreRefusedWithTheCommandThatMendsThem() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    try await journal.open(try intent("w1"))
    chmod(try folder.file, 0o640)
    #expect(
      await problem { try await journal.open(try intent("w2")) }?.hasSuffix("chmod 600 \(try folder.file)") == true)
    chmod(try folder.file, 0o600)
    chmod(folder.data, 0o750)
    #expect(await problem { try await journal.open(try intent("w2")) }?.hasSuffix("chmod 700 \(folder.data)") == true)
  }

  @Test func aSymbolicLinkAndAFIFOAreRefused() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    try FileManager.default.createDirectory(
      atPath: folder.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    symlink("/tmp/elsewhere", try folder.file)
    #expect(await problem { try await journal.open(try intent("w1")) }?.contains("symbolic link") == true)
    unlink(try folder.file)
    mkfifo(try folder.file, 0o600)
    #expect(await problem { try await journal.open(try intent("w1")) }?.contains("not a regular file") == true)
  }

  @Test func aFileThatAnotherProcessHoldsIsLeftAloneAndUsedAfterwards() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample }, patience: .zero)
    try await journal.open(try intent("w1"))
    let holder = Glibc.open(folder.data + "/activity.lock", O_RDWR)
    defer { Glibc.close(holder) }
    #expect(flock(holder, LOCK_EX) == 0)
    let sentence =
      "The record of writes \(folder.data) is locked by another process; try again when that process is done."
    #expect(await problem { try await journal.open(try intent("w2")) } == sentence)
    #expect(await problem { _ = try await journal.unsettled() } == sentence)
    #expect(try folder.lines.count == 2)
    #expect(flock(holder, LOCK_SH) == 0)
    #expect(try await journal.unsettled().map(\.id) == ["w1"])
    #expect(flock(holder, LOCK_UN) == 0)
    try await journal.open(try intent("w2"))
    #expect(try folder.lines.count == 3)
  }

  @Test func aWriterWaitsForTheOneBeforeIt() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    try await journal.open(try intent("w1"))
    let holder = Glibc.open(folder.data + "/activity.lock", O_RDWR)
    defer { Glibc.close(holder) }
    #expect(flock(holder, LOCK_EX) == 0)
    let opening = Task { try await journal.open(try intent("w2")) }
    #expect(flock(holder, LOCK_UN) == 0)
    try await opening.value
    #expect(try folder.lines.count == 3)
  }

  @Test func manyWritersAtOnceKeepOneWholeChain() async throws {
    let folder = try TestFolder()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        let journal = FileWriteJournal(directory: folder.data, now: { .sample })
        group.addTask {
          for number in 0..<10 {
            try await journal.open(try intent("w\(writer)-\(number)"))
            try await journal.close("w\(writer)-\(number)", outcome: .done)
          }
        }
      }
      try await group.waitForAll()
    }
    let check = try await FileWriteJournal(directory: folder.data, now: { .sample }).check()
    #expect(check.records == 160)
    #expect(check.firstBadLine == nil)
  }

  @Test(.enabled(if: SmallDisk.canBeMounted, "a small disk cannot be mounted here"))
  func aFullDiskIsSaidSoAndLeavesTheFileWhole() async throws {
    let folder = try TestFolder()
    let disk = try SmallDisk(at: folder.data)
    defer { disk.unmount() }
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    var sentence: String?
    for number in 0..<200 where sentence == nil {
      sentence = await problem { try await journal.open(try intent("w\(number)")) }
    }
    #expect(sentence == "The record of writes \(try folder.file) cannot be written: the disk is full.")
    #expect(try await journal.verify() == nil)
    #expect(try await !journal.records().isEmpty)
  }

  @Test func ofTwoSameWritesAtOnceOnlyOneOpens() async throws {
    let folder = try TestFolder()
    let first = try intent("w1")
    let second = try intent("w2")
    async let one = FileWriteJournal(directory: folder.data, now: { .sample }).open(first, repeating: .none)
    async let other = FileWriteJournal(directory: folder.data, now: { .sample }).open(second, repeating: .none)
    let obstacles = try await [one, other]
    #expect(obstacles.filter(\.isEmpty).count == 1)
    #expect(try await FileWriteJournal(directory: folder.data, now: { .sample }).records().count == 1)
  }

  @Test func aRepeatThatWasConsentedToOpens() async throws {
    let folder = try TestFolder()
    let journal = FileWriteJournal(directory: folder.data, now: { .sample })
    #expect(try await journal.open(try intent("w1"), repeating: .none).isEmpty)
    #expect(try await journal.open(try intent("w2"), repeating: .none).map(\.id) == ["w1"])
    #expect(try await journal.open(try intent("w3"), repeating: .shown(["w1"])).isEmpty)
  }

  /// Two terminals show the same attempts; the consent of the second is not about what the first one sent since.
  @Test func aConsentIsAboutTheAttemptsThatWereShown() async throws {
    let folder = try TestFolder()
    let (one, other) = (
      FileWriteJournal(directory: folder.data, now: { .sample }),
      FileWriteJournal(directory: folder.data, now: { .sample })
    )
    for id in ["w1", "w2"] { try await one.open(try intent(id)) }
    let shown = try await one.open(try intent("a"), repeating: .none)
    #expect(try await other.open(try intent("b"), repeating: .none) == shown && shown.map(\.id) == ["w1", "w2"])
    #expect(try await other.open(try intent("w3"), repeating: .shown(shown)).isEmpty)
    #expect(try await one.open(try intent("w4"), repeating: .shown(shown)).map(\.id) == ["w3"])
    #expect(try await one.unsettled().map(\.id) == ["w1", "w2", "w3"])
    #expect(try await one.open(try intent("w4"), repeating: .shown(["w1", "w2", "w3"])).isEmpty)
  }
}
