import FoundationEssentials
import GRDB

/// `POST /api/v1/cases/:caseId` with CHANGE_CASE_STATUS: OPEN, CLOSE and REOPEN.
///
/// Documented: the values and when each is allowed, the message of OPEN, 400 for OPEN on a closed case, 401 (not 403) for
/// another organization's case, the reason as archive note, and that REOPEN clears reason and note and leaves `closedAt`.
/// CLOSE also cancels pending jobs, of which nothing can be read through the API.
///
/// [inferred]: every error text; the messages of CLOSE and REOPEN; 400 for all other refusals; the archive reason that CLOSE
/// sets, COMPLETE for an approved case and INELIGIBLE for every other; `closedBy`; an empty reason counts as none and one
/// beside OPEN or REOPEN is ignored; a case that goes back to OPEN keeps its doctor, and nobody is assigned at once. One published case is
/// never closed, since a refusal of CLOSE on an open case must be possible to try; the API text names none.
enum CaseStatusRoute {
  private enum Wish: String {
    case open = "OPEN"
    case close = "CLOSE"
    case reopen = "REOPEN"
  }

  static func reply(_ db: Database, _ call: Call, now: Date) throws -> Reply {
    let organization = try call.request.organization(db)
    guard let wish = call.body?["status"]?.asString.flatMap(Wish.init(rawValue:)) else {
      throw Refusal.action(400, "Status must be one of OPEN, CLOSE, REOPEN")
    }
    let reason = call.body?.given("reason")
    if let reason, reason.asString == nil { throw Refusal.action(400, "Reason must be a string") }
    var change = try CaseChange(db, caseID: call.caseID, of: organization, at: now, foreignStatus: 401)
    switch wish {
    case .open: try open(&change, db)
    case .close: try close(&change, reason: reason?.asString, db)
    case .reopen: try reopen(&change, db)
    }
    try change.save(db)
    return .ok(["status": 200, "success": true, "message": .string(message(wish))])
  }

  private static func message(_ wish: Wish) -> String {
    switch wish {
    case .open: "Case opened successfully"
    case .close: "Case closed successfully"
    case .reopen: "Case reopened successfully"
    }
  }

  private static func open(_ change: inout CaseChange, _ db: Database) throws {
    try change.refuseWhenArchived()
    let before = change.record.status
    guard ["OPEN", "ASSIGNED", "ABANDONED"].contains(before) else {
      throw Refusal.action(400, "Case status cannot be changed to OPEN")
    }
    change.record.status = "OPEN"
    try change.note(db, type: "CHANGE_CASE_STATUS", before: before, after: "OPEN")
  }

  private static func close(_ change: inout CaseChange, reason: String?, _ db: Database) throws {
    guard !change.record.isArchived else { throw Refusal.action(400, "Case is already archived!") }
    guard change.record.id != Showcase.unclosableCase else { throw Refusal.action(400, "Case cannot be closed!") }
    let note = reason.flatMap { $0.isEmpty ? nil : $0 }
    change.record.isArchived = true
    change.record.archiveReason = change.record.status == "APPROVED" ? "COMPLETE" : "INELIGIBLE"
    change.record.archiveNote = note
    change.record.closedAt = change.stamp
    change.record.closedBy = Person.api.id
    try change.note(db, type: "ARCHIVE_CASE", after: note ?? change.record.shortId)
  }

  private static func reopen(_ change: inout CaseChange, _ db: Database) throws {
    guard change.record.isArchived else { throw Refusal.action(400, "Case is not archived!") }
    change.record.isArchived = false
    change.record.archiveReason = nil
    change.record.archiveNote = nil
    try change.note(db, type: "REOPEN_CASE", after: change.record.shortId)
  }
}
