import GRDB

/// `GET /api/v1/check-user` (documented publicly: always 200, both answers, and the parameter name `phone-number`, which
/// differs from that of latest-case-id).
///
/// [inferred]: e-mail wins over phone when both are given; a request without either is refused with 400 in these words; of
/// several users with one phone number the one of the asking organization counts.
enum CheckUserRoute {
  static func reply(_ db: Database, _ request: SandboxRequest) throws -> Reply {
    let organization = try request.organization(db)
    if let email = request.parameter("email") {
      let found = try CustomerRecord.with(db, "email", email.lowercased(), organization)
      return answer(found, organization, message: "Email already exists", code: "EMAIL_EXISTS")
    }
    guard let phone = request.parameter("phone-number") else {
      throw Refusal.user("Email or phone number is required")
    }
    let found = try CustomerRecord.with(db, "phoneNumber", phone, organization)
    return answer(found, organization, message: "Phone number already exists", code: "PHONE_NUMBER_EXISTS")
  }

  private static func answer(
    _ found: CustomerRecord?, _ organization: Organization, message: String, code: String
  ) -> Reply {
    guard let found else {
      return .ok([
        "status": 200, "success": false, "message": "User does not exist", "data": ["code": "USER_NOT_FOUND"],
      ])
    }
    return .ok([
      "status": 200, "success": true, "message": .string(message),
      "data": [
        "createdAt": .string(found.createdAt),
        "existsInCurrentOrganization": .bool(found.organizationId == organization.id), "code": .string(code),
      ],
    ])
  }
}

extension CustomerRecord {
  /// The user with this value in `column`, of any organization; one of `organization` comes first.
  static func with(
    _ db: Database, _ column: String, _ value: String, _ organization: Organization
  ) throws -> CustomerRecord? {
    let found = try CustomerRecord.filter(Column(column) == value).order(Column("id")).fetchAll(db)
    return found.first { $0.organizationId == organization.id } ?? found.first
  }
}
