/// The identifier that one lookup sends: exactly one of the three.
public enum LookupIdentifier: Hashable, Sendable {
  case email(EmailAddress)
  case phone(PhoneNumber)
  case caseID(CaseID)

  /// The identifier as it is sent, for the person to see.
  public var sent: String {
    switch self {
    case .email(let email): email.text
    case .phone(let phone): phone.e164
    case .caseID(let id): id.text
    }
  }

  /// The kind of identifier, in the coordinator's words.
  public var kind: String {
    switch self {
    case .email: "e-mail"
    case .phone: "phone"
    case .caseID: "case id"
    }
  }
}
