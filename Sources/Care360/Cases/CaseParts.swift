/// An order of a case (with `includeOrders`). The service names no carrier and no items.
public struct Order: Hashable, Sendable {
  public let id: String?
  public let status: String?
  public let trackingID: String?
  public let message: String?
  public let createdAt: Instant?

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    status = json["status"]?.shown
    trackingID = json["trackingId"]?.shown
    message = json.member("message")?.shown
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

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    isDeleted = json["isDeleted"]?.flag
    description = json.member("description")?.shown
    amount = json["amount"]?.shown
    status = json["status"]?.shown
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
  /// The attachments, without deleted ones; nil where the service did not say.
  public let attachments: [Attachment]?

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    text = json.member("text")?.shown
    attachments = json.list("attachments", Attachment.init)?.filter { $0.isDeleted != true }
    isRestricted = json["isRestricted"]?.flag ?? true
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
  /// In bytes; no documentation names such a member, so it is nil where the service does not happen to send one.
  public let size: Int64?

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    size = (json["size"] ?? json["fileSize"])?.integer.flatMap { $0 >= 0 ? $0 : nil }
    fileName = json.member("fileName")?.shown
    isRestricted = json["isRestricted"]?.flag
    isPHI = json["isPHI"]?.flag
    isDeleted = json["isDeleted"]?.flag
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

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    title = json.member("title")?.shown
    topic = json["topic"]?.shown
    status = json["status"]?.shown
    start = json["startDateTime"]?.instant
    end = json["endDateTime"]?.instant
    timeZone = json["timezone"]?.shown
    meetingLink = json["meetingLink"]?.shown
    providerName = json["providerName"]?.shown
    isDeleted = json["isDeleted"]?.flag
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

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    type = json.member("type")?.shown
    timestamp = json["timestamp"]?.instant
    valueBefore = json["valueBefore"]?.shown
    valueAfter = json["valueAfter"]?.shown
    actor = json["actor"].flatMap(Person.init)
    isPHI = json["isPHI"]?.flag ?? true
  }
}
