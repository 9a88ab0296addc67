import FoundationEssentials
import GRDB

/// `POST /api/v1/users` with UPDATE_EMAIL and UPDATE_PROFILE. Cases follow their user, so that a lookup by the new address
/// finds them.
///
/// Documented: both bodies, the answer of UPDATE_EMAIL and its 400 for an unknown address, the forms of state, country and
/// postal code, no post office box as address, null clears `address2`, and names, birth date and gender are locked once a
/// case is assigned to a provider.
///
/// [inferred]: every other text; UPDATE_PROFILE answers with the user as UPDATE_EMAIL does; a user of another organization
/// and a new address that somebody has are refused with 400; other fields cannot be set to null.
enum UserRoute {
  static func updateEmail(_ db: Database, _ call: Call) throws -> Reply {
    let organization = try call.request.organization(db)
    let data = call.body?["data"]
    var user = try user(db, data?["currentEmail"]?.asString, organization)
    guard let new = data?["newEmail"]?.asString?.lowercased(), new.wholeMatch(of: #/[^@\s]+@[^@\s]+\.[^@\s]+/#) != nil
    else {
      throw Refusal.user("New email is invalid")
    }
    guard try CustomerRecord.with(db, "email", new, organization) == nil else {
      throw Refusal.user("Email already exists")
    }
    user.email = new
    try user.update(db)
    return .ok([
      "status": 200, "success": true, "message": "Email updated successfully", "data": ["user": document(user)],
    ])
  }

  static func updateProfile(_ db: Database, _ call: Call) throws -> Reply {
    let organization = try call.request.organization(db)
    let data = call.body?["data"]
    var user = try user(db, data?["email"]?.asString, organization)
    let locked = ["firstName", "lastName", "dob", "gender"].first { data?[$0] != nil }
    if let locked, try isAssigned(db, user) {
      throw Refusal.user("\(locked) cannot be changed after a case is assigned")
    }
    try change(&user, data ?? .null)
    try user.update(db)
    return .ok([
      "status": 200, "success": true, "message": "Profile updated successfully", "data": ["user": document(user)],
    ])
  }

  private static func change(_ user: inout CustomerRecord, _ data: JSON) throws {
    func text(_ name: String, _ isValid: (String) -> Bool = { !$0.isEmpty }) throws -> String? {
      guard let value = data[name] else { return nil }
      guard let text = value.asString, isValid(text) else { throw Refusal.user("\(name) is invalid") }
      return text
    }
    func isPair(_ text: String) -> Bool { text.wholeMatch(of: #/[A-Za-z]{2}/#) != nil }
    if let phone = try text("phoneNumber", { $0.wholeMatch(of: #/\+[1-9]\d{6,14}/#) != nil }) {
      user.phoneNumber = phone
    }
    if let address = try text("address", { !$0.isEmpty && $0.firstMatch(of: #/(?i)p\.?\s*o\.?\s*box/#) == nil }) {
      user.address = address
    }
    if let value = data["address2"] { user.address2 = try value.isNull ? nil : text("address2") }
    if let city = try text("city") { user.city = city }
    if let state = try text("state", isPair) { user.state = state }
    if let country = try text("country", isPair) { user.country = country }
    if let code = try text("postalCode", { $0.wholeMatch(of: #/\d{5}(-\d{4})?/#) != nil }) { user.postalCode = code }
    if let name = try text("firstName") { user.firstName = name }
    if let name = try text("lastName") { user.lastName = name }
    if let birthDate = try text("dob", { $0.wholeMatch(of: #/\d{4}-\d\d-\d\d/#) != nil }) { user.dob = birthDate }
    if let gender = try text("gender", { ["MALE", "FEMALE", "OTHER"].contains($0) }) { user.gender = gender }
  }

  private static func user(
    _ db: Database, _ email: String?, _ organization: Organization
  ) throws -> CustomerRecord {
    guard let email, !email.isEmpty else { throw Refusal.user("Email is required") }
    guard let user = try CustomerRecord.with(db, "email", email.lowercased(), organization) else {
      throw Refusal.user("User \(email) does not exist")
    }
    guard user.organizationId == organization.id else {
      throw Refusal.user("User \(email) does not belong to the organization")
    }
    return user
  }

  private static func isAssigned(_ db: Database, _ user: CustomerRecord) throws -> Bool {
    try CaseRecord.filter(Column("customerId") == user.id && Column("assignedAt") != nil).fetchCount(db) > 0
  }

  private static func document(_ user: CustomerRecord) -> JSON {
    [
      "email": .string(user.email), "firstName": .string(user.firstName), "lastName": .string(user.lastName),
      "dob": .text(user.dob), "phoneNumber": .text(user.phoneNumber), "gender": .text(user.gender),
      "address": .text(user.address), "address2": .text(user.address2), "city": .text(user.city),
      "state": .text(user.state), "country": .string(user.country), "postalCode": .text(user.postalCode),
    ]
  }
}
