public import FoundationEssentials

/// The body of a new case, checked against the documented rules before anything is sent.
///
/// `POST /api/v1/cases` (documented publicly): `user` with first and last name, e-mail, phone number (E.164) and birth date
/// (YYYY-MM-DD), `products` as in Add Products; `status` OPEN or ABANDONED, `isTest`, `forceCreate` and `payment` are
/// optional.
public struct NewCasePayload: Hashable, Sendable {
  /// The body as it will be sent; `forceCreate` is in it only where a person asked for it.
  public let json: JSONValue
  public let email: EmailAddress
  /// In order.
  public let productIDs: [ProductID]
  /// Keys that the API does not document, as dotted paths; they are sent as written.
  public let unknownKeys: [String]

  /// Reads the request body from the contents of a file. Throws `invalid` with every problem and its path.
  public init(parsing data: Data) throws(Care360Error) {
    let json: JSONValue
    do {
      json = try JSONValue(writtenIn: data)
    } catch {
      throw .invalid(.newCase([error.sentence]), httpStatus: nil)
    }
    try self.init(json)
  }

  /// From values.
  ///
  /// - Parameters:
  ///   - products: the body of Add Products, whose list this takes.
  ///   - isTest: marks the case as a test; nil leaves it to the service, whose default is no.
  public init(_ user: NewUser, _ products: ProductsPayload, isTest: Bool? = nil) throws(Care360Error) {
    var members: [String: JSONValue] = ["user": user.json]
    members["products"] = products.json["products"]
    members["isTest"] = isTest.map(JSONValue.bool)
    try self.init(.object(members))
  }

  private init(_ json: JSONValue) throws(Care360Error) {
    var check = BodyCheck()
    let email = check.newCase(json)
    guard check.problems.isEmpty, let email else { throw .invalid(.newCase(check.problems), httpStatus: nil) }
    self.json = json
    self.email = email
    productIDs = check.productIDs
    unknownKeys = check.unknownKeys
  }

  private init(_ other: NewCasePayload, _ json: JSONValue) {
    (self.json, email, productIDs, unknownKeys) = (json, other.email, other.productIDs, other.unknownKeys)
  }

  public var isTest: Bool { json["isTest"]?.bool == true }
  /// A case is made although the patient has an open one.
  public var isForced: Bool { json["forceCreate"]?.bool == true }

  /// The same, made although the patient has an open case.
  public var forced: NewCasePayload {
    var members = json.object ?? [:]
    members["forceCreate"] = .bool(true)
    return NewCasePayload(self, .object(members))
  }

  /// The patient as a case would name them, for a question about it; nil where the body cannot be read so.
  public var asked: Case? {
    Case(.object(["id": .string(CaseID.notYet.text), "submitter": json["user"] ?? .object([:])]))
  }
}

/// The patient of a new case.
public struct NewUser: Hashable, Sendable {
  public var firstName: String
  public var lastName: String
  public var email: EmailAddress
  public var phone: PhoneNumber
  /// `YYYY-MM-DD`.
  public var birthDate: String
  /// MALE, FEMALE or OTHER; nil leaves it out.
  public var gender: String?

  public init(
    firstName: String, lastName: String, email: EmailAddress, phone: PhoneNumber, birthDate: String,
    gender: String? = nil
  ) {
    self.firstName = firstName
    self.lastName = lastName
    self.email = email
    self.phone = phone
    self.birthDate = birthDate
    self.gender = gender
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "firstName": .string(firstName), "lastName": .string(lastName), "email": .string(email.text),
      "phoneNumber": .string(phone.e164), "dob": .string(birthDate),
    ]
    members["gender"] = gender.map(JSONValue.string)
    return .object(members)
  }

  /// True for a day that exists, as `YYYY-MM-DD`, from 1900 on.
  public static func isBirthDate(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: #/([0-9]{4})-([0-9]{2})-([0-9]{2})/#), let year = Int(match.output.1),
      let month = Int(match.output.2), let day = Int(match.output.3), year >= 1900, (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  public static let genders = ["MALE", "FEMALE", "OTHER"]
}

extension BodyCheck {
  /// - Returns: the patient's e-mail address, where it can be sent.
  fileprivate mutating func newCase(_ json: JSONValue) -> EmailAddress? {
    guard let members = json.object else {
      problems.append("The body must be an object with \"user\" and a list \"products\".")
      return nil
    }
    note(members, at: "", known: ["status", "isTest", "forceCreate", "user", "payment", "products"])
    for key in ["isTest", "forceCreate"] {
      if let value = json[key], value.bool == nil { problems.append("\(key) must be true or false.") }
    }
    if let status = json["status"], !["OPEN", "ABANDONED"].contains(status.string?.uppercased()) {
      problems.append("status must be OPEN or ABANDONED.")
    }
    let email = user(json["user"])
    products(of: json)
    return email
  }

  private mutating func user(_ user: JSONValue?) -> EmailAddress? {
    guard let user, let members = user.object else {
      problems.append("\"user\" must be an object with the patient's details.")
      return nil
    }
    note(
      members, at: "user",
      known: [
        "firstName", "lastName", "email", "gender", "phoneNumber", "dob", "languagePreferences", "shippingAddress",
      ])
    for key in ["firstName", "lastName"] where user[key]?.string?.hasVisibleText != true {
      problems.append("user.\(key) must be text.")
    }
    if !NewUser.isBirthDate(user["dob"]?.string ?? "") { problems.append("user.dob must be a day, YYYY-MM-DD.") }
    if let gender = user["gender"], !NewUser.genders.contains(gender.string ?? "") {
      problems.append("user.gender must be MALE, FEMALE or OTHER.")
    }
    do {
      _ = try PhoneNumber(user["phoneNumber"]?.string ?? "")
    } catch {
      problems.append("user.phoneNumber must be + and the digits of a whole number, for example +12025550142.")
    }
    do {
      return try EmailAddress(user["email"]?.string ?? "")
    } catch {
      problems.append("user.email must be an e-mail address.")
      return nil
    }
  }
}
