/// As much of a case as a line of a list says, and what the case is found by there. Nil means that the service did not say.
public struct CaseLabel: Hashable, Sendable {
  public let id: CaseID
  public let shortID: String?
  public let firstName: String?
  public let lastName: String?
  public let email: String?
  public let phoneNumber: String?
  /// As `Submitter.birthDate`.
  public let birthDate: String?
  public let status: CaseStatus?
  public let isArchived: Bool?
  public let bundle: BundleReference?

  public init(
    id: CaseID, shortID: String?, firstName: String?, lastName: String?, email: String?, phoneNumber: String?,
    birthDate: String?, status: CaseStatus?, isArchived: Bool?, bundle: BundleReference?
  ) {
    self.id = id
    self.shortID = shortID
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.phoneNumber = phoneNumber
    self.birthDate = birthDate
    self.status = status
    self.isArchived = isArchived
    self.bundle = bundle
  }

  /// First and last name; nil when the service gave neither.
  public var fullName: String? { Submitter.fullName(firstName, lastName) }
}

extension Case {
  public var label: CaseLabel {
    CaseLabel(
      id: id, shortID: shortID, firstName: submitter.firstName, lastName: submitter.lastName, email: submitter.email,
      phoneNumber: submitter.phoneNumber, birthDate: submitter.birthDate, status: status, isArchived: isArchived,
      bundle: bundle)
  }
}
