package import Care360
package import FoundationEssentials

/// A case that was confirmed live here or in an earlier session.
package struct RecentCase: Hashable, Sendable {
  package var detail: Case
  /// When the service last confirmed it.
  package var seenAt: Date
  /// The identifiers that led to it.
  package var identifiers: Set<LookupIdentifier>
  /// The phone number it was found by, until the identity of the person on the line was checked.
  package var uncheckedPhone: PhoneNumber?

  package init(
    detail: Case, seenAt: Date, identifiers: Set<LookupIdentifier> = [], uncheckedPhone: PhoneNumber? = nil
  ) {
    self.detail = detail
    self.seenAt = seenAt
    self.identifiers = identifiers
    self.uncheckedPhone = uncheckedPhone
  }
}
