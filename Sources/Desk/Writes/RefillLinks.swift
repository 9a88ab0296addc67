import Care360
import FoundationEssentials

/// The refill links that are known here, oldest first, and which of them the store does not have yet.
struct RefillLinks: Sendable {
  private(set) var all: [RefillLink] = []
  private var unkept: [RefillLink] = []

  /// Links are quoted to whoever asks again within this time, in seconds.
  private static let recently = 86_400.0

  func last(of id: CaseID?) -> RefillLink? { all.last { $0.caseID == id } }

  func recent(of id: CaseID, at now: Date) -> [RefillLink] {
    all.filter { $0.caseID == id && now.timeIntervalSince($0.requestedAt) < Self.recently }
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

  /// The links that the store has to be told of since it was asked last.
  mutating func takeUnkept() -> [Effect] {
    defer { unkept = [] }
    return unkept.map { .store(.keepLink($0)) }
  }
}
