package import FuzzLaws
import Care360
import CaseStore
import Foundation
import GRDB
import TestSupport

/// A store whose files somebody without its key has changed: what it still gives is what was kept in it, and a row, manifest
/// or key file that was changed gives nothing.
package actor StoreLaw: Law {
  package static let seeds: [[UInt8]] = {
    var seeds: [[UInt8]] = []
    for target in UInt8(0)..<8 {
      for place in UInt8(0)..<3 { seeds += changes.map { [target, place, place] + $0 } }
    }
    return seeds
  }()

  private static let changes: [[UInt8]] = [
    [0], [0, 1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 0, 30, 1], [1, 0, 0, 0xFF, 0, 60, 2], [2, 0, 4, 3], [3],
  ]

  private typealias Table = (name: String, file: String, counts: Bool)

  /// The tables with their files; those that do not count what is unreadable leave such rows out.
  private static let tables: [Table] = [
    ("draft", "drafts.sqlite", true), ("followUp", "drafts.sqlite", true), ("recent", "cache.sqlite", true),
    ("refillLink", "cache.sqlite", false), ("productName", "cache.sqlite", false),
    ("manifest", "drafts.sqlite", false), ("manifest", "cache.sqlite", false),
  ]

  private let folder: TestFolder
  private let place: StorePlace
  private let store: LocalStore
  private let secret: UnlockSecret
  private let databases: [String: DatabaseQueue]
  private let kept: Contents
  private let keyFile: Data

  package init() async throws {
    folder = try TestFolder()
    place = StorePlace(base: folder.path + "/casedesk", profile: "staging", operatorID: "jo")
    var key = Array(repeating: UInt8(ascii: "k"), count: 32)
    secret = try UnlockSecret.printed(&key)
    let options = StoreOptions(session: "s", now: { Self.time }, cost: UnlockCost(operations: 1, memory: 8192))
    store = try LocalStore.open(place, with: secret, terminal: "pts/3", options: options)
    for number in 1...3 { try Self.fill(store, number) }
    kept = try Contents(of: store)
    let path = place.folder
    var configuration = Configuration()
    // These rows need not outlive the machine.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
    databases = try Dictionary(
      uniqueKeysWithValues: Set(Self.tables.map(\.file)).map { file in
        (file, try DatabaseQueue(path: path + "/" + file, configuration: configuration))
      })
    keyFile = try Data(contentsOf: URL(filePath: path + "/key"))
  }

  private static let time = Date(timeIntervalSince1970: 1_795_000_000)

  private static func fill(_ store: LocalStore, _ number: Int) throws {
    let id = try CaseID("8dff2c47-b2ab-42d8-9af0-00000000000\(number)")
    let content = DraftContent(
      body: Array("text \(number)".utf8), patientName: "Avery", shortID: "ADA-\(number)", summary: "question 7 of 12",
      lastKeyAt: time)
    _ = try store.save(content, as: DraftID(caseID: id, kind: .form), expecting: nil)
    try store.add(
      FollowUpRecord(
        id: "f\(number)", caseID: id, shortID: "ADA-\(number)", patientName: "Avery", due: time, text: "ask",
        madeAt: time, author: "jo"))
    if let detail = Case(try JSONValue(parsing: Data(#"{"id":"\#(id.text)","shortId":"ADA-\#(number)"}"#.utf8))) {
      try store.remember(RecentRecord(detail: detail, seenAt: time, identifiers: []))
    }
    try store.keep(
      RefillLinkRecord(
        caseID: id, patientName: "Avery", shortID: "ADA-\(number)", requestedAt: time,
        link: "https://example.com/\(number)"))
    let product = try ProductID("00000000-0000-4000-8000-00000000000\(number)")
    try store.keep([ProductNameRecord(id: product, name: "Product \(number)")])
  }

  package func hold(for input: [UInt8]) throws {
    var choices = Choices(input)
    let target = choices.next() % (Self.tables.count + 1)
    guard target < Self.tables.count else { return try keyFile(&choices) }
    try row(of: Self.tables[target], &choices)
  }

  // MARK: - Rows

  private func row(of table: Table, _ choices: inout Choices) throws {
    guard let database = databases[table.file] else { return }
    let rows = try database.read { db in try StoredBytes.fetchAll(db, table.name) }
    let original = rows[choices.next() % rows.count]
    guard let changed = original.changed(&choices), !rows.contains(where: { $0.shares(itsPlaceWith: changed) }) else {
      return
    }
    try database.write { db in try changed.put(in: table.name, db) }
    let found = Result { try Contents(of: store) }
    try database.write { db in try original.put(in: table.name, db) }
    try judge(found, isChanged: changed != original, table)
  }

  private func judge(
    _ found: Result<Contents, any Error>, isChanged: Bool, _ table: Table
  ) throws {
    switch found {
    case .failure(let problem):
      try demand(isChanged && problem as? StoreProblem == .tampered, "it fails with another error: \(problem)")
    case .success(let contents):
      guard isChanged else { return try demand(contents == kept, "without a change it gives something else") }
      try demand(table.name != "manifest", "a changed manifest is believed")
      try demand(contents.records.isSubset(of: kept.records), "it gives what was never kept")
      try demand(
        contents.records.count == kept.records.count - 1, "a changed row is believed, or takes another one along")
      try demand(contents.unreadable > 0 || !table.counts, "a changed row is not told of")
    }
  }

  // MARK: - Key file

  private func keyFile(_ choices: inout Choices) throws {
    let path = place.folder + "/key"
    try put(choices.change(Array(keyFile)).map { Data($0) }, at: path)
    let unlocked = Result { try store.unlock(with: secret) }
    try put(keyFile, at: path)
    switch unlocked {
    case .success: try demand(try Contents(of: store) == kept, "another key opens another store")
    case .failure(let problem): try demand(problem is StoreProblem, "it fails with another error: \(problem)")
    }
  }
}

/// Everything that a store gives.
private struct Contents: Equatable {
  let records: Set<AnyHashable>
  let unreadable: Int

  init(of store: LocalStore) throws {
    let (drafts, followUps, recents) = (try store.drafts(), try store.followUps(), try store.recents())
    let (links, names) = (try store.refillLinks(), try store.productNames())
    let all: [[AnyHashable]] = [drafts.records, followUps.records, recents.records, links, names]
    records = Set(all.joined())
    unreadable = drafts.unreadable.count + followUps.unreadable + recents.unreadable
  }
}

/// A row as it lies in the file; a removed one has no version.
private struct StoredBytes: Equatable {
  let rowID: Int64
  var id: DatabaseValue
  var version: Int64?
  var sealed: Data

  static func fetchAll(_ db: Database, _ table: String) throws -> [StoredBytes] {
    try Row.fetchAll(db, sql: "SELECT rowid AS place, id, version, sealed FROM \(table) ORDER BY rowid").map {
      StoredBytes(rowID: $0["place"], id: $0["id"], version: $0["version"], sealed: $0["sealed"])
    }
  }

  /// Nil where the change cannot lie in a file.
  func changed(_ choices: inout Choices) -> StoredBytes? {
    var row = self
    switch choices.next() % 3 {
    case 0:
      if let bytes = choices.change(Array(sealed)) { row.sealed = Data(bytes) } else { row.version = nil }
    case 1:
      let bytes = version.map { withUnsafeBytes(of: $0.littleEndian, Array.init) } ?? []
      row.version = choices.change(bytes).map { $0.prefix(8).reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) } }
    default:
      guard let own = Data.fromDatabaseValue(id), let bytes = choices.change(Array(own)) else { return nil }
      row.id = Data(bytes).databaseValue
    }
    return row
  }

  func shares(itsPlaceWith other: StoredBytes) -> Bool { rowID != other.rowID && id == other.id }

  func put(in table: String, _ db: Database) throws {
    guard let version else { return try db.execute(sql: "DELETE FROM \(table) WHERE rowid = ?", arguments: [rowID]) }
    // The manifest's id is its row id.
    if table == "manifest" {
      let sql = "INSERT OR REPLACE INTO manifest (id, version, sealed) VALUES (?, ?, ?)"
      return try db.execute(sql: sql, arguments: [rowID, version, sealed])
    }
    let sql = "INSERT OR REPLACE INTO \(table) (rowid, id, version, sealed) VALUES (?, ?, ?, ?)"
    try db.execute(sql: sql, arguments: [rowID, id, version, sealed])
  }
}
