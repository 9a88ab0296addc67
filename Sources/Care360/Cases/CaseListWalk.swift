public import FoundationEssentials

/// Walks the case list page by page, newest span first. The walk always ends, whatever the service answers.
public struct CaseListWalk: Sendable {
  /// Cases so far, each counted once.
  public private(set) var count = 0
  /// The number of entries without a readable case id.
  public private(set) var withoutID = 0
  /// Nil while there is a next page.
  public private(set) var end: End?

  public enum End: Hashable, Sendable {
    case complete
    /// The walk reached its limit; there may be more cases.
    case tooMany
    /// The list took as many requests as a walk may make; there may be more cases.
    case tooManyPages
    /// The service gave a page that it had given before, or pages without a case that is new.
    case goesInCircles
    /// The service said that there are more cases, and gave no cursor.
    case hasNoCursor
  }

  /// The next page to ask for; nil at the end.
  public private(set) var next: CaseListQuery?

  public static let most = 2_000
  /// The maximum number of requests: a service that gives each page a case or two would else be asked thousands of times.
  public static let mostRequests = 60
  /// The number of pages in a row without a new case that ends the walk.
  private static let mostPagesWithoutNews = 5

  private let most: Int
  private var spans: [CaseListQuery]
  private var known: Set<CaseID> = []
  private var cursors: Set<String> = []
  private var pagesWithoutNews = 0
  private var requests = 0
  private var pageSize = CaseListQuery.longestPage

  /// - Parameter most: the maximum number of cases to take; no page after them is requested.
  public init(from: Date, until: Date, statuses: [CaseStatus] = [], most: Int = CaseListWalk.most) {
    self.most = most
    spans = []
    var end = until
    while end > from {
      let start = max(from, end.addingTimeInterval(-CaseListQuery.longestSpan))
      spans.append(CaseListQuery(from: start, until: end, statuses: statuses))
      end = start
    }
    next = spans.isEmpty ? nil : spans.removeFirst()
    if next == nil { self.end = .complete }
  }

  /// Takes in the answer to `next`.
  ///
  /// - Returns: the cases that are new, in the order in which they came. They are kept nowhere here.
  @discardableResult
  public mutating func take(_ page: CaseListPage) -> [Case] {
    guard let query = next else { return [] }
    requests += 1
    withoutID += page.withoutID
    var new: [Case] = []
    var isCut = false
    for found in page.cases where known.insert(found.id).inserted {
      guard count < most else {
        isCut = true
        break
      }
      count += 1
      new.append(found)
    }
    pagesWithoutNews = new.isEmpty ? pagesWithoutNews + 1 : 0
    next = nil
    if isCut || (count >= most && (page.next != nil || !spans.isEmpty)) {
      end = .tooMany
    } else if let cursor = page.next {
      if cursors.insert(cursor).inserted, pagesWithoutNews < Self.mostPagesWithoutNews {
        next = query.following(cursor)
      } else {
        end = .goesInCircles
      }
    } else if page.hasMore {
      end = .hasNoCursor
    } else if spans.isEmpty {
      end = .complete
    } else {
      cursors = []
      pagesWithoutNews = 0
      next = spans.removeFirst().withPages(of: pageSize)
    }
    if next != nil, requests >= Self.mostRequests {
      next = nil
      end = .tooManyPages
    }
    return new
  }

  /// Requests the same page and all later ones with fewer cases, because the answer to `next` was larger than this
  /// program accepts.
  ///
  /// - Returns: false where it had one case, or no request is left.
  public mutating func askForLess() -> Bool {
    guard let query = next, query.pageSize > 1 else { return false }
    requests += 1
    guard requests < Self.mostRequests else { return false }
    pageSize = max(1, query.pageSize / 4)
    next = query.withPages(of: pageSize)
    return true
  }
}
