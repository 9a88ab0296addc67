public import FoundationEssentials

/// Adds a message to the patient, or an internal note, to a case. The write is done when the answer says so; the answer
/// may lack the id of the comment.
///
/// `POST /api/v1/cases/:caseId`, action ADD_COMMUNICATION (documented publicly): text, `isRestricted` and `author.email` are
/// required. The service attributes the write to nobody but the author in the body. Its answers are seen in public clients
/// only: `data {commentId, createdAt}`.
public struct Communication: CaseWriteSpec {
  /// The kind is fixed when the text is begun, and it is shown wherever the text is.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The patient reads it.
    case message
    /// `isRestricted`: the patient does not see it.
    case note
  }

  public let caseID: CaseID
  public let kind: Kind
  public let text: MessageText
  public let author: MessageAuthor
  /// Ids of the comments that the case had when the text was confirmed: none of them is this one.
  public let earlier: Set<String>

  public init(
    _ caseID: CaseID, _ kind: Kind, _ text: MessageText, by author: MessageAuthor, earlier: Set<String> = []
  ) {
    self.caseID = caseID
    self.kind = kind
    self.text = text
    self.author = author
    self.earlier = earlier
  }

  public static let actions = [WriteIntent.Action.sendMessage, .addNote]
  public static let invalidHint: String? = "If the case is closed, reopen it first."

  /// The record knows no text, so that any two of one kind may be the same.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { true }

  /// A different text is a different message.
  public func isAlike(_ other: CaseWrite) -> Bool {
    guard case .communication(let other) = other else { return false }
    return target.isAlike(other.target) && text == other.text
  }

  /// The record knows no text to look for.
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? { nil }

  /// True when the thread has a new comment with this text, kind and author. Nil when the service did not send the
  /// thread, or when a new comment lacks its text, id or author and so may be this one.
  public func isVisible(in detail: Case, begun: Date) -> Bool? {
    guard let comments = detail.comments else { return nil }
    var isDoubtful = false
    for comment in comments where comment.isRestricted == (kind == .note) {
      if let id = comment.id, earlier.contains(id) { continue }
      // The clocks of service and operator may differ by this much; an older comment is not this one.
      if let time = comment.createdAt?.date, time < begun.addingTimeInterval(-Self.clockDifference) { continue }
      if let text = comment.text, MessageText.unified(text) != self.text.text { continue }
      guard comment.text != nil, let email = comment.author?.email else {
        isDoubtful = true
        continue
      }
      guard email.lowercased() == author.email.text.lowercased() else { continue }
      guard comment.id != nil || comment.createdAt?.date != nil else {
        isDoubtful = true
        continue
      }
      return true
    }
    return isDoubtful ? nil : false
  }

  /// In seconds.
  private static let clockDifference = 600.0

  public var target: WriteTarget { WriteTarget(kind == .message ? .sendMessage : .addNote, caseID) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/cases/\(caseID)" }

  public var body: JSONValue {
    .object([
      "action": .string("ADD_COMMUNICATION"),
      "communication": .object([
        "text": .string(text.text), "isRestricted": .bool(kind == .note), "author": author.json,
      ]),
    ])
  }

  public func receipt(in answer: JSONValue) -> CommunicationReceipt? {
    CommunicationReceipt(kind: kind, commentID: answer["data"]?["commentId"]?.string)
  }

  public static func told(_ receipt: CommunicationReceipt) -> WriteReceipt { .communication(receipt.kind) }
}

public struct CommunicationReceipt: Hashable, Sendable {
  public let kind: Communication.Kind
  /// Nil where the service did not say it.
  public let commentID: String?
}

/// The text of a message or note: plain, of one or more lines, something to read in it.
public struct MessageText: Hashable, Sendable {
  /// Lines end with a line feed; without blanks and line ends at both ends.
  public let text: String

  /// Unicode scalars. No limit is documented; a text that is longer is something else pasted by mistake.
  public static let longest = 10_000

  public init(_ text: String) throws(MessageTextProblem) {
    let unified = Self.unified(text)
    guard unified.unicodeScalars.contains(where: \.isVisibleInIdentifier) else { throw .missing }
    let length = unified.unicodeScalars.count
    guard length <= Self.longest else { throw .tooLong(length) }
    var line = 1
    for scalar in unified.unicodeScalars {
      if scalar == "\n" { line += 1 }
      if !scalar.isCommunicable { throw .character(scalar, line: line) }
    }
    self.text = unified
  }

  /// A value for a blank in a text, for example a name: on one line, and without the characters that a text refuses.
  package static func fitted(_ value: String) -> String {
    var fitted = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      if scalar.properties.isWhitespace {
        fitted.append(scalar.properties.generalCategory == .spaceSeparator ? scalar : " ")
      } else if scalar.isCommunicable {
        fitted.append(scalar)
      }
    }
    return String(fitted).trimmedOfSpaces
  }

  /// The form in which texts are kept and compared: the same line ends, whichever program wrote them.
  static func unified(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmedOfSpaces
  }
}

/// The reason why a text cannot be sent. Holds at most one of its characters, and no letter.
public enum MessageTextProblem: Error, Hashable, Sendable {
  case missing
  /// The line counts from 1.
  case character(Unicode.Scalar, line: Int)
  case tooLong(Int)

  public var sentence: String {
    switch self {
    case .missing: "There is no text to send."
    case .character(let scalar, let line):
      "Line \(line) of the text contains the character \(scalar.codeAndName): take it out."
    case .tooLong(let length): "The text has \(length) characters; at most \(MessageText.longest) can be sent."
    }
  }
}

/// The author of a message or note, as the operator or the site configured it. The service does not check it.
public struct MessageAuthor: Hashable, Sendable {
  public let email: EmailAddress
  /// Nil where none is configured.
  public let name: String?

  public init(email: EmailAddress, name: String?) {
    self.email = email
    self.name = name
  }

  /// The name in a form that may stand before the address; nil when it is empty, not plain, or over 100 characters.
  public static func name(_ text: String) -> String? {
    let name = text.trimmedOfSpaces
    let isPlain = name.unicodeScalars.allSatisfy(\.isPlainText)
    return isPlain && (1...100).contains(name.unicodeScalars.count) ? name : nil
  }

  /// "Robin Diaz <robin@example.com>"; the address alone where there is no name.
  public var text: String { name.map { "\($0) <\(email.text)>" } ?? email.text }

  /// The last word of the name is the last name.
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = ["email": .string(email.text)]
    let words = (name ?? "").split(separator: " ")
    let first = words.count > 1 ? words.dropLast().joined(separator: " ") : words.joined()
    if !first.isEmpty { members["firstName"] = .string(first) }
    if words.count > 1, let last = words.last { members["lastName"] = .string(String(last)) }
    return .object(members)
  }
}

extension Case {
  /// The times within the last 24 hours when a comment of this kind with this text was added, whoever wrote it.
  public func sameTexts(as write: Communication, at now: Date) -> [Date] {
    (comments ?? []).compactMap { comment in
      guard comment.isRestricted == (write.kind == .note), let time = comment.createdAt?.date,
        now.timeIntervalSince(time) < 86_400, comment.text.map(MessageText.unified) == write.text.text
      else { return nil }
      return time
    }.sorted()
  }
}

extension WriteIntent.Action {
  public static let sendMessage = Self("message", of: Communication.self, name: "message to the patient")
  public static let addNote = Self("note", of: Communication.self, name: "internal note")
}

extension Care360Client {
  public func add(
    _ communication: Communication, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<CommunicationReceipt> {
    try await send(communication, consent: consent)
  }
}
