package import FoundationEssentials

/// Lines of the record that were not sent to the site's own for longer than a moment.
package struct UnsentRecords: Hashable, Sendable {
  package let count: Int
  package let since: Date

  package init(count: Int, since: Date) {
    self.count = count
    self.since = since
  }

  /// "12 records not sent since 10:42".
  func notice(_ time: TimeText) -> Span {
    Span("\(count) \(count == 1 ? "record" : "records") not sent since \(time.stamp(since))", .warning)
  }
}
