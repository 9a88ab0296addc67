public import FoundationEssentials

/// Escalates a case, or updates one of its open escalations.
///
/// `POST /api/v1/cases/:caseId`, actions ADD_ESCALATION and UPDATE_ESCALATION (documented publicly): `escalations` with one
/// entry here. ADD takes `type` and `title`; the page of ADD is cut, and that it takes `note`, `followUpDueAt` and
/// `assignedToEmail` as UPDATE does is assumed, so each is sent only when it is given. UPDATE takes an open escalation of the
/// case; ids are refused with 400, which lists the open ones in `data.escalations`. The answer of neither is documented: one
/// with `success` is done.
public struct EscalationChange: CaseWriteSpec {
  public enum Wish: Hashable, Sendable {
    case add(EscalationKind, EscalationTitle)
    case update(EscalationID)
  }

  public let caseID: CaseID
  public let wish: Wish
  public let details: EscalationDetails
  /// The answer of the case when the write was confirmed; nil where it gave none, or was not read.
  public let wasEscalated: Bool?

  public init(_ caseID: CaseID, _ wish: Wish, _ details: EscalationDetails, wasEscalated: Bool? = nil) {
    self.caseID = caseID
    self.wish = wish
    self.details = details
    self.wasEscalated = wasEscalated
  }

  public static let actions = [WriteIntent.Action.escalate, .updateEscalation]

  /// Title, note and id stay out of the record, so that any two of one action may be the same.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { true }

  /// Another title, or another escalation, is a different write.
  public func isAlike(_ other: CaseWrite) -> Bool {
    guard case .escalation(let other) = other else { return false }
    return target.isAlike(other.target) && wish == other.wish
  }

  /// A case that is not escalated shows that nothing was added. The record does not know whether it was escalated before,
  /// and a case says nothing about an update.
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? {
    target.action == .escalate && detail.isEscalated == false ? false : nil
  }

  /// A case that was not escalated before and is now shows the escalation.
  public func isVisible(in detail: Case, begun: Date) -> Bool? {
    wasEscalated == false && target.action == .escalate ? detail.isEscalated : target.isVisible(in: detail)
  }

  private var action: WriteIntent.Action {
    switch wish {
    case .add: .escalate
    case .update: .updateEscalation
    }
  }

  public var target: WriteTarget { WriteTarget(action, caseID) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/cases/\(caseID)" }

  public var body: JSONValue {
    var members = details.members
    let action: String
    switch wish {
    case .add(let kind, let title):
      action = "ADD_ESCALATION"
      members["type"] = .string(kind.rawValue)
      members["title"] = .string(title.text)
    case .update(let id):
      action = "UPDATE_ESCALATION"
      members["escalationId"] = .string(id.text)
    }
    return .object(["action": .string(action), "escalations": .array([.object(members)])])
  }

  public static let invalidHint: String? =
    "A closed case has to be reopened first; title and assignee must be the service's own."

  /// Only an update is refused with a list.
  public static func refusal(in answer: JSONValue) -> WriteRefusal? {
    guard let open = OpenEscalation.list(in: answer) else { return nil }
    return WriteRefusal(
      sentence: open.isEmpty
        ? "The case has no open escalation that the service lists. A closed case has to be reopened first."
        : "The service does not take this update: choose one of the open escalations of the case, which it lists.",
      escalations: open)
  }

  public func receipt(in answer: JSONValue) -> [OpenEscalation]? { OpenEscalation.list(in: answer) ?? [] }

  public static func told(_ receipt: [OpenEscalation]) -> WriteReceipt { .escalation(receipt) }
}

extension WriteIntent.Action {
  public static let escalate = Self("escalate", of: EscalationChange.self, name: "escalation")
  public static let updateEscalation = Self(
    "update-escalation", of: EscalationChange.self, name: "escalation update")
}

extension Care360Client {
  public func escalate(
    _ change: EscalationChange, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<[OpenEscalation]> {
    try await send(change, consent: consent)
  }
}
