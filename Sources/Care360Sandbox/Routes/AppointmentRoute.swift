import FoundationEssentials
import GRDB

/// `GET /api/v1/calendar/appointments` and `POST /api/v1/calendar/appointments/cancel`, over the visits of the world's cases.
///
/// Documented: the parameters (both dates or neither; required without `user_email`; start not after end), only active future
/// ones of open cases in the order of their ends, that days match by overlap, that an unknown `user_email` is not found, the
/// members of a cancellation, its message, and the envelopes of 400 and 401.
///
/// [inferred]: 404 for the unknown e-mail; days are of UTC; the container `data` and the form of its entries, a visit with
/// `caseId` and `user`; every error text; one that is cancelled, over, of a closed case or of another patient is 400;
/// the reason is kept nowhere that a case shows. The limit of 500 requests in 60 seconds is not counted: a fault with 429
/// stands for it.
enum AppointmentRoute {
  static func list(_ db: Database, _ request: SandboxRequest, now: Date) throws -> Reply {
    let organization = try organization(db, request)
    let (start, end) = (try day(request, "start_date"), try day(request, "end_date"))
    guard (start == nil) == (end == nil) else {
      throw Refusal.parameters("start_date and end_date must be given together")
    }
    let email = request.parameter("user_email")?.lowercased()
    guard email != nil || start != nil else {
      throw Refusal.parameters("start_date and end_date are required without user_email")
    }
    if let start, let end, start > end { throw Refusal.parameters("start_date must not be after end_date") }
    var cases = CaseRecord.filter(Column("organizationId") == organization.id && Column("isArchived") == false)
    if let email {
      let customer = CustomerRecord.filter(Column("organizationId") == organization.id && Column("email") == email)
      guard let id = try customer.fetchOne(db)?.id else { throw Refusal.unrouted(404, "User not found") }
      cases = cases.filter(Column("customerId") == id)
    }
    var found: [(end: String, entry: JSON)] = []
    for record in try cases.fetchAll(db) {
      for (_, visit) in try visits(db, record) where isActive(visit, now) {
        // Both are written alike, so that text order is time order.
        let (from, until) = (visit["startDateTime"]?.asString ?? "", visit["endDateTime"]?.asString ?? "")
        if let start, let end, until.prefix(10) < start || from.prefix(10) > end { continue }
        found.append((until, try entry(visit, of: record, db)))
      }
    }
    return .ok([
      "status": 200, "success": true, "message": "Appointments fetched successfully",
      "data": .array(found.sorted { $0.end < $1.end }.map(\.entry)),
    ])
  }

  static func cancel(_ db: Database, _ call: Call, now: Date) throws -> Reply {
    let organization = try organization(db, call.request)
    guard let email = call.body?.given("email")?.asString, !email.isEmpty else {
      throw Refusal.action(400, "Email is required")
    }
    guard let id = call.body?.given("appointmentId")?.asString, !id.isEmpty else {
      throw Refusal.action(400, "Appointment id is required")
    }
    if let reason = call.body?.given("reason"), reason.asString == nil {
      throw Refusal.action(400, "Reason must be a string")
    }
    let customers = CustomerRecord.filter(
      Column("organizationId") == organization.id && Column("email") == email.lowercased())
    guard let customer = try customers.fetchOne(db) else { throw Refusal.action(400, "User not found") }
    for record in try CaseRecord.filter(Column("customerId") == customer.id).fetchAll(db) {
      for (text, visit) in try visits(db, record) where visit["id"]?.asString == id {
        guard visit["isDeleted"]?.asBool == false else { throw Refusal.action(400, "Meeting is already cancelled") }
        guard !record.isArchived, isActive(visit, now) else {
          throw Refusal.action(400, "Meeting cannot be cancelled")
        }
        var change = try CaseChange(db, record, at: now)
        try CaseDocument.filter(Column("caseId") == record.id && Column("text") == text)
          .updateAll(db, Column("text").set(to: visit.deleted(at: change.stamp).text))
        try change.note(db, type: "CALENDAR_EVENT_CANCELED", after: id)
        try change.save(db)
        return .ok(["status": 200, "success": true, "message": "Meeting cancelled successfully"])
      }
    }
    throw Refusal.action(400, "Meeting not found")
  }

  /// A key that is missing or unknown is 401 here (documented publicly).
  private static func organization(_ db: Database, _ request: SandboxRequest) throws -> Organization {
    do {
      return try request.organization(db)
    } catch is Refusal {
      throw Refusal.unrouted(401, "Unauthorized")
    }
  }

  private static func day(_ request: SandboxRequest, _ name: String) throws -> String? {
    guard let text = request.parameter(name) else { return nil }
    do {
      _ = try Date.ISO8601FormatStyle().year().month().day().parse(text)
      guard text.count == 10 else { throw Refusal.parameters("") }
      return text
    } catch {
      throw Refusal.parameters("\(name) must be a day as YYYY-MM-DD")
    }
  }

  /// Each as it is stored, and read.
  private static func visits(_ db: Database, _ record: CaseRecord) throws -> [(String, JSON)] {
    try CaseDocument.filter(Column("caseId") == record.id && Column("section") == CaseSection.calendarEvent.rawValue)
      .order(Column("position")).fetchAll(db).map { ($0.text, try JSON.read(Data($0.text.utf8))) }
  }

  private static func isActive(_ visit: JSON, _ now: Date) -> Bool {
    visit["isDeleted"]?.asBool == false && visit["startDateTime"]?.asString ?? "" > WorldClock.stamp(now)
  }

  private static func entry(_ visit: JSON, of record: CaseRecord, _ db: Database) throws -> JSON {
    guard case .object(let members) = visit, let customer = try CustomerRecord.fetchOne(db, key: record.customerId)
    else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    return .object(
      members + [
        .init(name: "caseId", value: .string(record.id)), .init(name: "user", value: Person(customer).withEmail),
      ])
  }
}

extension JSON {
  /// A visit that is deleted, its members in their order by name: the order of the stored text is not kept.
  fileprivate func deleted(at stamp: String) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { member in
        switch member.name {
        case "isDeleted": .init(name: member.name, value: true)
        case "updatedAt": .init(name: member.name, value: .string(stamp))
        default: member
        }
      }.sorted { $0.name < $1.name })
  }
}
