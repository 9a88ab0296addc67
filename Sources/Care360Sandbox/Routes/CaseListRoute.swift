import FoundationEssentials
import GRDB

/// `GET /api/v1/cases`: a page of an organization's cases.
///
/// Documented: the parameters with their limits and defaults, cursors that are case ids, and the keys of `pageInfo`.
///
/// [inferred]: the range filters `updatedAt`, both ends included; newest case by `createdAt` first, which no write moves;
/// the container (`data` with `pageInfo` beside it); null cursors for an empty page; `hasPreviousPage` says that `after` was
/// given; a refusal is 400 with the words of the bundles list; a case has the keys of its detail, `caseProducts` always,
/// `payments` with `includePayments` and `attachments` with `includeAttachments` only, and messages name their attachments
/// without contents.
enum CaseListRoute {
  static func reply(_ db: Database, _ request: SandboxRequest) throws -> Reply {
    let organization = try request.organization(db)
    let query = try CaseListQuery(request)
    var cases = CaseRecord.filter(Column("organizationId") == organization.id)
      .filter(query.window.contains(Column("updatedAt")))
      .order(Column("createdAt").desc, Column("id"))
    if let statuses = query.statuses { cases = cases.filter(statuses.contains(Column("status"))) }
    if let after = query.after {
      guard let last = try CaseRecord.fetchOne(db, key: after), last.organizationId == organization.id else {
        throw Refusal.parameters("after is not a known cursor")
      }
      // The first condition lets the index find the cursor; the second alone would walk to it.
      cases = cases.filter(Column("createdAt") <= last.createdAt)
        .filter(Column("createdAt") < last.createdAt || Column("id") > last.id)
    }
    // Fetches one case more than the page holds, to see whether another page follows.
    let found = try cases.limit(query.pageSize + 1).fetchAll(db)
    let page = found.prefix(query.pageSize)
    let data = try page.map { JSON.object(try members(db, $0, query)) }
    return .ok([
      "status": 200, "success": true, "data": .array(data),
      "pageInfo": [
        "cursor": ["start": .text(page.first?.id), "end": .text(page.last?.id)],
        "hasNextPage": .bool(found.count > page.count), "hasPreviousPage": .bool(query.after != nil),
      ],
    ])
  }

  private static func members(_ db: Database, _ record: CaseRecord, _ query: CaseListQuery) throws -> [JSON.Member] {
    var detail = try CaseDetail(db, record)
    detail.attachmentContents = query.attachmentContents
    var members = detail.members
    if query.attachmentContents == nil { members.removeAll { $0.name == "attachments" } }
    if !query.includesPayments { members.removeAll { $0.name == "payments" } }
    members.append(.init(name: "caseProducts", value: try detail.products(db)))
    if query.includesOrders { members.append(detail.section("orders", .order)) }
    if query.includesCalendarEvents { members.append(detail.section("calendarEvents", .calendarEvent)) }
    return members
  }
}
