import FoundationEssentials
import GRDB

/// `POST /api/v1/cases/:caseId` with ADD_COMMUNICATION: a message to the patient, or an internal note with `isRestricted`.
///
/// Documented: text of at least one character, `isRestricted` and `author.email` are required, and the success carries
/// `commentId` and `createdAt`. The author is what the body says; the service attributes the write to nobody else.
///
/// [inferred]: every refusal is 400 with the envelope of the actions; the success message; white space alone is no text; an
/// author whom the organization knows by e-mail gets their id, role and, where the body has none, name; the patient of the
/// case likewise; everybody else is a case manager with an id of its own; attachments stand on the comment and on the case.
enum CommunicationRoute {
  static func reply(_ db: Database, _ call: Call, now: Date) throws -> Reply {
    let organization = try call.request.organization(db)
    let communication = try Communication(call.body)
    var change = try CaseChange(db, caseID: call.caseID, of: organization, at: now)
    try change.refuseWhenArchived()
    let (author, role) = try author(of: communication, &change, db)
    let files = communication.files.map { file in
      CaseDocuments.attachment(
        id: change.generator.uuid(), by: author, at: change.stamp, fileName: file.name, isPHI: file.isPHI,
        restricted: file.isRestricted)
    }
    let id = change.generator.uuid()
    let comment = CaseDocuments.comment(
      id: id, by: author, role: role, at: change.stamp, text: communication.text,
      restricted: communication.isRestricted, attachments: files)
    try CaseDocument(caseId: change.record.id, section: .comment, text: comment.text).insert(db)
    for file in files {
      try CaseDocument(caseId: change.record.id, section: .attachment, text: file.text).insert(db)
    }
    try change.note(db, type: "ADD_CASE_COMMENT", after: id)
    try change.save(db)
    return .ok([
      "status": 200, "success": true, "message": "Communication added successfully",
      "data": ["commentId": .string(id), "createdAt": .string(change.stamp)],
    ])
  }

  private static func author(
    of communication: Communication, _ change: inout CaseChange, _ db: Database
  ) throws -> (Person, role: String) {
    let known: Person?
    let role: String
    if change.customer.email == communication.email {
      (known, role) = (change.customer, "USER")
    } else {
      let staff = try Staff.filter(
        Column("organizationId") == change.record.organizationId && Column("email") == communication.email
      ).fetchOne(db)
      (known, role) = (staff.map { Person($0) }, staff?.role ?? "CASEMANAGER")
    }
    let person = Person(
      id: known?.id ?? change.generator.userID(), firstName: communication.firstName ?? known?.firstName ?? "",
      lastName: communication.lastName ?? known?.lastName ?? "", email: communication.email)
    return (person, role)
  }
}
