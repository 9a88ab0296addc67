import FoundationEssentials
import GRDB

/// `GET /api/v1/customer-case-detail`. Parameters and the success body are documented; its refusals are assumed to be those of
/// latest-case-id.
enum CaseDetailRoute {
  static func reply(_ db: Database, _ request: SandboxRequest) throws -> Reply {
    let organization = try request.organization(db)
    let found: CaseRecord?
    if let id = request.parameter("caseId") {
      found = try CaseRecord.filter(
        Column("id") == id.lowercased() && Column("organizationId") == organization.id
      ).fetchOne(db)
    } else if let email = request.parameter("email") {
      found = try CaseRecord.newest(db, of: organization, customer: "email", is: email.lowercased())
    } else {
      throw Refusal.caseError("Email id not provided!")
    }
    let format = request.parameter("documentFormat") ?? "base64"
    guard ["base64", "url"].contains(format) else { throw Refusal.caseError("Invalid document format!") }
    guard let found else { throw Refusal.caseError("No Case found for provided details!") }

    var detail = try CaseDetail(db, found)
    detail.attachmentContents = request.parameter("includeAttachments") == "true" ? format : nil
    var members = detail.members
    if request.parameter("includeOrders") == "true" { members.append(detail.section("orders", .order)) }
    if request.parameter("includeCalendarEvents") == "true" {
      members.append(detail.section("calendarEvents", .calendarEvent))
    }
    if request.parameter("includeCaseProducts") == "true" {
      members.append(.init(name: "caseProducts", value: try detail.products(db)))
    }
    return .ok(["status": 200, "success": true, "caseDetail": .object(members)])
  }
}

/// One case with everything that its detail shows.
struct CaseDetail {
  private let record: CaseRecord
  private let customer: CustomerRecord
  private let doctor: Person?
  private let support: Person?
  private let bundle: BundleRecord?
  private let documents: [CaseSection: [CaseDocument]]
  /// `base64` or `url` where the request asks for contents.
  var attachmentContents: String?

  init(_ db: Database, _ record: CaseRecord) throws {
    self.record = record
    guard let customer = try CustomerRecord.fetchOne(db, key: record.customerId) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    self.customer = customer
    doctor = try record.doctorId.flatMap { try Staff.fetchOne(db, key: $0) }.map { Person($0) }
    support = try record.supportId.flatMap { try Staff.fetchOne(db, key: $0) }.map { Person($0) }
    bundle = try record.productBundleId.flatMap { try BundleRecord.fetchOne(db, key: $0) }
    let all = try CaseDocument.filter(Column("caseId") == record.id).order(Column("position")).fetchAll(db)
    documents = Dictionary(grouping: all, by: \.section)
  }

  /// The keys that are always there.
  var members: [JSON.Member] {
    [row, people, [section("decisions", .decision), section("comments", .comment), attachments], sections].flatMap {
      $0
    }
  }

  func section(_ name: String, _ section: CaseSection) -> JSON.Member {
    .init(name: name, value: .array(documents[section, default: []].map { .written($0.text) }))
  }

  private var sections: [JSON.Member] {
    [
      section("responses", .formResponse), section("payments", .payment), section("subscriptions", .subscription),
      section("activity", .activity),
    ]
  }

  private var row: [JSON.Member] {
    let values: [(String, JSON)] = [
      ("id", .string(record.id)), ("shortId", .string(record.shortId)), ("type", .string(record.type)),
      ("title", .string(record.title)), ("status", .string(record.status)), ("createdAt", .string(record.createdAt)),
      ("updatedAt", .string(record.updatedAt)), ("assignedAt", .text(record.assignedAt)),
      ("inProgressAt", .text(record.inProgressAt)), ("closedAt", .text(record.closedAt)),
      ("isArchived", .bool(record.isArchived)), ("isEscalated", .bool(record.isEscalated)),
      ("isImported", .bool(record.isImported)), ("referralCode", .text(record.referralCode)),
      ("closedBy", .text(record.closedBy)), ("inProgressBy", .text(record.inProgressBy)),
      ("organizationId", .string(record.organizationId)), ("archiveReason", .text(record.archiveReason)),
      ("archiveNote", .text(record.archiveNote)), ("productBundleId", .text(record.productBundleId)),
      ("productBundle", bundle.map { ["id": .string($0.id), "name": .string($0.name)] } ?? .null),
    ]
    return values.map { JSON.Member(name: $0.0, value: $0.1) }
  }

  private var people: [JSON.Member] {
    let assignees = [doctor, support].compactMap { $0 }.map { person -> JSON in ["assignee": person.brief] }
    let values: [(String, JSON)] = [
      ("assignedTo", doctor?.brief ?? .null), ("hrRep", support?.brief ?? .null),
      ("assignedBy", doctor == nil ? .null : support?.brief ?? .null), ("assignees", .array(assignees)),
      ("submitter", submitter),
    ]
    return values.map { JSON.Member(name: $0.0, value: $0.1) }
  }

  private var submitter: JSON {
    [
      "id": .string(customer.id), "email": .string(customer.email), "firstName": .string(customer.firstName),
      "lastName": .string(customer.lastName), "phoneNumber": .text(customer.phoneNumber),
      // A full timestamp at midnight UTC, as the profile pages have it.
      "dob": .text(customer.dob.map { "\($0)T00:00:00.000Z" }), "gender": .text(customer.gender),
      "address": .text(customer.address), "address2": .text(customer.address2), "city": .text(customer.city),
      "state": .text(customer.state), "country": .string(customer.country), "postalCode": .text(customer.postalCode),
      "allergies": .text(customer.allergies),
      "healthConditions": .text(customer.healthConditions), "currentMedications": .text(customer.currentMedications),
      "createdAt": .string(customer.createdAt),
    ]
  }

  /// Attachments of the case. With contents each gets `content` (base64) or `url`; those of messages stay by name. The form
  /// of the signed address is a guess, and nothing answers there.
  private var attachments: JSON.Member {
    guard let attachmentContents else { return section("attachments", .attachment) }
    let content = "\"content\":\"\(Data("Synthetic document".utf8).base64EncodedString())\"}"
    let values = documents[.attachment, default: []].enumerated().map { index, document in
      let url = "\"url\":\"https://files.example.com/\(record.id)/\(index + 1)?expires=900&signature=synthetic\"}"
      return JSON.written(document.text.dropLast() + "," + (attachmentContents == "url" ? url : content))
    }
    return .init(name: "attachments", value: .array(values))
  }

  /// Key names of case products are assumed from their parts that are documented.
  func products(_ db: Database) throws -> JSON {
    let products = try CaseProductRecord.filter(Column("caseId") == record.id).order(Column("position")).fetchAll(db)
    return .array(
      try products.map { product in
        let name = try ProductRecord.fetchOne(db, key: product.productId)?.name
        return [
          "id": .string(product.id), "status": .string(product.status), "visitType": .text(product.visitType),
          "reason": .text(product.reason),
          "organizationProduct": ["id": .string(product.productId), "name": .text(name)],
          "subscription": [
            "interval": .text(product.interval), "intervalCount": product.intervalCount.map(JSON.integer) ?? .null,
          ],
          "createdAt": .string(product.createdAt), "requests": .written(product.requests),
        ]
      })
  }
}
