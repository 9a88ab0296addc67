import FoundationEssentials
import GRDB

/// `POST /api/v1/cases` (documented publicly: the body, its rules and the bearer token; its answers are cut).
///
/// [inferred]: it answers in the envelopes of Add Products, with `data.caseId`; 400 for a body that is not JSON, 422 for a
/// broken rule, 409 for a patient with an open case here without `forceCreate`, and for an e-mail of another organization.
/// A known patient keeps their details. A test case says so in its title. `payment` is ignored.
enum NewCaseRoute {
  static func reply(_ db: Database, _ call: Call, token: String, now: Date) throws -> Reply {
    guard call.request.bearerToken == token else { throw Refusal.products(401, "Unauthorized") }
    guard let body = call.body, body.isObject else { throw Refusal.products(400, "Invalid request") }
    guard let additions = ProductAddition.read(body), let status = status(body), isBool(body, "isTest"),
      isBool(body, "forceCreate"), let user = body.given("user")
    else { throw Refusal.products(422, "Validation failed") }
    let stamp = WorldClock.stamp(now)
    var generator = try db.nextGenerator()
    let customer = try customer(db, user, stamp, &generator)
    let hasOpenCase =
      try CaseRecord.filter(Column("customerId") == customer.id && Column("isArchived") == false).fetchCount(db) > 0
    guard !hasOpenCase || body.given("forceCreate")?.asBool == true else {
      throw Refusal.products(409, "Case conflict")
    }
    let record = CaseRecord(
      id: generator.uuid(), organizationId: customer.organizationId, customerId: customer.id,
      shortId: "ADA-N" + generator.text(length: 6, of: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"), type: "GLP",
      title: body.given("isTest")?.asBool == true ? "Test case" : "Intake", status: status, createdAt: stamp,
      updatedAt: stamp, isArchived: false, isEscalated: false, isImported: false)
    try record.insert(db)
    var change = try CaseChange(db, record, at: now)
    try change.note(db, type: "CREATE_CASE", after: record.shortId)
    for addition in additions { try AddProductsRoute.add(addition, to: &change, db) }
    try change.save(db)
    return .ok(["success": true, "data": ["caseId": .string(record.id)]])
  }

  private static func status(_ body: JSON) -> String? {
    guard let given = body.given("status") else { return "OPEN" }
    guard let status = given.asString?.uppercased(), ["OPEN", "ABANDONED"].contains(status) else { return nil }
    return status
  }

  private static func isBool(_ body: JSON, _ name: String) -> Bool {
    body.given(name).map { $0.asBool != nil } ?? true
  }

  /// The patient with this e-mail, or a new one.
  private static func customer(
    _ db: Database, _ user: JSON, _ stamp: String, _ generator: inout SplitMix64
  ) throws -> CustomerRecord {
    guard let first = user["firstName"]?.asString, !first.isEmpty, let last = user["lastName"]?.asString, !last.isEmpty,
      let email = user["email"]?.asString?.lowercased(), email.contains("@"),
      let phone = user["phoneNumber"]?.asString, phone.wholeMatch(of: #/\+[1-9]\d{6,14}/#) != nil,
      let birthDate = user["dob"]?.asString, birthDate.wholeMatch(of: #/\d{4}-\d\d-\d\d/#) != nil
    else { throw Refusal.products(422, "Validation failed") }
    let gender = user.given("gender")?.asString
    guard gender.map(["MALE", "FEMALE", "OTHER"].contains) ?? (user.given("gender") == nil) else {
      throw Refusal.products(422, "Validation failed")
    }
    let known = try CustomerRecord.filter(Column("email") == email).fetchAll(db)
    if let here = known.first(where: { $0.organizationId == SandboxCatalogue.firstOrganization }) { return here }
    guard known.isEmpty else { throw Refusal.products(409, "Case conflict") }
    let address = user.given("shippingAddress")
    let customer = CustomerRecord(
      id: generator.userID(), organizationId: SandboxCatalogue.firstOrganization, firstName: first, lastName: last,
      email: email, phoneNumber: phone, dob: birthDate, gender: gender, address: address?["addressLine1"]?.asString,
      city: address?["city"]?.asString, state: address?["state"]?.asString,
      postalCode: address?["postalCode"]?.asString, createdAt: stamp, address2: address?["addressLine2"]?.asString)
    try customer.insert(db)
    return customer
  }
}
