/// An order of a case (with `includeOrders`). The service names no carrier and no items.
public struct Order: Hashable, Sendable {
  public let id: String?
  public let status: String?
  public let trackingID: String?
  public let message: String?
  public let createdAt: Instant?

  init?(_ json: JSONValue) {
    id = json["id"]?.text
    status = json["status"]?.text
    trackingID = json["trackingId"]?.text
    message = json["message"]?.text
    createdAt = json["createdAt"]?.instant
  }
}

/// A payment of a case.
public struct Payment: Hashable, Sendable {
  public let id: String?
  public let isDeleted: Bool?
  public let description: String?
  /// As given, a decimal string or a number; the service names no currency here.
  public let amount: String?
  public let status: String?
  public let dueDate: Instant?
  public let paymentDate: Instant?

  init?(_ json: JSONValue) {
    id = json["id"]?.text
    isDeleted = json["isDeleted"]?.bool
    description = json["description"]?.text
    amount = json["amount"]?.money
    status = json["status"]?.text
    dueDate = json["dueDate"]?.instant
    paymentDate = json["paymentDate"]?.instant
  }
}

/// A message on a case.
public struct Comment: Hashable, Sendable {
  public let id: String?
  public let text: String?
  /// Internal, not for the patient. Missing counts as internal.
  public let isRestricted: Bool
  public let createdAt: Instant?
  public let author: Person?

  init?(_ json: JSONValue) {
    id = json["id"]?.text
    text = json["text"]?.string
    isRestricted = json["isRestricted"]?.bool ?? true
    createdAt = json["createdAt"]?.instant
    author = json["author"].flatMap(Person.init)
  }
}

/// A file on a case, by name; contents are never asked for.
public struct Attachment: Hashable, Sendable {
  public let id: String?
  public let fileName: String?
  public let isRestricted: Bool?
  public let isPHI: Bool?
  public let isDeleted: Bool?
  public let createdAt: Instant?
  public let uploadedBy: Person?

  init?(_ json: JSONValue) {
    id = json["id"]?.text
    fileName = json["fileName"]?.text
    isRestricted = json["isRestricted"]?.bool
    isPHI = json["isPHI"]?.bool
    isDeleted = json["isDeleted"]?.bool
    createdAt = json["createdAt"]?.instant
    uploadedBy = json["uploadedBy"].flatMap(Person.init)
  }
}

/// A visit (with `includeCalendarEvents`).
public struct CalendarEvent: Hashable, Sendable {
  public let id: String?
  public let title: String?
  public let topic: String?
  public let status: String?
  public let start: Instant?
  public let end: Instant?
  /// IANA name, for example `America/Chicago`.
  public let timeZone: String?
  public let meetingLink: String?
  public let providerName: String?
  public let isDeleted: Bool?

  init?(_ json: JSONValue) {
    id = json["id"]?.text
    title = json["title"]?.text
    topic = json["topic"]?.text
    status = json["status"]?.text
    start = json["startDateTime"]?.instant
    end = json["endDateTime"]?.instant
    timeZone = json["timezone"]?.text
    meetingLink = json["meetingLink"]?.text
    providerName = json["providerName"]?.text
    isDeleted = json["isDeleted"]?.bool
  }
}

/// One entry of the case history (the API's `activity`).
public struct HistoryEntry: Hashable, Sendable {
  public let id: String?
  public let type: String?
  public let timestamp: Instant?
  public let valueBefore: String?
  public let valueAfter: String?
  public let actor: Person?
  public let isPHI: Bool

  init?(_ json: JSONValue) {
    id = json["id"]?.text
    type = json["type"]?.text
    timestamp = json["timestamp"]?.instant
    valueBefore = json["valueBefore"]?.text
    valueAfter = json["valueAfter"]?.text
    actor = json["actor"].flatMap(Person.init)
    isPHI = json["isPHI"]?.bool ?? true
  }
}
