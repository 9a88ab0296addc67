public import FoundationEssentials

/// The people an escalation is for: the three values of the API (documented publicly).
public enum EscalationKind: String, CaseIterable, Hashable, Sendable {
  case support
  case clinical
  case external
}

/// The title of an escalation: one line of plain text. The service takes only titles from its own list for the type.
public struct EscalationTitle: Hashable, Sendable, CustomStringConvertible {
  /// Without spaces at both ends.
  public let text: String

  /// Unicode scalars. The longest documented title has 34.
  public static let longest = 200

  public init(_ text: String) throws(EscalationTitleProblem) {
    let trimmed = text.trimmedOfSpaces
    guard !trimmed.isEmpty else { throw .missing }
    if let scalar = trimmed.unicodeScalars.first(where: { !$0.isPlainText }) { throw .character(scalar) }
    let length = trimmed.unicodeScalars.count
    guard length <= Self.longest else { throw .tooLong(length) }
    self.text = trimmed
  }

  public var description: String { text }
}

/// The reason why a text is no title. Holds at most one of its characters, and no letter.
public enum EscalationTitleProblem: Error, Hashable, Sendable {
  case missing
  case character(Unicode.Scalar)
  case tooLong(Int)

  public var sentence: String {
    switch self {
    case .missing: "An escalation needs a title."
    case .character(let scalar):
      "The title contains the character \(scalar.codeAndName): write the title as one line of plain text."
    case .tooLong(let length):
      "The title has \(length) characters; at most \(EscalationTitle.longest) are allowed."
    }
  }
}

/// The known titles of each type, in the order in which they are offered.
///
/// No list is complete: the one for support is published, the one for clinical only in part, the one for external not at all,
/// and the service may add titles at any time. A title that is missing here is therefore said, and never refused: the service
/// itself refuses the titles that it does not have.
public struct EscalationTitles: Hashable, Sendable {
  private var support: [EscalationTitle] = []
  private var clinical: [EscalationTitle] = []
  private var external: [EscalationTitle] = []

  public init() {}

  public func of(_ kind: EscalationKind) -> [EscalationTitle] {
    switch kind {
    case .support: support
    case .clinical: clinical
    case .external: external
    }
  }

  /// Adds those that are not there yet behind the others.
  public mutating func add(_ more: [EscalationTitle], to kind: EscalationKind) {
    let added = more.reduce(into: of(kind)) { if !$0.contains($1) { $0.append($1) } }
    switch kind {
    case .support: support = added
    case .clinical: clinical = added
    case .external: external = added
    }
  }

  /// The sentence about a title that is not in the list of its type; nil where it is.
  public func remark(on title: EscalationTitle, of kind: EscalationKind) -> String? {
    guard !of(kind).contains(title) else { return nil }
    return "The title is not in the list for \(kind.rawValue) here; the service may refuse it."
  }
}

/// The id of an escalation: a UUID (documented publicly), kept in lower case.
public struct EscalationID: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) throws(IdentifierProblem) {
    guard let uuid = UUIDText.normalised(text.trimmedOfSpaces) else {
      throw .unreadable(
        "An escalation id is a UUID of 36 characters, for example 8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6.")
    }
    self.text = uuid
  }

  private init(known text: String) { self.text = text }

  public var description: String { text }

  /// A UUID of no escalation: a version 4 UUID has 122 random bits. An update of it changes nothing, and the service refuses
  /// it with the open escalations of the case, which it gives in no other way (documented publicly).
  public static let ofNone = EscalationID(known: "00000000-0000-4000-8000-000000000000")
}

/// The parts of an escalation that may be left out.
public struct EscalationDetails: Hashable, Sendable {
  /// Text about the patient.
  public var note: MessageText?
  public var followUp: Date?
  /// Somebody of the care team with access to the organization (documented publicly for updates).
  public var assignee: EmailAddress?

  public init(note: MessageText? = nil, followUp: Date? = nil, assignee: EmailAddress? = nil) {
    self.note = note
    self.followUp = followUp
    self.assignee = assignee
  }

  public var isEmpty: Bool { self == EscalationDetails() }

  /// Only the parts that are given; the time in UTC to the second.
  var members: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    if let note { members["note"] = .string(note.text) }
    if let followUp { members["followUpDueAt"] = .string(followUp.formatted(.iso8601)) }
    if let assignee { members["assignedToEmail"] = .string(assignee.text) }
    return members
  }
}

/// An escalation that is not completed, as an answer lists it. The list is documented, the form of its entries is not: only
/// the id is needed.
public struct OpenEscalation: Hashable, Sendable {
  public let id: EscalationID
  /// `support`, `clinical`, `external`, or a type that this program does not know.
  public let kind: String?
  public let title: String?
  public let note: String?

  /// Nil where the entry has no id that is a UUID.
  init?(_ json: JSONValue) {
    guard let text = json["escalationId"]?.string ?? json["id"]?.string else { return nil }
    do { id = try EscalationID(text) } catch { return nil }
    kind = json["type"]?.shown
    title = json["title"]?.shown
    note = json["note"]?.shown
  }

  /// The entries of `data.escalations` with a usable id; nil where the answer has no such list.
  static func list(in answer: JSONValue) -> [OpenEscalation]? {
    answer["data"]?["escalations"]?.array?.compactMap(OpenEscalation.init)
  }
}
