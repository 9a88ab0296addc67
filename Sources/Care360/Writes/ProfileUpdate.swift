public import FoundationEssentials

/// Changes the phone number or postal address of the patient of a case. Only fields that change are sent.
///
/// `POST /api/v1/users`, action UPDATE_PROFILE (documented publicly; its answer is not, so that `success: true` is enough).
/// Name, birth date and gender are locked once a case is assigned to a provider (documented publicly), and never sent.
public struct ProfileUpdate: CaseWriteSpec {
  /// The case that stands for the patient.
  public let caseID: CaseID
  /// By which the service finds the user.
  public let email: EmailAddress
  public let changes: ProfileChanges

  public init(_ caseID: CaseID, of email: EmailAddress, _ changes: ProfileChanges) {
    self.caseID = caseID
    self.email = email
    self.changes = changes
  }

  public static let actions = [WriteIntent.Action.updateProfile]
  public static let refusals = [EmailChange.unknownUser]

  /// The record knows no field, so that any two on a case may be the same.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { true }

  public func isAlike(_ other: CaseWrite) -> Bool {
    guard case .updateProfile(let other) = other else { return false }
    return target.isAlike(other.target) && changes == other.changes
  }

  /// The record knows no field to look for.
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? { nil }

  /// Nil where the service does not give one of the fields and none of the others differs.
  public func isVisible(in detail: Case, begun: Date) -> Bool? {
    guard detail.id == caseID else { return nil }
    let seen = changes.fields.map { field in
      detail.contact(field).map { field.isSame($0, changes[field] ?? nil) }
    }
    if seen.contains(false) { return false }
    return seen.contains(nil) ? nil : true
  }

  public var witnesses: [CustomerIdentifier] { changes.phone.map { [.phone($0)] } ?? [] }

  /// A number that no user has is not the patient's. One that is known may be somebody else's.
  public func isVisible(by standings: [CustomerIdentifier: UserStanding]) -> Bool? {
    guard let phone = changes.phone, standings[.phone(phone)] == .unknown else { return nil }
    return false
  }

  public var target: WriteTarget { WriteTarget(.updateProfile, caseID) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/users" }

  public var body: JSONValue {
    var data: [String: JSONValue] = ["email": .string(email.text)]
    for field in changes.fields { data[field.rawValue] = (changes[field] ?? nil).map(JSONValue.string) ?? .null }
    return .object(["action": .string("UPDATE_PROFILE"), "data": .object(data)])
  }

  public func receipt(in answer: JSONValue) -> EmailAddress? { email }

  public static func told(_ receipt: EmailAddress) -> WriteReceipt { .profile(receipt) }
}

/// A field of a patient's contact that may be changed; the raw value is its key (documented publicly).
public enum ProfileField: String, CaseIterable, Hashable, Sendable {
  case phone = "phoneNumber"
  case address
  case address2
  case city
  case state
  case postalCode
  case country

  /// In the coordinator's words.
  public var words: String {
    switch self {
    case .phone: "phone number"
    case .address: "address"
    case .address2: "second address line"
    case .city: "city"
    case .state: "state"
    case .postalCode: "postal code"
    case .country: "country"
    }
  }

  /// The fields of the postal address.
  public static let postal = allCases.filter { $0 != .phone }

  /// True where the service's value is the one that was sent; nil stands for an empty field.
  func isSame(_ given: ContactValue, _ wanted: String?) -> Bool {
    guard case .text(let text) = given, let wanted else { return given == .empty && wanted == nil }
    guard self == .phone else { return text == wanted }
    do { return try PhoneNumber(wanted).isWritten(as: text) } catch { return false }
  }
}

/// The value that the service gives for a field of a patient's contact.
public enum ContactValue: Hashable, Sendable {
  case text(String)
  case empty
}

extension Case {
  /// The service's value of a field of the patient's contact; nil where it gives none.
  public func contact(_ field: ProfileField) -> ContactValue? {
    // A member that is null is an empty field; one that is missing says nothing.
    raw["submitter"]?.object?[field.rawValue].map { value in value.shown.map(ContactValue.text) ?? .empty }
  }

  /// The words of a field of the patient's contact, for a question about changing it.
  package func contactWords(_ field: ProfileField) -> String {
    switch contact(field) {
    case .text(let text): text
    case .empty: "none"
    case nil: "not given"
    }
  }
}

/// New values for a patient's contact, at least one. Each was checked against the rules that the service documents.
public struct ProfileChanges: Hashable, Sendable {
  private var values: [ProfileField: String?]

  /// In the order of `ProfileField`.
  public var fields: [ProfileField] { ProfileField.allCases.filter { values[$0] != nil } }

  /// The outer nil: the field stays; the inner nil: it is cleared.
  public subscript(field: ProfileField) -> String?? { values[field] }

  public var phone: PhoneNumber? {
    guard let text = values[.phone] ?? nil else { return nil }
    do { return try PhoneNumber(text) } catch { return nil }
  }

  /// - Parameters:
  ///   - typed: what a person typed for each field to change; an empty text clears the second address line.
  ///   - country: completes a phone number without a calling code.
  ///   - residence: the country of the patient's address as the service has it, for the rule of postal codes; nil where it
  ///     is not known.
  public init(
    _ typed: [ProfileField: String], country: Country, residence: String?
  ) throws(ProfileProblem) {
    guard !typed.isEmpty else { throw .nothing }
    values = [:]
    for field in ProfileField.allCases {
      guard let text = typed[field] else { continue }
      values[field] = .some(try Self.checked(field, text, country))
    }
    let lives = (values[.country] ?? nil) ?? residence
    if values[.postalCode] != nil, let lives, !["US", "USA"].contains(lives.uppercased()) {
      throw .foreignPostalCode(country: lives)
    }
  }

  /// Without the fields that the case has with these values already; nil when no other is left.
  public func differing(from detail: Case) -> ProfileChanges? {
    var rest = self
    for field in fields {
      if let value = detail.contact(field), field.isSame(value, values[field] ?? nil) { rest.values[field] = nil }
    }
    return rest.values.isEmpty ? nil : rest
  }

  /// The new value of a field in words; nil for a field that stays.
  package func words(_ field: ProfileField) -> String? { values[field].map { $0 ?? "none" } }

  private static func checked(
    _ field: ProfileField, _ typed: String, _ country: Country
  ) throws(ProfileProblem) -> String? {
    let text = typed.trimmedOfSpaces
    if field == .address2, text.isEmpty { return nil }
    guard !text.isEmpty else { throw .missing(field) }
    if let scalar = text.unicodeScalars.first(where: { !$0.isPlainText }) { throw .character(field, scalar) }
    guard text.unicodeScalars.count <= longest else { throw .tooLong(field) }
    switch field {
    case .phone:
      do throws(IdentifierProblem) {
        return try PhoneNumber(text, country: country).e164
      } catch {
        throw .phone(error.sentence)
      }
    case .address, .address2:
      guard text.firstMatch(of: #/(?i)\bp(ost)?\.?\s*o(ffice)?\.?\s*box\b/#) == nil else { throw .postOfficeBox }
      return text
    case .city: return text
    case .state, .country:
      guard text.wholeMatch(of: #/[A-Za-z]{2}/#) != nil else { throw .notTwoLetters(field) }
      return text.uppercased()
    case .postalCode:
      guard text.wholeMatch(of: #/[0-9]{5}(-[0-9]{4})?/#) != nil else { throw .postalCode }
      return text
    }
  }

  /// Unicode scalars. No limit is documented; a longer field is something else pasted by mistake.
  static let longest = 200
}

/// The reason why a field of a patient's contact cannot be changed to what was typed. Holds at most one typed character, and no
/// letter of it but those of a country.
public enum ProfileProblem: Error, Hashable, Sendable {
  case nothing
  case missing(ProfileField)
  case character(ProfileField, Unicode.Scalar)
  case tooLong(ProfileField)
  case phone(String)
  case postOfficeBox
  case notTwoLetters(ProfileField)
  case postalCode
  case foreignPostalCode(country: String)

  public var sentence: String {
    switch self {
    case .nothing: "Nothing to change was given."
    case .missing(let field): "The \(field.words) is empty; only the second address line can be cleared."
    case .character(let field, let scalar):
      "The \(field.words) contains the character \(scalar.codeAndName): write it as one line of plain text."
    case .tooLong(let field):
      "The \(field.words) is too long: at most \(ProfileChanges.longest) characters are allowed."
    case .phone(let sentence): sentence
    case .postOfficeBox: "The service takes no post office box: type a street address."
    case .notTwoLetters(.country): "A country has two letters, for example US."
    case .notTwoLetters: "A state has two letters, for example TX."
    case .postalCode: "A postal code has five digits, or five and four: 12345 or 12345-6789."
    case .foreignPostalCode(let country):
      "The service takes postal codes of the US only, and the country is \(country): leave the postal code as it is."
    }
  }
}

extension WriteIntent.Action {
  public static let updateProfile = Self("profile", of: ProfileUpdate.self, name: "contact change")
}

extension Care360Client {
  public func updateProfile(
    of caseID: CaseID, email: EmailAddress, _ changes: ProfileChanges, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<EmailAddress> {
    try await send(ProfileUpdate(caseID, of: email, changes), consent: consent)
  }
}
