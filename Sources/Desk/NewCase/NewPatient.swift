import Care360

/// The patient of a case that is not there yet, as typed. It is kept with the form, so that its names never change their
/// meaning.
struct NewPatient: Hashable, Codable, Sendable {
  var firstName = ""
  var lastName = ""
  var email = ""
  var phone = ""
  /// `YYYY-MM-DD`.
  var birthDate = ""
  /// MALE, FEMALE or OTHER; nil: not said.
  var gender: String?
  /// The case is marked as a test.
  var isTest = false

  /// A line to type.
  enum Field: String, CaseIterable, Hashable {
    case firstName = "first name"
    case lastName = "last name"
    case email = "e-mail"
    case phone
    case birthDate = "birth date"

    var example: String {
      switch self {
      case .firstName: "Avery"
      case .lastName: "Lindqvist"
      case .email: "avery@example.com"
      case .phone: "+1 202 555 0142"
      case .birthDate: "1988-04-02"
      }
    }
  }

  subscript(field: Field) -> String {
    get {
      switch field {
      case .firstName: firstName
      case .lastName: lastName
      case .email: email
      case .phone: phone
      case .birthDate: birthDate
      }
    }
    set {
      switch field {
      case .firstName: firstName = newValue
      case .lastName: lastName = newValue
      case .email: email = newValue
      case .phone: phone = newValue
      case .birthDate: birthDate = newValue
      }
    }
  }

  /// True where the address or number that `other` has is this patient's, too.
  func has(_ other: NewPatient) -> Bool {
    (other.email.isEmpty || email == other.email) && (other.phone.isEmpty || phone == other.phone)
  }

  /// First and last name, as far as they were typed.
  var name: String {
    let name = [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
    return name.isEmpty ? "name not given" : name
  }

  /// The text in the form in which it is kept; throws a sentence where the service would refuse it.
  static func checked(_ text: String, _ field: Field, _ country: Country) throws(PromptRefusal) -> String {
    let text = text.trimmedOfSpaces
    do throws(IdentifierProblem) {
      switch field {
      case .email: return try EmailAddress(text).text
      case .phone: return try PhoneNumber(text, country: country).e164
      case .birthDate:
        guard NewUser.isBirthDate(text) else {
          throw .unreadable("A birth date is a day as YYYY-MM-DD, for example 1988-04-02.")
        }
        return text
      case .firstName, .lastName:
        guard !text.isEmpty else { throw .unreadable("The service wants a \(field.rawValue).") }
        if let scalar = text.unicodeScalars.first(where: { !$0.isPlainText }) {
          throw .unreadable("The \(field.rawValue) contains the character \(scalar.codeAndName).")
        }
        return text
      }
    } catch {
      throw PromptRefusal(sentence: error.sentence)
    }
  }

  /// Throws a sentence about the first field that cannot be sent.
  func user(_ country: Country) throws(PromptRefusal) -> NewUser {
    var checked: [Field: String] = [:]
    for field in Field.allCases {
      guard !self[field].isEmpty else { throw PromptRefusal(sentence: "Missing: \(field.rawValue).") }
      checked[field] = try Self.checked(self[field], field, country)
    }
    do throws(IdentifierProblem) {
      return NewUser(
        firstName: checked[.firstName] ?? "", lastName: checked[.lastName] ?? "",
        email: try EmailAddress(checked[.email] ?? ""), phone: try PhoneNumber(checked[.phone] ?? ""),
        birthDate: checked[.birthDate] ?? "", gender: gender)
    } catch {
      throw PromptRefusal(sentence: error.sentence)
    }
  }

  /// The case that stands on the screen while there is none.
  var placeholder: Case? {
    var submitter: [String: JSONValue] = ["firstName": .string(firstName), "lastName": .string(lastName)]
    submitter["email"] = .string(email)
    submitter["phoneNumber"] = .string(phone)
    submitter["dob"] = .string(birthDate)
    return Case(
      .object([
        "id": .string(CaseID.notYet.text), "shortId": .string("new case"), "isArchived": .bool(false),
        "caseProducts": .array([]), "submitter": .object(submitter),
      ]))
  }
}

/// Text that was typed for a new case before its form is open, and the address of which the service reported an open case.
struct NewCaseTyping: Sendable {
  var patient = NewPatient()
  var conflict: EmailAddress?
}
