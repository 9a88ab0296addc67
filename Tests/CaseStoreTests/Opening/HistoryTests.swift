import Care360
import Foundation
import Testing

@testable import CaseStore

/// Stores as earlier versions of this program left them, one folder each. They are never made anew: whatever the store
/// becomes, it opens these. A folder that is not there yet is recorded, which fails that one run.
struct HistoryTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path
  private static let files = ["key", "drafts.sqlite", "cache.sqlite"]

  private func record(_ version: String) throws {
    let bench = try StoreBench()
    try bench.with(bench.open(key: "fixture")) { (store) throws in
      _ = try store.save(content("the first draft"), as: draftID(1), expecting: nil)
      _ = try store.save(content("the second draft", patient: "Robin"), as: draftID(2, form: 1), expecting: nil)
      try store.remember(recent(1, identifiers: [email("avery@example.com")]))
      try store.keep(
        RefillLinkRecord(
          caseID: caseID(1), patientName: "Avery", shortID: "ADA-1", requestedAt: .sample,
          link: "https://example.com/form"))
      try store.keep([try productName("Semaglutide")])
      _ = try store.save(content("the message"), as: draftID(1, .message), expecting: nil)
      try store.add(followUp("a"))
      try store.keep(teamSecrets())
    }
    let fixture = Self.folder + "/" + version
    try FileManager.default.createDirectory(atPath: fixture, withIntermediateDirectories: true)
    for name in Self.files {
      try FileManager.default.copyItem(atPath: bench.folder + "/" + name, toPath: fixture + "/" + name)
    }
    Issue.record("\(version) was recorded")
  }

  /// The key of the first two is shorter than a new store takes.
  @Test(arguments: [
    ("store-1", "fixture-key"), ("store-2", "fixture-key"), ("store-3", StoreBench.key("fixture")),
    ("store-4", StoreBench.key("fixture")), ("store-5", StoreBench.key("fixture")),
    ("store-6", StoreBench.key("fixture")), ("store-7", StoreBench.key("fixture")),
    ("store-8", StoreBench.key("fixture")),
  ])
  func anEarlierStoreOpensWithAllThatIsInIt(_ version: String, _ key: String) throws {
    let fixture = Self.folder + "/" + version
    guard FileManager.default.fileExists(atPath: fixture) else { return try record(version) }
    let bench = try StoreBench()
    try bench.with { _ in }
    for name in Self.files {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture + "/" + name))
      #expect(!bytes.isEmpty)
      try overwrite(bench.folder + "/" + name, bytes)
    }
    #expect(refusal { _ = try bench.open(key: "another key") } == .wrongPassphrase)
    try bench.with(bench.open(printed: key)) { (store) throws in
      #expect(
        !store.notices.contains {
          switch $0 {
          case .cacheDamaged, .draftsDamaged, .fileMissing: true
          case .networkFileSystem, .draftsCopied, .recoveryNotKept: false
          }
        })
      let drafts = try store.drafts()
      #expect(drafts.unreadable.isEmpty)
      let texts = Dictionary(uniqueKeysWithValues: drafts.records.map { ($0.id, $0.text) })
      var expected = [try draftID(1): "the first draft", try draftID(2, form: 1): "the second draft"]
      if version >= "store-5" { expected[try draftID(1, .message)] = "the message" }
      #expect(texts == expected)
      #expect(drafts.records.contains { $0.content.patientName == "Robin" && $0.content.lastKeyAt == .sample })
      #expect(try store.followUps().records == (version < "store-6" ? [] : [try followUp("a")]))
      #expect(try store.followUps().unreadable == 0)
      try store.add(followUp("b"))
      #expect(try store.teamSecrets()?.bytes == (version < "store-7" ? nil : try teamSecrets().bytes))
      #expect(try store.recentHeads().heads == [RecentHead(recent(1, identifiers: [email("avery@example.com")]))])
      let recents = try store.recents()
      #expect(recents.unreadable == 0)
      #expect(try recents.records.map(\.detail.id) == [caseID(1)])
      #expect(try recents.records.first?.identifiers == [email("avery@example.com")])
      #expect(try store.refillLinks().map(\.link) == ["https://example.com/form"])
      #expect(try store.productNames() == (version < "store-4" ? [] : [try productName("Semaglutide")]))
      let saved = try #require(drafts.records.first { $0.text == "the first draft" })
      #expect(try store.save(content("more"), as: saved.id, expecting: saved.version).version > saved.version)
    }
  }
}
