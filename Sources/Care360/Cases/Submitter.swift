/// The patient of a case (the API's submitter).
public struct Submitter: Hashable, Sendable {
  public let id: String?
  public let firstName: String?
  public let lastName: String?
  public let email: String?
  public let phoneNumber: String?
  /// `YYYY-MM-DD` where it is a date, or a time at midnight UTC; any other text as it came.
  public let birthDate: String?
  public let gender: String?
  public let address: String?
  public let city: String?
  public let state: String?
  public let postalCode: String?

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    firstName = json["firstName"]?.shown
    lastName = json["lastName"]?.shown
    email = json["email"]?.shown
    phoneNumber = json["phoneNumber"]?.shown
    birthDate = json["dob"]?.instant.map { $0.day ?? $0.text }
    gender = json["gender"]?.shown
    let lines = [json["address"]?.shown, json["address2"]?.shown].compactMap { $0 }
    address = lines.isEmpty ? nil : lines.joined(separator: ", ")
    city = json["city"]?.shown
    state = json["state"]?.shown
    postalCode = json["postalCode"]?.shown
  }

  /// First and last name; nil when the service gave neither.
  public var fullName: String? { Self.fullName(firstName, lastName) }

  static func fullName(_ first: String?, _ last: String?) -> String? {
    let parts = [first, last].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

/// Somebody named on a case: clinician, support contact, author. User ids are plain strings, not always UUIDs.
public struct Person: Hashable, Sendable {
  public let id: String?
  public let name: String
  public let email: String?
  /// `USER` is the patient, `CASEMANAGER`, `CASEWORKER`, `ADMIN`, `CVADMIN` and `CVTPA` are others (documented publicly).
  public let role: String?

  /// Nil when there is neither a name nor an e-mail address, which stands in for one. A text in the place of the object is
  /// the name.
  init?(_ json: JSONValue) {
    let parts = [json.member("firstName")?.shown, json["lastName"]?.shown].compactMap { $0 }
    email = json["email"]?.shown
    guard let name = parts.isEmpty ? email : parts.joined(separator: " ") else { return nil }
    id = json["id"]?.shown
    self.name = name
    role = json["role"]?.shown
  }
}
