import Care360
import FoundationEssentials

extension LocalStore {
  /// All recents, newest first.
  package func recents() throws(StoreProblem) -> RecentList {
    let keys = try openKeys()
    let rows = try cache.look(with: keys.cache) { rows in try rows.rows(.recent) }
    let records = rows.values.compactMap { Self.body($0)?.record }
    return RecentList(records: records.sorted { $0.seenAt > $1.seenAt }, unreadable: rows.count - records.count)
  }

  /// Keeps a case; it replaces an older state of the same case.
  package func remember(_ record: RecentRecord) throws(StoreProblem) {
    let keys = try openKeys()
    let id = try Self.recentID(record.caseID, keys)
    let body = RecentBody(record).bytes
    _ = try cache.change(with: keys.cache) { rows in try rows.put(.recent, id, body) }
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
    return RecentBody(bytes: bytes)
  }

  /// Nil for what cannot be read.
  static func link(_ row: SealedRows.Row) -> RefillLinkBody? {
    guard case .plain(let bytes, _) = row else { return nil }
    return StoreJSON.value(bytes)
  }
}
