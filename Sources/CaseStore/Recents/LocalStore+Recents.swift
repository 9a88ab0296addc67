package import Care360
import FoundationEssentials
import GRDB

extension LocalStore {
  /// All recents, newest first.
  package func recents() throws(StoreProblem) -> RecentList {
    let keys = try openKeys()
    let rows = try cache.look(with: keys.cache) { rows in try rows.rows(.recent) }
    let records = rows.values.compactMap { Self.body($0)?.record }
    return RecentList(records: records.sorted { $0.seenAt > $1.seenAt }, unreadable: rows.count - records.count)
  }

  /// The recent that `identifier` led to; nil when there is none.
  package func recent(for identifier: LookupIdentifier) throws(StoreProblem) -> RecentRecord? {
    let keys = try openKeys()
    let hash = try Self.hash(identifier, keys)
    return try cache.look(with: keys.cache) { rows in
      guard let id = try Self.owner(of: hash, rows.database), let row = try rows.row(.recent, id) else { return nil }
      // The index is not sealed: the row itself has to say that the identifier leads to it.
      guard let record = Self.body(row)?.record, record.identifiers.contains(identifier) else {
        throw StoreProblem.tampered
      }
      return record
    }
  }

  /// Keeps a case, in place of an older state of it. An identifier leads to one case only: to the one remembered last.
  package func remember(_ record: RecentRecord) throws(StoreProblem) {
    let keys = try openKeys()
    let id = try Self.recentID(record.caseID, keys)
    let body = try StoreJSON.bytes(RecentBody(record))
    var hashes: [(hash: Data, text: String)] = []
    for identifier in record.identifiers { hashes.append((try Self.hash(identifier, keys), identifier.stored)) }
    let identifiers = hashes
    try cache.change(with: keys.cache) { rows in
      for (hash, text) in identifiers {
        guard let other = try Self.owner(of: hash, rows.database), other != id else { continue }
        guard let row = try rows.row(.recent, other), var body = Self.body(row) else { continue }
        body.identifiers.removeAll { $0 == text }
        _ = try rows.put(.recent, other, try StoreJSON.bytes(body))
      }
      _ = try rows.put(.recent, id, body)
      try rows.database.execute(sql: "DELETE FROM recentIdentifier WHERE recentId = ?", arguments: [id])
      for (hash, _) in identifiers {
        try rows.database.execute(
          sql: "INSERT OR REPLACE INTO recentIdentifier (hash, recentId) VALUES (?, ?)", arguments: [hash, id])
      }
    }
  }

  /// Refill links, newest first.
  package func refillLinks() throws(StoreProblem) -> [RefillLinkRecord] {
    let keys = try openKeys()
    let rows = try cache.look(with: keys.cache) { rows in try rows.rows(.refillLink) }
    return rows.values.compactMap { Self.link($0)?.record }.sorted { $0.requestedAt > $1.requestedAt }
  }

  package func keep(_ link: RefillLinkRecord) throws(StoreProblem) {
    let keys = try openKeys()
    let id = Data(try keys.hash("link", link.caseID.text, link.link))
    let body = try StoreJSON.bytes(RefillLinkBody(link))
    _ = try cache.change(with: keys.cache) { rows in try rows.put(.refillLink, id, body) }
  }

  static func recentID(_ id: CaseID, _ keys: StoreKeys) throws(StoreProblem) -> Data {
    Data(try keys.hash("recent", id.text))
  }

  /// Nil for what cannot be read.
  static func body(_ row: SealedRows.Row) -> RecentBody? {
    guard case .plain(let bytes, _) = row else { return nil }
    return StoreJSON.value(bytes)
  }

  /// Nil for what cannot be read.
  static func link(_ row: SealedRows.Row) -> RefillLinkBody? {
    guard case .plain(let bytes, _) = row else { return nil }
    return StoreJSON.value(bytes)
  }

  private static func hash(_ identifier: LookupIdentifier, _ keys: StoreKeys) throws(StoreProblem) -> Data {
    Data(try keys.hash("identifier", identifier.stored))
  }

  private static func owner(of hash: Data, _ db: Database) throws -> Data? {
    let row = try Row.fetchOne(db, sql: "SELECT recentId FROM recentIdentifier WHERE hash = ?", arguments: [hash])
    return row.flatMap { Data.fromDatabaseValue($0["recentId"]) }
  }
}
