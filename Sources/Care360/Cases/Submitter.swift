/// The patient of a case (the API's submitter).
public struct Submitter: Hashable, Sendable {
  public let id: String?
  public let firstName: String?
  public let lastName: String?
  public let email: String?
  public let phoneNumber: String?
  /// `YYYY-MM-DD`; a full timestamp at midnight UTC is cut to its date.
  public let birthDate: String?
  public let gender: String?
  public let address: String?
  public let city: String?
  public let state: String?
  public let postalCode: String?

  init(_ json: JSONValue) {
    id = json["id"]?.text
    firstName = json["firstName"]?.text
    lastName = json["lastName"]?.text
    email = json["email"]?.text
    phoneNumber = json["phoneNumber"]?.text
    birthDate = json["dob"]?.text.map { $0.count > 10 && $0.dropFirst(10).hasPrefix("T") ? String($0.prefix(10)) : $0 }
    gender = json["gender"]?.text
    let lines = [json["address"]?.text, json["address2"]?.text].compactMap { $0 }
    address = lines.isEmpty ? nil : lines.joined(separator: ", ")
    city = json["city"]?.text
    state = json["state"]?.text
    postalCode = json["postalCode"]?.text
  }

  /// First and last name; nil when the service gave neither.
  public var fullName: String? {
    let parts = [firstName, lastName].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

/// Somebody named on a case: clinician, support contact, author. User ids are plain strings, not always UUIDs.
public struct Person: Hashable, Sendable {
  public let id: String?
  public let name: String

  /// Nil when there is neither a first nor a last name.
  init?(_ json: JSONValue) {
    let parts = [json["firstName"]?.text, json["lastName"]?.text].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    id = json["id"]?.text
    name = parts.joined(separator: " ")
  }
}
