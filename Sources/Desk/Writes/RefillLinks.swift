import Care360
import FoundationEssentials

/// The refill links that are known here, oldest first, and which of them the store does not have yet.
struct RefillLinks: Sendable {
  private(set) var all: [RefillLink] = []
  private var unkept: [RefillLink] = []

  /// The longest time in seconds between the record's line about a request and its link.
  private static let longestRequest = 120.0

  func last(of id: CaseID?) -> RefillLink? { all.last { $0.caseID == id } }

  /// The times when a link of this case was recently requested and made, oldest first: from the record of the case, and
  /// from links that the record lacks.
  func requests(of id: CaseID, recorded: [ActivityEntry], at now: Date) -> [Date] {
    var times = recorded.refillRequests(of: id, at: now)
    var told = times
    for link in all where link.caseID == id && RefillLink.isRecent(link.requestedAt, at: now) {
      let own = told.firstIndex { (0..<Self.longestRequest).contains(link.requestedAt.timeIntervalSince($0)) }
      if let own { told.remove(at: own) } else { times.append(link.requestedAt) }
    }
    return times.sorted()
  }

  mutating func arrived(_ link: RefillLink) {
    all.append(link)
    unkept.append(link)
  }

  mutating func merge(_ stored: [RefillLink]) {
    let known = Set(all)
    all = (all + stored.filter { !known.contains($0) }).sorted { $0.requestedAt < $1.requestedAt }
  }

  mutating func forget(_ id: CaseID) {
    all.removeAll { $0.caseID == id }
    unkept.removeAll { $0.caseID == id }
  }

  /// The links that the store has not been told yet.
  mutating func takeUnkept() -> [Effect] {
    defer { unkept = [] }
    return unkept.map { .store(.keepLink($0)) }
  }
}
