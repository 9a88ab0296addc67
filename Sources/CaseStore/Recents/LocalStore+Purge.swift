package import Care360
package import FoundationEssentials
import Glibc

/// Removing cases so that not even their sealed bytes stay in the file or its log. A medium that moves its blocks (flash),
/// snapshots and backups may keep them.
extension LocalStore {
  /// Removes a case and its refill links.
  ///
  /// - Returns: how many rows were removed.
  @discardableResult
  package func forget(_ id: CaseID) throws(StoreProblem) -> Int {
    let keys = try openKeys()
    let recent = try Self.recentID(id, keys)
    let count = try remove(keys) { table, row in
      switch row {
      case (recent, _): table == .recent
      case (_, let row): table == .refillLink && Self.link(row)?.caseID == id.text
      }
    }
    try sweepCache()
    return count
  }

  /// Removes cases last seen, and links requested, before `date`. Unreadable ones are removed too.
  ///
  /// - Returns: how many rows were removed.
  package func purge(seenBefore date: Date) throws(StoreProblem) -> Int {
    let limit = date.milliseconds
    let count = try remove(try openKeys()) { table, row in
      switch table {
      case .recent: (Self.body(row.row)?.seenAt ?? .min) < limit
      case .refillLink: (Self.link(row.row)?.requestedAt ?? .min) < limit
      default: false
      }
    }
    if count > 0 { try sweepCache() } else { removeSetAside(before: date) }
    return count
  }

  /// Removes all cases but the `count` most recently seen; returns the number of removed rows as well.
  package func keep(newest count: Int) throws(StoreProblem) -> Int {
    let kept = Set(try recents().records.prefix(max(0, count)).map(\.caseID.text))
    let removed = try remove(try openKeys()) { table, row in
      guard table == .recent else { return false }
      guard let record = Self.body(row.row)?.record else { return true }
      return !kept.contains(record.caseID.text)
    }
    if removed > 0 { try sweepCache() }
    return removed
  }

  /// Removes all cases, links and product names, and unreadable ones too; the return value does not count names.
  /// Drafts stay.
  @discardableResult
  package func purgeAll() throws(StoreProblem) -> Int {
    let count = try remove(try openKeys()) { _, _ in true }
    try sweepCache()
    return count
  }

  /// Removes the rows of the cache that `isChosen` names.
  private func remove(
    _ keys: StoreKeys, _ isChosen: (SealedTable, (id: Data, row: SealedRows.Row)) -> Bool
  ) throws(StoreProblem) -> Int {
    try cache.change(with: keys.cache) { rows in
      var count = 0
      for table in [SealedTable.recent, .refillLink, .productName] {
        for (id, row) in try rows.rows(table) where isChosen(table, (id, row)) {
          try rows.remove(table, id)
          if table != .productName { count += 1 }
        }
      }
      return count
    }
  }

  /// Removes damaged cache files that were set aside and last written before `date`.
  private func removeSetAside(before date: Date) {
    for name in folder.names where name.hasPrefix(options.cacheSchema.name + ".damaged-") {
      guard let status = folder.status(of: name), Double(status.st_mtim.tv_sec) < date.timeIntervalSince1970 else {
        continue
      }
      folder.remove(name)
    }
  }

  /// Empties the log. Damaged files that were set aside may hold the same rows, so they are removed too.
  private func sweepCache() throws(StoreProblem) {
    removeSetAside(before: .distantFuture)
    try cache.emptyLog()
    try folder.sync()
  }
}
