import Care360
import Foundation
import TestSupport
import Testing

@testable import CaseStore

/// Whoever may move the data folder away takes record, drafts and store with it: each folder above it counts.
struct DataFolderTests {
  private let bench: StoreBench

  init() throws {
    bench = try StoreBench()
    _ = try bench.home.folder("share", mode: 0o755)
    _ = try bench.home.folder("share/inner", mode: 0o755)
  }

  private var base: String { bench.home.path + "/share/inner/casedesk" }
  private var place: StorePlace { StorePlace(base: base, profile: "staging", operatorID: "jo") }

  private func store() throws(StoreProblem) -> LocalStore {
    var key = Array(StoreBench.key("a key").utf8)
    return try LocalStore.open(
      place, with: try .printed(&key), options: StoreOptions(session: UUID().uuidString, cost: StoreBench.cheap))
  }

  private func journal() -> FileWriteJournal { FileWriteJournal(directory: base, session: "s", patience: .seconds(30)) }

  private func journalRefusal(_ body: (FileWriteJournal) async throws -> Void) async -> String? {
    await problem { try await body(journal()) }
  }

  @Test(arguments: ["share", "share/inner"], [0o777, 0o775])
  func aFolderAboveThatOthersMayWriteToIsRefusedForAll(_ name: String, _ mode: Int) async throws {
    try await journal().open(try intent("w1"))
    try store().close()
    let above = bench.home.path + "/" + name
    chmod(above, mode_t(mode))
    let sentence =
      "Other users can write to the folder \(above) and so remove \(base); run: chmod go-w \(above)"
    #expect(await journalRefusal { try await $0.open(try intent("w2")) } == sentence)
    #expect(await journalRefusal { _ = try await $0.unsettled() } == sentence)
    #expect(await journalRefusal { _ = try await $0.check() } == sentence)
    #expect(refusal { try store().close() } == .unavailable(.place(sentence)))
    #expect(refusal { _ = try LocalStore.unlockKind(of: place) } == .unavailable(.place(sentence)))
    #expect(DataFolder.problem(base) == sentence)
    // One that is to be made there is refused too.
    try FileManager.default.removeItem(atPath: base)
    #expect(await journalRefusal { try await $0.open(try intent("w2")) } == sentence)
    #expect(refusal { try store().close() } == .unavailable(.place(sentence)))
    #expect(!FileManager.default.fileExists(atPath: base))
    chmod(above, 0o1777)
    try await journal().open(try intent("w2"))
    try store().close()
    #expect(DataFolder.problem(base) == nil)
  }

  @Test(.enabled(if: getuid() == 0, "only root can give folders away"), arguments: ["share", "share/inner/casedesk"])
  func aFolderOfAnotherUserIsNamedAsThat(_ name: String) async throws {
    try await journal().open(try intent("w1"))
    let above = bench.home.path + "/" + name
    chown(above, 12_345, 0)
    let sentence = "The folder \(above) belongs to another user (uid 12345); only that user or root can move it away."
    #expect(await journalRefusal { try await $0.open(try intent("w2")) } == sentence)
    #expect(refusal { try store().close() } == .unavailable(.place(String(sentence.dropLast()))))
    #expect(DataFolder.problem(base) == sentence)
  }

  /// Otherwise the same write would be sent again: nobody would know of the first one.
  @Test func aFolderThatTakesTheNameOfTheRecordsIsNotMistakenForIt() async throws {
    let journal = journal()
    try await journal.open(try intent("w1"))
    let moved = bench.home.path + "/moved"
    #expect(rename(base, moved) == 0)
    let away = "was moved or replaced while this program was running"
    await #expect { try await journal.open(try intent("w2")) } throws: { "\($0)".contains(away) }
    #expect(mkdir(base, 0o700) == 0)
    await #expect { try await journal.open(try intent("w2")) } throws: { "\($0)".contains(away) }
    // How the write ended is told where it began.
    try await journal.close("w1", outcome: .unknown)
    #expect(try FileManager.default.contentsOfDirectory(atPath: base).isEmpty)
    #expect(rmdir(base) == 0)
    #expect(rename(moved, base) == 0)
    #expect(try await journal.open(try intent("w2"), repeating: .none).map(\.id) == ["w1"])
    #expect(try await journal.verify() == nil)
  }

  /// Somebody may have linked it into a folder from where it is read or written over.
  @Test func aRecordWithASecondNameIsRefused() async throws {
    try await journal().open(try intent("w1"))
    let file = try RecordFolder(base).newest
    #expect(link(file, bench.home.path + "/second") == 0)
    #expect(await journalRefusal { try await $0.open(try intent("w2")) }?.contains("has a second name") == true)
    unlink(bench.home.path + "/second")
    try await journal().open(try intent("w2"))
  }
}
