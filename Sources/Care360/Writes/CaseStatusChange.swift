/// Closes a case, reopens it, or sets it back to OPEN. The answer says that it is done, and names no case (documented).
///
/// `POST /api/v1/cases/:caseId`, action CHANGE_CASE_STATUS (documented publicly). OPEN is for a case that is ASSIGNED,
/// ABANDONED or OPEN; CLOSE is for one that is open, archives it and cancels its pending jobs; REOPEN is for a closed one
/// and the only action that a closed one takes. Refused with 400 where the case does not fit, and with 401, not 403, where
/// it is another organization's (documented publicly; only the message of OPEN is, of all the texts).
public struct CaseStatusChange: CaseWriteSpec {
  /// The wanted status. Only CLOSE takes a reason (documented), so only that case carries one.
  public enum Wish: Hashable, Sendable {
    case open
    case close(CloseReason?)
    case reopen
  }

  public let caseID: CaseID
  public let wish: Wish

  public init(_ caseID: CaseID, _ wish: Wish) {
    self.caseID = caseID
    self.wish = wish
  }

  /// Each of the three is its own action in the record, so that the record can tell them apart without a field that
  /// older lines lack. The reason is free text about a patient and stays out of every record.
  private var action: WriteIntent.Action {
    switch wish {
    case .open: .openCase
    case .close: .closeCase
    case .reopen: .reopenCase
    }
  }

  public static let actions = [WriteIntent.Action.closeCase, .reopenCase, .openCase]

  public var isForClosedCases: Bool { wish == .reopen }

  /// Two closings count as the same write, whatever their reasons.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { true }

  /// Only `isArchived` says whether a case is open or closed: `closedAt` stays after a reopening (seen in public
  /// clients). Only the status shows a return to OPEN, and ASSIGNED leaves it unknown: the assignment may be older, or
  /// may be the one that the return itself starts (documented publicly).
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? {
    guard let isArchived = detail.isArchived else { return nil }
    switch target.action {
    case .closeCase: return isArchived
    case .reopenCase: return !isArchived
    default:
      if isArchived || detail.status == .abandoned { return false }
      return detail.status == .open ? true : nil
    }
  }

  public var target: WriteTarget { WriteTarget(action, caseID) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/cases/\(caseID)" }

  public var body: JSONValue {
    var members: [String: JSONValue] = ["action": .string("CHANGE_CASE_STATUS")]
    switch wish {
    case .open: members["status"] = .string("OPEN")
    case .close(let reason):
      members["status"] = .string("CLOSE")
      if let reason { members["reason"] = .string(reason.text) }
    case .reopen: members["status"] = .string("REOPEN")
    }
    return .object(members)
  }

  /// The documented answer has only `success`, which the caller has checked; it has no `data`.
  public func receipt(in answer: JSONValue) -> CaseOpenness? {
    if case .close = wish { .closed } else { .open }
  }

  public static func told(_ receipt: CaseOpenness) -> WriteReceipt { .status(receipt) }
}

/// A case after a change of its status that was done.
public enum CaseOpenness: Hashable, Sendable {
  case open
  case closed
}

/// The reason for closing a case, which the service keeps as the archive note (documented publicly), for closing one
/// product of it, or for cancelling an appointment: one line of text.
public struct CloseReason: Hashable, Sendable {
  /// Without spaces at both ends.
  public let text: String

  /// Unicode scalars. No limit is documented; a note that is longer is something else pasted by mistake.
  public static let longest = 1000

  public init(_ text: String) throws(CloseReasonProblem) {
    let trimmed = text.trimmedOfSpaces
    guard !trimmed.isEmpty else { throw .missing }
    if let scalar = trimmed.unicodeScalars.first(where: { !$0.isPlainText }) { throw .character(scalar) }
    let length = trimmed.unicodeScalars.count
    guard length <= Self.longest else { throw .tooLong(length) }
    self.text = trimmed
  }
}

/// The reason why a text is not a valid close reason. Holds at most one of its characters, and no letter.
public enum CloseReasonProblem: Error, Hashable, Sendable {
  case missing
  case character(Unicode.Scalar)
  case tooLong(Int)

  public var sentence: String {
    switch self {
    case .missing: return "Closing needs a reason."
    case .character(let scalar):
      return "The reason contains the character \(scalar.codeAndName): write the reason as one line of plain text."
    case .tooLong(let length):
      return "The reason has \(length) characters; at most \(CloseReason.longest) are allowed."
    }
  }
}

extension WriteIntent.Action {
  public static let closeCase = Self("close", of: CaseStatusChange.self, name: "case closing")
  public static let reopenCase = Self("reopen", of: CaseStatusChange.self, name: "case reopening")
  /// "Opening" already means showing a case on the screen, so the return to OPEN has a different name.
  public static let openCase = Self("open", of: CaseStatusChange.self, name: "return to OPEN")
}

extension Care360Client {
  public func changeStatus(
    of caseID: CaseID, to wish: CaseStatusChange.Wish, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<CaseOpenness> {
    try await send(CaseStatusChange(caseID, wish), consent: consent)
  }
}
