import FoundationEssentials
import GRDB

/// `POST /api/v1/cases/:caseId` with ADD_ESCALATION and UPDATE_ESCALATION.
///
/// Documented: a list of at least one, `type` with its three values, titles that belong to their type, `escalationId` and the
/// three parts of an update, which must be an open escalation of the case, and 400 with the open ones of the case in
/// `data.escalations` for ids that are not.
///
/// [inferred]: every text of success and refusal; the parts of an update in an addition; titles are checked for support alone,
/// since the other lists are not published; the form of a listed escalation; both answers list what they changed; the first
/// escalation sets `isEscalated`; an update that changes nothing is refused; any member of the organization's staff may be
/// the assignee; on a closed case both are refused as other actions are; a case that is escalated from the start has one open
/// escalation. No escalation is ever completed, because no action for that is published.
enum EscalationRoute {
  static func add(_ db: Database, _ call: Call, now: Date) throws -> Reply {
    let organization = try call.request.organization(db)
    let given = try entries(call.body)
    for entry in given {
      guard let type = entry["type"]?.asString, ["support", "clinical", "external"].contains(type) else {
        throw Refusal.action(400, "Escalation type must be one of support, clinical, external")
      }
      guard let title = entry["title"]?.asString, !title.isEmpty else {
        throw Refusal.action(400, "Escalation title is required")
      }
      guard type != "support" || supportTitles.contains(title) else {
        throw Refusal.action(400, "Invalid escalation title for type \(type)")
      }
      try check(entry, organization, db)
    }
    var change = try CaseChange(db, caseID: call.caseID, of: organization, at: now)
    try change.refuseWhenArchived()
    var added: [JSON] = []
    for entry in given {
      let document = document(
        id: change.generator.uuid(), at: change.stamp, type: entry["type"] ?? .null, title: entry["title"] ?? .null,
        parts: entry)
      try CaseDocument(caseId: change.record.id, section: .escalation, text: document.text).insert(db)
      try change.note(db, type: "ESCALATE_CASE", after: entry["title"]?.asString ?? "")
      added.append(document)
    }
    change.record.isEscalated = true
    try change.save(db)
    return done("Escalations added successfully", added)
  }

  static func update(_ db: Database, _ call: Call, now: Date) throws -> Reply {
    let organization = try call.request.organization(db)
    let given = try entries(call.body)
    for entry in given {
      guard let id = entry["escalationId"]?.asString, isUUID(id) else {
        throw Refusal.action(400, "Escalation id must be a valid UUID")
      }
      try check(entry, organization, db)
    }
    var change = try CaseChange(db, caseID: call.caseID, of: organization, at: now)
    try change.refuseWhenArchived()
    let open = try CaseDocument.filter(Column("caseId") == change.record.id && Column("section") == "escalation")
      .order(Column("position")).fetchAll(db).map { ($0.text, try JSON.read(Data($0.text.utf8))) }
    var updated: [JSON] = []
    for entry in given {
      guard
        let (text, before) = open.first(where: { $0.1["id"]?.asString == entry["escalationId"]?.asString?.lowercased() }
        )
      else { throw Refusal.escalations(open.map { .written($0.0) }) }
      guard parts.contains(where: { entry.given($0) != nil }) else {
        throw Refusal.action(400, "Escalation update is empty")
      }
      let after = document(
        id: before["id"]?.asString ?? "", at: before["createdAt"]?.asString ?? "", type: before["type"] ?? .null,
        title: before["title"] ?? .null, parts: entry, before: before)
      try CaseDocument.filter(Column("caseId") == change.record.id && Column("text") == text)
        .updateAll(db, Column("text").set(to: after.text))
      updated.append(after)
    }
    try change.note(db, type: "SUPPORT_NOTE_UPDATED", after: change.record.shortId)
    try change.save(db)
    return done("Escalations updated successfully", updated)
  }

  private static let parts = ["note", "followUpDueAt", "assignedToEmail"]

  private static func done(_ message: String, _ escalations: [JSON]) -> Reply {
    .ok([
      "status": 200, "success": true, "message": .string(message), "data": ["escalations": .array(escalations)],
    ])
  }

  private static func entries(_ body: JSON?) throws -> [JSON] {
    guard let entries = body?.given("escalations")?.asArray, !entries.isEmpty, entries.allSatisfy(\.isObject) else {
      throw Refusal.action(400, "Escalations are required")
    }
    return entries
  }

  /// Checks the parts that may be left out.
  private static func check(_ entry: JSON, _ organization: Organization, _ db: Database) throws {
    if let note = entry.given("note"), note.asString == nil {
      throw Refusal.action(400, "Escalation note must be a string")
    }
    if let due = entry.given("followUpDueAt") {
      do {
        let text = due.asString ?? ""
        _ = try Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")).parse(text)
      } catch {
        throw Refusal.action(400, "Escalation followUpDueAt must be an ISO 8601 date and time")
      }
    }
    guard let assignee = entry.given("assignedToEmail") else { return }
    let staff = Staff.filter(
      Column("organizationId") == organization.id && Column("email") == (assignee.asString ?? "").lowercased())
    guard try staff.fetchCount(db) > 0 else { throw Refusal.action(400, "Escalation assignee is not valid") }
  }

  /// - Parameter before: the escalation whose parts stay where `parts` has none.
  static func document(
    id: String, at createdAt: String, type: JSON, title: JSON, parts: JSON, before: JSON? = nil
  ) -> JSON {
    .object(
      [("id", .string(id)), ("type", type), ("title", title)].map { JSON.Member(name: $0.0, value: $0.1) }
        + Self.parts.map { .init(name: $0, value: parts.given($0) ?? before?.given($0) ?? .null) }
        + [.init(name: "createdAt", value: .string(createdAt))])
  }

  /// As the page of ADD_ESCALATION has them; the backslash is its own.
  private static let supportTitles: Set<String> = [
    "Cancellation", "Hold Order", "Address verification", "Missing ID", "Patient on vacation delay shipping",
    "Refill Request", "Price question", "Dose questions", "Missed appointment -reschedule", "Promo code questions",
    "Non-receipt of medication", "Refill not processed", "Shipping Delays", "Cancel Rx with Pharmacy",
    "Patient has a question", "Miscellaneous", "ID received -ready to process", "Order Medication", "Form Answered",
    "Waiting for patient reply", "Order on a later date", "Misdelivery", "Incorrect package contents",
    "Broken contents", "Temperature concerns", "Order cancellation requests", "Order delays", "Copy of script",
    "Lab request", "Payment Link Generated", "Payment Received\\", "Missing CIF", "Payment Confirmation Received",
    "Delinquent Task", "Payment: Refund Request", "Payment: Superbill Request", "Working on Case",
    "Waiting on Pharmacy reply", "Waiting on External support reply", "Patient has responded",
    "Call Back Needed - English", "Call Back Needed - Spanish", "Possible Dispute", "Health Coach Review",
    "Lab Results Uploaded", "DoseSpot Order Approved", "Case Denied", "No Decision For Case",
  ]
}

extension CaseDraft {
  /// The one open escalation of a case that is escalated from the start. Its id comes from the case's own, so that no other
  /// value of the world moves.
  var escalation: JSON? {
    guard record.isEscalated else { return nil }
    var generator = SplitMix64(
      seed: record.id.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    return EscalationRoute.document(
      id: generator.uuid(), at: record.updatedAt, type: "support", title: "Patient has a question",
      parts: ["note": "Asks when the next delivery comes"])
  }
}
