package import Care360
package import FoundationEssentials

/// A case as it was last seen.
package struct RecentRecord: Hashable, Sendable {
  /// As the service gave it.
  package let detail: Case
  package let seenAt: Date
  /// The identifiers that led to the case.
  package let identifiers: Set<LookupIdentifier>
  /// The phone number it was found by, until the identity of the person on the line was checked.
  package let uncheckedPhone: PhoneNumber?

  package var caseID: CaseID { detail.id }

  package init(
    detail: Case, seenAt: Date, identifiers: Set<LookupIdentifier>, uncheckedPhone: PhoneNumber? = nil
  ) {
    self.detail = detail
    self.seenAt = seenAt
    self.identifiers = identifiers
    self.uncheckedPhone = uncheckedPhone
  }
}

/// All recents, newest first, and how many rows were refused as changed from outside.
package struct RecentList: Hashable, Sendable {
  package let records: [RecentRecord]
  package let unreadable: Int
}

/// A refill link that the service gave, so that it can be shown again.
package struct RefillLinkRecord: Hashable, Sendable {
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
}
