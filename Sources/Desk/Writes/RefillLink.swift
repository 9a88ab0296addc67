package import Care360
package import FoundationEssentials

/// A refill link that was made, so that it can be shown again.
package struct RefillLink: Hashable, Sendable {
  package let caseID: CaseID
  package let patientName: String
  package let shortID: String
  package let requestedAt: Date
  package let link: String

  package init(caseID: CaseID, patientName: String, shortID: String, requestedAt: Date, link: String) {
    self.caseID = caseID
    self.patientName = patientName
    self.shortID = shortID
    self.requestedAt = requestedAt
    self.link = link
  }

  /// An address that a browser opens as a page. Anything else is shown, and said to be none.
  package static func isWebAddress(_ link: String) -> Bool {
    ["https://", "http://"].contains { link.lowercased().utf8.starts(with: $0.utf8) }
  }

  package static let noWebAddress = "This is no web address (https://…): look at it before anybody opens it."

  /// A request is quoted to whoever asks again within a day.
  static func isRecent(_ time: Date, at now: Date) -> Bool { now.timeIntervalSince(time) < 86_400 }
}

extension [ActivityEntry] {
  /// When a refill link of this case was asked for within a day and made, as the service or a person said, oldest first.
  package func refillRequests(of id: CaseID, at now: Date) -> [Date] {
    filter { $0.done == .requestRefillLink && $0.caseID == id && RefillLink.isRecent($0.time, at: now) }.map(\.time)
  }
}
