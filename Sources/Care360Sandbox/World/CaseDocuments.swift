/// The objects inside a case, with the keys of the API text. Every date is a finished timestamp.
enum CaseDocuments {
  static func decision(
    id: String, caseID: String, by doctor: Staff, at createdAt: String, approved: Bool, text: String, category: String?,
    visitType: String, cost: Int?, until endDate: String?, medicines: [JSON]
  ) -> JSON {
    [
      "id": .string(id), "isApproved": .bool(approved), "isNoDecision": .bool(!approved && medicines.isEmpty),
      "isIndefinite": .bool(endDate == nil), "startDate": .string(createdAt), "endDate": .text(endDate),
      "decisionText": .string(text), "category": .text(category), "createdAt": .string(createdAt),
      "visitType": .string(visitType), "cost": cost.map(JSON.integer) ?? .null, "isPaid": .bool(cost != nil),
      "caseId": .string(caseID), "addedById": .string(doctor.id), "addedBy": prescriber(doctor),
      "medInfo": .array(medicines),
    ]
  }

  private static func prescriber(_ doctor: Staff) -> JSON {
    [
      "firstName": .string(doctor.firstName), "lastName": .string(doctor.lastName), "title": .text(doctor.title),
      "email": .string(doctor.email), "phoneNumber": "+13125550199", "npi": .text(doctor.npi), "dea": nil,
      "address": "100 Sample Street", "city": "Chicago", "state": "IL", "postalCode": "60601",
    ]
  }

  static func medicine(
    id: String, _ medicine: String, dosage: String, refills: Int, instructions: String = "", frequency: String,
    period: String, isRefill: Bool = false, priorAuthorization: Bool = false
  ) -> JSON {
    [
      "id": .string(id), "medicine": .string(medicine), "dosage": .string(dosage), "refillCount": .integer(refills),
      "pharmacyInstructions": .string(instructions), "dosingFrequency": .string(frequency),
      "treatmentPeriod": .string(period), "isPriorAuthRequested": .bool(priorAuthorization), "externalId": nil,
      "isRefill": .bool(isRefill),
    ]
  }

  static func comment(
    id: String, by author: Person, role: String, at createdAt: String, text: String, restricted: Bool = false,
    attachments: [JSON] = [], access: String = "TPASUPPORT"
  ) -> JSON {
    [
      "id": .string(id), "text": .string(text), "isRestricted": .bool(restricted), "createdAt": .string(createdAt),
      "forms": [],
      "author": [
        "id": .string(author.id), "firstName": .string(author.firstName), "lastName": .string(author.lastName),
        "email": .string(author.email), "role": .string(role), "title": nil, "titleSuffix": nil, "npi": nil, "dea": nil,
        "organizationAccess": role == "USER" ? [] : [["role": .string(access)]],
      ],
      "attachments": .array(attachments),
    ]
  }

  static func attachment(
    id: String, by uploader: Person, at createdAt: String, fileName: String, isPHI: Bool, restricted: Bool = false,
    deleted: Bool = false
  ) -> JSON {
    [
      "id": .string(id), "isRestricted": .bool(restricted), "isPHI": .bool(isPHI), "fileName": .string(fileName),
      "isDeleted": .bool(deleted), "createdAt": .string(createdAt), "uploadedBy": uploader.brief,
    ]
  }

  static func payment(
    id: String, _ description: String, amount: JSON, status: String, due: String?, paid: String?,
    cancelled: String? = nil,
    deleted: Bool = false
  ) -> JSON {
    [
      "id": .string(id), "isDeleted": .bool(deleted), "description": .string(description), "amount": amount,
      "status": .string(status), "dueDate": .text(due), "paymentDate": .text(paid),
      "cancellationDate": .text(cancelled),
    ]
  }

  static func order(id: String, status: String, tracking: String?, message: String, at createdAt: String) -> JSON {
    [
      "id": .string(id), "status": .string(status), "trackingId": .text(tracking), "message": .string(message),
      "createdAt": .string(createdAt),
    ]
  }

  /// The shape of a subscription in a case is not documented; this is assumed.
  static func subscription(id: String, product: String, interval: String, count: Int, status: String, at: String)
    -> JSON
  {
    [
      "id": .string(id), "status": .string(status), "interval": .string(interval), "intervalCount": .integer(count),
      "product": .string(product), "createdAt": .string(at),
    ]
  }

  static func visit(
    id: String, title: String, with doctor: Staff, from start: String, to end: String, zone: String, status: String?,
    createdAt: String, deleted: Bool = false, provider: String = "zoom_conference"
  ) -> JSON {
    [
      "id": .string(id), "title": .string(title), "topic": "Follow-up", "description": "Video visit with the care team",
      "color": "#2f80ed", "createdAt": .string(createdAt), "updatedAt": .string(createdAt), "isDeleted": .bool(deleted),
      "status": .text(status), "startDateTime": .string(start), "endDateTime": .string(end), "timezone": .string(zone),
      "meetingLink": .string("https://example.com/meet/\(id)"),
      "cancelURL": .string("https://example.com/cancel/\(id)"),
      "rescheduleURL": .string("https://example.com/reschedule/\(id)"),
      "meetingNotes": [["question": "Anything the provider should know?", "answer": "No", "position": 0]],
      "meetingProvider": .string(provider), "providerName": .string("\(doctor.firstName) \(doctor.lastName)"),
      "providerEmail": .string(doctor.email), "tracking": ["utm_medium": "portal", "utm_term": nil],
    ]
  }

  static func activity(
    id: String, type: String, at timestamp: String, by actor: Person, target: Person, before: String? = nil,
    after: String?, isPHI: Bool = false, restricted: Bool = false
  ) -> JSON {
    [
      "id": .string(id), "type": .string(type), "isPHI": .bool(isPHI), "isRestricted": .bool(restricted),
      "timestamp": .string(timestamp), "valueBefore": .text(before), "valueAfter": .text(after),
      "actor": actor.withEmail, "targetUser": target.withEmail,
    ]
  }
}
