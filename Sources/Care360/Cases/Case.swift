/// A case as `customer-case-detail` gives it. Everything but the id may be missing: nil means that the service did not
/// say, never "none".
public struct Case: Hashable, Sendable {
  public let id: CaseID
  /// `ADA-` and letters and digits.
  public let shortID: String?
  public let type: String?
  public let title: String?
  public let status: CaseStatus?
  /// True when the case is closed. Only this field tells: an open case may still carry `closedAt`.
  public let isArchived: Bool?
  public let archiveReason: String?
  public let archiveNote: String?
  public let isEscalated: Bool?
  public let createdAt: Instant?
  public let updatedAt: Instant?
  public let closedAt: Instant?
  public let bundle: BundleReference?
  public let submitter: Submitter
  /// The clinician.
  public let assignedTo: Person?
  /// The support contact.
  public let supportContact: Person?
  public let products: [CaseProduct]?
  public let decisions: [Decision]?
  public let orders: [Order]?
  public let payments: [Payment]?
  public let forms: [FormResponse]?
  public let comments: [Comment]?
  public let attachments: [Attachment]?
  public let calendarEvents: [CalendarEvent]?
  public let history: [HistoryEntry]?
  /// The whole object as received, including keys that this program does not know.
  public let raw: JSONValue
}

extension Case {
  /// Reads a `caseDetail` object. Nil when it has no id that is a UUID: nothing may be shown under an unknown case.
  public init?(_ json: JSONValue) {
    guard let text = json["id"]?.string, let uuid = UUIDText.normalised(text) else { return nil }
    do { id = try CaseID(uuid) } catch { return nil }
    raw = json
    shortID = json["shortId"]?.shown
    type = json["type"]?.shown
    title = json["title"]?.shown
    status = json["status"]?.shown.map(CaseStatus.init(rawValue:))
    isArchived = json["isArchived"]?.flag
    archiveReason = json["archiveReason"]?.shown
    archiveNote = json["archiveNote"]?.shown
    isEscalated = json["isEscalated"]?.flag
    createdAt = json["createdAt"]?.instant
    updatedAt = json["updatedAt"]?.instant
    closedAt = json["closedAt"]?.instant
    bundle = BundleReference(case: json)
    submitter = Submitter(json["submitter"] ?? .object([:]))
    assignedTo = json["assignedTo"].flatMap(Person.init)
    supportContact = json["hrRep"].flatMap(Person.init)
    products = json.list("caseProducts", CaseProduct.init)
    decisions = json.list("decisions", Decision.init)
    orders = json.list("orders", Order.init)
    payments = json.list("payments", Payment.init)?.filter { $0.isDeleted != true }
    forms = json.list("responses", FormResponse.init)
    comments = json.list("comments", Comment.init)
    attachments = json.list("attachments", Attachment.init)?.filter { $0.isDeleted != true }
    calendarEvents = json.list("calendarEvents", CalendarEvent.init)?.filter { $0.isDeleted != true }
    history = json.list("activity", HistoryEntry.init)
  }
}

extension JSONValue {
  /// The list under `key`; nil ("cannot tell", never "none") when the key is missing. A value that is no list counts as
  /// its only element; an element that is no object is read as its text. An empty text or object counts as missing.
  func list<Element>(_ key: String, _ read: (JSONValue) -> Element) -> [Element]? {
    guard let value = self[key], value != .string(""), value != .object([:]) else { return nil }
    return (value.array ?? [value]).map(read)
  }

  /// The member `key` of an object. Any other value stands in for the object and is returned as it is.
  func member(_ key: String) -> JSONValue? { object == nil ? self : self[key] }
}
