package import Care360
package import FoundationEssentials

/// A refill link that was made, so that it can be shown again.
package struct RefillLink: Hashable, Sendable {
  package let caseID: CaseID
  package let patientName: String
  package let shortID: String
  package let requestedAt: Date
  package let link: String
  /// Nil where none was named, or where an older version kept the link.
  package let product: ProductID?

  package init(
    caseID: CaseID, patientName: String, shortID: String, requestedAt: Date, link: String, product: ProductID? = nil
  ) {
    self.caseID = caseID
    self.patientName = patientName
    self.shortID = shortID
    self.requestedAt = requestedAt
    self.link = link
    self.product = product
  }

  /// True for an address that a browser opens as a page. Any other link is shown with a warning that it is not one.
  package static func isWebAddress(_ link: String) -> Bool {
    ["https://", "http://"].contains { link.lowercased().utf8.starts(with: $0.utf8) }
  }

  package static let noWebAddress = "This is not a web address (https://…): check it before anyone opens it."

  /// True within a day: a recent request is mentioned to anyone who asks again.
  static func isRecent(_ time: Date, at now: Date) -> Bool { now.timeIntervalSince(time) < 86_400 }
}

extension [ActivityEntry] {
  /// Times within a day of refill links that were made for this case, according to the service or a person, oldest
  /// first.
  package func refillRequests(of id: CaseID, at now: Date) -> [Date] {
    filter { $0.done == .requestRefillLink && $0.caseID == id && RefillLink.isRecent($0.time, at: now) }.map(\.time)
  }
}
