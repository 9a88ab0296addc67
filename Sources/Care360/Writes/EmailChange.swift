public import FoundationEssentials

/// Gives the patient of a case another e-mail address. The patient is found by it from then on, and no longer by the old one.
///
/// `POST /api/v1/users`, action UPDATE_EMAIL (documented publicly), allowed while cases are active. The change is one of the
/// user; the record knows the case alone, so that no address is in it.
public struct EmailChange: CaseWriteSpec {
  /// The case that stands for the patient.
  public let caseID: CaseID
  public let current: EmailAddress
  public let new: EmailAddress

  public init(_ caseID: CaseID, from current: EmailAddress, to new: EmailAddress) {
    self.caseID = caseID
    self.current = current
    self.new = new
  }

  public static let actions = [WriteIntent.Action.changeEmail]

  static let unknownUser = WriteRefusal(
    text: "User ", ending: " does not exist",
    sentence: "The service knows no user with the current e-mail address: look the patient up again.")
  public static let refusals = [unknownUser]

  /// The record knows no address, so that any two on a case may be the same.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { true }

  public func isAlike(_ other: CaseWrite) -> Bool {
    guard case .changeEmail(let other) = other else { return false }
    return target.isAlike(other.target) && new.isSame(as: other.new.text)
  }

  /// The record knows no address to look for.
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? { nil }

  /// Nil where the case gives another address than the two, or none.
  public func isVisible(in detail: Case, begun: Date) -> Bool? {
    guard detail.id == caseID, let email = detail.submitter.email else { return nil }
    if new.isSame(as: email) { return true }
    return current.isSame(as: email) ? false : nil
  }

  public var witnesses: [CustomerIdentifier] { [.email(current), .email(new)] }

  /// The new address exists and the old one does not: it was done. The other way round: it was not.
  public func isVisible(by standings: [CustomerIdentifier: UserStanding]) -> Bool? {
    guard let old = standings[.email(current)], let now = standings[.email(new)], old.isKnown != now.isKnown else {
      return nil
    }
    return now.isKnown
  }

  public var target: WriteTarget { WriteTarget(.changeEmail, caseID) }
  public var credential: CredentialKind { .apiKey }
  public var path: String { "/api/v1/users" }

  public var body: JSONValue {
    .object([
      "action": .string("UPDATE_EMAIL"),
      "data": .object(["currentEmail": .string(current.text), "newEmail": .string(new.text)]),
    ])
  }

  /// The documented answer carries the user. Nil where it names another address than the new one.
  public func receipt(in answer: JSONValue) -> EmailAddress? {
    guard let answered = answer["data"]?["user"]?["email"]?.shown else { return new }
    return new.isSame(as: answered) ? new : nil
  }

  public static func told(_ receipt: EmailAddress) -> WriteReceipt { .email(receipt) }
}

extension EmailAddress {
  /// True for the same address in any case of its letters, as services store it.
  public func isSame(as text: String) -> Bool { self.text.lowercased() == text.lowercased() }
}

extension WriteIntent.Action {
  public static let changeEmail = Self("email", of: EmailChange.self, name: "e-mail change")
}

extension Care360Client {
  public func changeEmail(
    of caseID: CaseID, from current: EmailAddress, to new: EmailAddress, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<EmailAddress> {
    try await send(EmailChange(caseID, from: current, to: new), consent: consent)
  }
}
