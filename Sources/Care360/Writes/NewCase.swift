public import FoundationEssentials

/// Makes a case for a patient who has none, with its products and their forms.
///
/// `POST /api/v1/cases` with the token (documented publicly). Its answers are not documented: the id of the case is read where
/// Add Products has it, and may be missing. A failure inside 200 is seen in public clients of the older way to make a case,
/// and counts as a refusal here too.
public struct NewCase: CaseWriteSpec {
  public let payload: NewCasePayload

  public init(_ payload: NewCasePayload) { self.payload = payload }

  public static let actions = [WriteIntent.Action.newCase]
  public static let conflictHint: String? = "the patient may have an open case already"
  public static let isRefusedWithSuccess = true

  /// The record knows no patient, so that any two may be the same.
  public static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool { true }

  public func isAlike(_ other: CaseWrite) -> Bool {
    guard case .newCase(let other) = other else { return false }
    return payload.email.isSame(as: other.payload.email.text)
  }

  /// The record knows no patient to look for.
  public static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool? { nil }

  /// The clocks of service and operator may differ by this much, in seconds.
  private static let clockDifference = 300.0

  /// By the newest case of the patient: true where it was made since. Nil where it is somebody else's or has no time.
  public func isVisible(in detail: Case, begun: Date) -> Bool? {
    guard let email = detail.submitter.email, payload.email.isSame(as: email), let made = detail.createdAt?.date else {
      return nil
    }
    return made >= begun.addingTimeInterval(-Self.clockDifference)
  }

  public var target: WriteTarget { WriteTarget(.newCase, .notYet, productIDs: payload.productIDs) }
  public var credential: CredentialKind { .token }
  public var path: String { "/api/v1/cases" }
  public var body: JSONValue { payload.json }

  public func receipt(in answer: JSONValue) -> NewCaseReceipt? {
    let data = answer["data"]
    let text = data?["caseId"]?.string ?? data?["case"]?["id"]?.string ?? answer["case"]?["id"]?.string
    return NewCaseReceipt(caseID: text.flatMap(UUIDText.normalised).flatMap(CaseID.init(uuid:)))
  }

  public static func told(_ receipt: NewCaseReceipt) -> WriteReceipt { .newCase(receipt.caseID) }
}

public struct NewCaseReceipt: Hashable, Sendable {
  /// Nil where the service did not say it.
  public let caseID: CaseID?
}

extension CaseID {
  fileprivate init?(uuid: String) {
    do { try self.init(uuid) } catch { return nil }
  }
}

extension WriteIntent.Action {
  public static let newCase = Self("new-case", of: NewCase.self, name: "new case")
}

extension Care360Client {
  public func make(
    _ write: NewCase, consent: RepeatConsent = .none
  ) async throws(Care360Error) -> Written<NewCaseReceipt> {
    try await send(write, consent: consent)
  }
}
