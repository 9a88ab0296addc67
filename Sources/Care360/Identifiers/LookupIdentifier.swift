/// What one lookup sends: exactly one of the three, never two.
public enum LookupIdentifier: Hashable, Sendable {
  case email(EmailAddress)
  case phone(PhoneNumber)
  case caseID(CaseID)

  /// Detects what `text` is. A text with `@` is an e-mail or wrong; one of digits and punctuation is a phone or wrong.
  public init(detecting text: String, country: Country) throws(IdentifierProblem) {
    let trimmed = text.trimmedOfSpaces
    guard !trimmed.isEmpty else { throw .empty }
    if trimmed.contains("@") {
      self = .email(try EmailAddress(trimmed))
    } else if let uuid = UUIDText.normalised(trimmed) {
      self = .caseID(try CaseID(uuid))
    } else if Self.looksLikeUUID(trimmed) {
      throw .caseID("This case id is not complete: a case id is a UUID of 36 characters.")
    } else if Self.looksLikePhone(trimmed) {
      self = .phone(try PhoneNumber(trimmed, country: country))
    } else {
      throw .unrecognised
    }
  }

  /// The identifier as it is sent, for the person to see.
  public var sent: String {
    switch self {
    case .email(let email): email.text
    case .phone(let phone): phone.e164
    case .caseID(let id): id.text
    }
  }

  /// What kind it is, in the coordinator's words.
  public var kind: String {
    switch self {
    case .email: "e-mail"
    case .phone: "phone"
    case .caseID: "case id"
    }
  }

  private static func looksLikePhone(_ text: String) -> Bool {
    guard let first = text.first, first == "+" || first == "(" || first.isASCIIDigit else { return false }
    return !text.contains(where: { $0.isLetter })
  }

  private static func looksLikeUUID(_ text: String) -> Bool {
    text.count >= 9 && text.contains("-") && text.contains(where: \.isLetter)
      && text.allSatisfy { $0 == "-" || $0.isHexDigit }
  }
}
