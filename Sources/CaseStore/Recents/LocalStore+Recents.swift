package import Care360
import FoundationEssentials

extension LocalStore {
  /// All recents with their details, newest first.
  package func recents() throws(StoreProblem) -> RecentList {
    let keys = try openKeys()
    let (bodies, heads) = try cache.look(with: keys.cache) { rows in
      (try rows.rows(.recent), try rows.rows(.recentHead))
    }
    let records = bodies.compactMap { id, row in Self.body(row)?.record?.with(heads[id].flatMap(Self.head)) }
    return RecentList(records: records.sorted { $0.seenAt > $1.seenAt }, unreadable: bodies.count - records.count)
  }

  /// One recent with its details; nil when it is not here any more.
  ///
  /// Throws `.tampered` where it was changed from outside.
  package func recent(_ id: CaseID) throws(StoreProblem) -> RecentRecord? {
    let keys = try openKeys()
    let rowID = try Self.recentID(id, keys)
    let (body, head) = try cache.look(with: keys.cache) { rows in
      (try rows.row(.recent, rowID), try rows.row(.recentHead, rowID))
    }
    guard let body else { return nil }
    guard let record = Self.body(body)?.record, record.caseID == id else { throw .tampered }
    return record.with(head.flatMap(Self.head))
  }

  /// Keeps a case; it replaces an older state of the same case.
  package func remember(_ record: RecentRecord) throws(StoreProblem) { try remember([record]) }

  /// Keeps cases, all of them or none.
  package func remember(_ records: [RecentRecord]) throws(StoreProblem) {
    let keys = try openKeys()
    try cache.change(with: keys.cache) { rows in
      for record in records {
        _ = try rows.put(.recent, try Self.recentID(record.caseID, keys), RecentBody(record).bytes)
        try Self.put(RecentHead(record), keys, in: &rows)
      }
    }
  }

  /// Changes what a list says of a recent, and how it is found. A case that is not here any more stays away.
  package func change(_ head: RecentHead) throws(StoreProblem) {
    let keys = try openKeys()
    let id = try Self.recentID(head.caseID, keys)
    try cache.change(with: keys.cache) { rows in
      guard try rows.row(.recent, id) != nil else { return }
      let kept = try rows.row(.recentHead, id).flatMap(Self.head)
      // Another session saw the case later than this one: what it saw stays.
      guard let kept, kept.seenAt > head.seenAt else { return try Self.put(head, keys, in: &rows) }
      try Self.put(
        RecentHead(
          label: kept.label, seenAt: kept.seenAt, identifiers: kept.identifiers.union(head.identifiers),
          uncheckedPhone: head.uncheckedPhone), keys, in: &rows)
    }
  }

  static func put(_ head: RecentHead, _ keys: StoreKeys, in rows: inout SealedRows) throws {
    _ = try rows.put(.recentHead, try recentID(head.caseID, keys), RecentHeadBody.bytes(head))
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
  static func head(_ row: SealedRows.Row) -> RecentHead? {
    guard case .plain(let bytes, _) = row else { return nil }
    return RecentHeadBody.head(bytes)
  }

  /// Nil for what cannot be read.
  static func link(_ row: SealedRows.Row) -> RefillLinkBody? {
    guard case .plain(let bytes, _) = row else { return nil }
    return StoreJSON.value(bytes)
  }
}

extension RecentRecord {
  /// How the case is found stands in its head, which is written more often.
  fileprivate func with(_ head: RecentHead?) -> RecentRecord {
    guard let head, head.caseID == caseID else { return self }
    return RecentRecord(
      detail: detail, seenAt: head.seenAt, identifiers: head.identifiers, uncheckedPhone: head.uncheckedPhone)
  }
}
