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
}
