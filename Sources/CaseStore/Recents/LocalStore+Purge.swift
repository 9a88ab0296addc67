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
    let count = try cache.change(with: keys.cache) { rows in
      let recents = rows.ids(.recent).filter { $0 == recent }
      let links = try rows.rows(.refillLink).filter { Self.link($0.value)?.caseID == id.text }.map(\.key)
      return try rows.remove(recents: recents, links: links)
    }
    try sweepCache()
    return count
  }

  /// Removes cases last seen, and links requested, before `date`. Unreadable ones are removed too.
  ///
  /// - Returns: how many rows were removed.
  package func purge(seenBefore date: Date) throws(StoreProblem) -> Int {
    try recentHeads(RecentRetention(since: date)).removed
  }

  /// Removes all cases but the `count` most recently seen, and those that tell nothing.
  ///
  /// - Returns: how many rows were removed.
  package func keep(newest count: Int) throws(StoreProblem) -> Int {
    try recentHeads(RecentRetention(newest: count)).removed
  }

  /// Removes all cases, links and product names, and unreadable ones too; the return value does not count names.
  /// Drafts stay.
  @discardableResult
  package func purgeAll() throws(StoreProblem) -> Int {
    let keys = try openKeys()
    let count = try cache.change(with: keys.cache) { rows in
      for id in rows.ids(.productName) { try rows.remove(.productName, id) }
      return try rows.remove(recents: rows.ids(.recent), links: rows.ids(.refillLink))
    }
    try sweepCache()
    return count
  }

  /// Removes damaged cache files that were set aside and last written before `date`.
  func removeSetAside(before date: Date) {
    for name in folder.names where name.hasPrefix(options.cacheSchema.name + ".damaged-") {
      guard let status = folder.status(of: name), Double(status.st_mtim.tv_sec) < date.timeIntervalSince1970 else {
        continue
      }
      folder.remove(name)
    }
  }

  /// Empties the log. Damaged files that were set aside may hold the same rows, so they are removed too.
  func sweepCache() throws(StoreProblem) {
    removeSetAside(before: .distantFuture)
    try cache.emptyLog()
    try folder.sync()
  }
}
