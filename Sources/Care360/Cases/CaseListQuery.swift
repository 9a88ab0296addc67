public import FoundationEssentials

/// The request for one page of an organization's cases. `GET /api/v1/cases` takes a span of at most 60 days, at most
/// 100 cases a page, and only statuses from its own list (documented publicly). The documentation does not say which of
/// a case's times the span applies to.
public struct CaseListQuery: Hashable, Sendable {
  public let from: Date
  public let until: Date
  /// Empty: all.
  public let statuses: [CaseStatus]
  /// The cursor of the page before.
  public let after: String?
  /// Cases at most.
  public let pageSize: Int

  /// Seconds.
  public static let longestSpan: TimeInterval = 60 * 86_400
  public static let longestPage = 100

  public init(
    from: Date, until: Date, statuses: [CaseStatus] = [], after: String? = nil, pageSize: Int = longestPage
  ) {
    self.from = from
    self.until = until
    self.statuses = statuses
    self.after = after
    self.pageSize = pageSize
  }

  func following(_ cursor: String) -> CaseListQuery {
    CaseListQuery(from: from, until: until, statuses: statuses, after: cursor, pageSize: pageSize)
  }

  func withPages(of size: Int) -> CaseListQuery {
    CaseListQuery(from: from, until: until, statuses: statuses, after: after, pageSize: size)
  }

  /// With orders, visits and payments, never attachments. `includePayments` is sent by public clients only.
  var parameters: [(name: String, value: String)] {
    var parameters = [
      ("startTime", from.formatted(.iso8601)), ("endTime", until.formatted(.iso8601)),
      ("recordsPerPage", String(pageSize)), ("includeOrders", "true"), ("includeCalendarEvents", "true"),
      ("includePayments", "true"),
    ]
    if !statuses.isEmpty { parameters.append(("status", statuses.map(\.rawValue).joined(separator: ","))) }
    if let after { parameters.append(("after", after)) }
    return parameters
  }
}

/// One page of cases as the service gave it.
public struct CaseListPage: Hashable, Sendable {
  public let cases: [Case]
  /// Entries that name no case by a readable id: none of them can be opened.
  public let withoutID: Int
  /// The cursor that the next page is asked for with; nil after the last one.
  public let next: String?
  /// True when there are more cases. `next` may still be nil: then the service gave no way to request them.
  public let hasMore: Bool

  public init(cases: [Case], withoutID: Int = 0, next: String? = nil, hasMore: Bool? = nil) {
    self.cases = cases
    self.withoutID = withoutID
    self.next = next
    self.hasMore = hasMore ?? (next != nil)
  }

  /// Reads a page. The documentation names no key for the list: `data`, `cases` and `data.cases` are read, and
  /// `pageInfo` next to or inside them. Nil when there is no list.
  ///
  /// - Parameter size: of the page that was asked for.
  init?(_ json: JSONValue, size: Int = CaseListQuery.longestPage) {
    let data = json["data"]
    guard let entries = data?.array ?? json["cases"]?.array ?? data?["cases"]?.array else { return nil }
    cases = entries.compactMap(Case.init)
    withoutID = entries.count - cases.count
    let info = json["pageInfo"] ?? data?["pageInfo"]
    hasMore = info?["hasNextPage"]?.flag ?? (entries.count >= size)
    // Cursors are ids of cases (documented publicly).
    next = hasMore ? info?["cursor"]?["end"]?.shown ?? cases.last?.id.text : nil
  }
}
