package import FoundationEssentials

/// The recents that stay.
package struct RecentRetention: Sendable {
  let since: Date
  let newest: Int

  /// - Parameters:
  ///   - since: cases last seen, and links requested, before it go.
  ///   - newest: the number of cases that stay.
  package init(since: Date = .distantPast, newest: Int = .max) {
    self.since = since
    self.newest = max(0, newest)
  }
}

extension LocalStore {
  /// The heads of all recents, newest first; those that `retention` does not keep are removed before, and with them those
  /// that tell nothing. A version before this one wrote no heads: they are written now, and the next start does without the
  /// details.
  package func recentHeads(_ retention: RecentRetention? = nil) throws(StoreProblem) -> RecentHeadList {
    let keys = try openKeys()
    var found = try cache.look(with: keys.cache) { rows in try FoundHeads(rows, retention) }
    var removed = 0
    if !found.isTidy {
      (found, removed) = try cache.change(with: keys.cache) { rows in
        // Another session may have seen a case again meanwhile.
        let found = try FoundHeads(rows, retention)
        for head in found.unwritten { try Self.put(head, keys, in: &rows) }
        return (found, try rows.remove(recents: found.expired, links: found.expiredLinks))
      }
    }
    if removed > 0 {
      try sweepCache()
    } else if let retention {
      removeSetAside(before: retention.since)
    }
    return RecentHeadList(
      heads: found.heads.sorted { $0.seenAt > $1.seenAt }, unreadable: found.unreadable, removed: removed)
  }
}

/// The heads of the recents in a file, and what is to be done about them.
private struct FoundHeads {
  private(set) var heads: [RecentHead] = []
  /// Recents that tell nothing and stay.
  private(set) var unreadable = 0
  /// Heads that were made of the details.
  private(set) var unwritten: [RecentHead] = []
  private(set) var expired: [Data] = []
  private(set) var expiredLinks: [Data] = []

  var isTidy: Bool { unwritten.isEmpty && expired.isEmpty && expiredLinks.isEmpty }

  init(_ rows: SealedRows, _ retention: RecentRetention?) throws {
    let sealed = try rows.rows(.recentHead)
    var known: [(id: Data, head: RecentHead, isWritten: Bool)] = []
    for id in rows.ids(.recent) {
      if let head = sealed[id].flatMap(LocalStore.head) {
        known.append((id, head, true))
      } else if let body = try rows.row(.recent, id), let record = LocalStore.body(body)?.record {
        known.append((id, RecentHead(record), false))
      } else if retention != nil {
        expired.append(id)
      } else {
        unreadable += 1
      }
    }
    if let retention {
      known.sort { $0.head.seenAt > $1.head.seenAt }
      let limit = retention.since.milliseconds
      let kept = known.prefix(retention.newest).prefix { $0.head.seenAt.milliseconds >= limit }
      expired += known[kept.endIndex...].map(\.id)
      known = Array(kept)
      expiredLinks = try rows.rows(.refillLink)
        .filter { (LocalStore.link($0.value)?.requestedAt ?? .min) < limit }.map(\.key)
    }
    heads = known.map(\.head)
    unwritten = known.filter { !$0.isWritten }.map(\.head)
  }
}

extension SealedRows {
  /// Removes recents, with their heads, and links; returns how many rows a person would count.
  mutating func remove(recents: [Data], links: [Data]) throws -> Int {
    for id in recents {
      try remove(.recent, id)
      try remove(.recentHead, id)
    }
    for id in links { try remove(.refillLink, id) }
    return recents.count + links.count
  }
}
