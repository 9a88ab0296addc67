public import FoundationEssentials

/// A write on a case. Each kind keeps everything that is specific to it in one file.
public protocol CaseWriteSpec: Hashable, Sendable {
  /// The part of the service's answer that says it is done.
  associatedtype Receipt: Sendable

  /// The actions under which the record knows this kind of write.
  static var actions: [WriteIntent.Action] { get }
  /// Documented for this kind of write alone.
  static var refusals: [WriteRefusal] { get }
  /// True where the service counts this kind of write against a limit that the whole organization shares.
  static var sharesLimit: Bool { get }
  /// A refusal that a member of the answer tells, not its text; nil where this answer has none.
  static func refusal(in answer: JSONValue) -> WriteRefusal?
  /// The likely cause of a 400 without more detail, a sentence; nil where none is known.
  static var invalidHint: String? { get }
  /// The likely cause of a 409, within a sentence; nil where none is documented.
  static var conflictHint: String? { get }
  /// True when the service also refuses this kind of write with 200 and `success: false` or a list of errors.
  static var isRefusedWithSuccess: Bool { get }
  /// True when two writes on the same case may be the same write, so that sending both could do it twice.
  static func isAlike(_ one: WriteTarget, _ other: WriteTarget) -> Bool
  /// The same of this very write, which knows more of itself than the record does.
  func isAlike(_ other: CaseWrite) -> Bool
  /// True when a fresh read of the case shows that the write is done; nil when the case cannot tell.
  static func isVisible(_ target: WriteTarget, in detail: Case) -> Bool?
  /// The same for this very write, which knows more of itself than the record does.
  ///
  /// - Parameter begun: when it was sent.
  func isVisible(in detail: Case, begun: Date) -> Bool?
  /// The users whose standing tells more of it than the case does; empty where there are none.
  var witnesses: [CustomerIdentifier] { get }
  /// The same by what the service says of those users; nil when that cannot tell.
  func isVisible(by standings: [CustomerIdentifier: UserStanding]) -> Bool?

  var target: WriteTarget { get }
  /// True when the write is meant for a closed case. The service may refuse any other write on a closed case.
  var isForClosedCases: Bool { get }
  /// The secret that its route takes.
  var credential: CredentialKind { get }
  /// Of the route, below the base URL.
  var path: String { get }
  var body: JSONValue { get }
  /// Nil where the answer is not what is documented for this very write.
  func receipt(in answer: JSONValue) -> Receipt?
  static func told(_ receipt: Receipt) -> WriteReceipt
}

extension CaseWriteSpec {
  public static var refusals: [WriteRefusal] { [] }
  public static func refusal(in answer: JSONValue) -> WriteRefusal? { nil }
  public static var sharesLimit: Bool { false }
  public static var invalidHint: String? { nil }
  public static var conflictHint: String? { nil }
  public static var isRefusedWithSuccess: Bool { false }
  public var isForClosedCases: Bool { false }
  public func isAlike(_ other: CaseWrite) -> Bool { target.isAlike(other.target) }
  public func isVisible(in detail: Case, begun: Date) -> Bool? { target.isVisible(in: detail) }
  public var witnesses: [CustomerIdentifier] { [] }
  public func isVisible(by standings: [CustomerIdentifier: UserStanding]) -> Bool? { nil }
}

/// Any write on a case. A new one has a case, a row of `kinds` and a line of the switch here.
public enum CaseWrite: Hashable, Sendable {
  case refill(RefillLinkRequest)
  case bundle(BundleChange)
  case products(ProductAddition)
  case status(CaseStatusChange)
  case communication(Communication)
  case closeProduct(ProductClosing)
  case escalation(EscalationChange)
  case changeEmail(EmailChange)
  case updateProfile(ProfileUpdate)
  case newCase(NewCase)
  case cancelAppointment(AppointmentCancellation)

  static let kinds: [any CaseWriteSpec.Type] = [
    RefillLinkRequest.self, BundleChange.self, ProductAddition.self, CaseStatusChange.self,
    Communication.self, ProductClosing.self, EscalationChange.self, EmailChange.self, ProfileUpdate.self, NewCase.self,
    AppointmentCancellation.self,
  ]

  public var spec: any CaseWriteSpec {
    switch self {
    case .refill(let write): write
    case .bundle(let write): write
    case .products(let write): write
    case .status(let write): write
    case .communication(let write): write
    case .closeProduct(let write): write
    case .escalation(let write): write
    case .changeEmail(let write): write
    case .updateProfile(let write): write
    case .newCase(let write): write
    case .cancelAppointment(let write): write
    }
  }
}

extension CaseWrite {
  public var target: WriteTarget { spec.target }
  public var caseID: CaseID { target.caseID }
  /// In the coordinator's words.
  public var name: String { target.name }
}

/// The result of a completed write.
public enum WriteReceipt: Hashable, Sendable {
  case link(String)
  case bundle(BundleReference)
  case products(CaseID)
  case status(CaseOpenness)
  case communication(Communication.Kind)
  case productClosed(ProductID)
  /// With the open escalations of the case that the answer names.
  case escalation([OpenEscalation])
  case email(EmailAddress)
  case profile(EmailAddress)
  /// The id of the new case; nil where the service did not say it.
  case newCase(CaseID?)
  case appointmentCancelled(AppointmentID)
}

/// The aim of a write and the case it acts on, as far as the record of writes knows it. No PHI.
public struct WriteTarget: Hashable, Sendable {
  public let action: WriteIntent.Action
  public let caseID: CaseID
  public let productIDs: [ProductID]
  public let bundleID: BundleID?

  public init(
    _ action: WriteIntent.Action, _ caseID: CaseID, productIDs: [ProductID] = [], bundleID: BundleID? = nil
  ) {
    self.action = action
    self.caseID = caseID
    self.productIDs = productIDs
    self.bundleID = bundleID
  }

  /// In the coordinator's words: "refill link".
  public var name: String { action.name }

  /// True for the same write on the same case: sending both may do it twice. A case id is unique across all services.
  public func isAlike(_ other: WriteTarget) -> Bool {
    action == other.action && caseID == other.caseID && action.spec.isAlike(self, other)
  }

  /// True where a fresh read of its case shows it done; nil where that cannot be told.
  public func isVisible(in detail: Case) -> Bool? { action.spec.isVisible(self, in: detail) }
}

extension WriteIntent {
  public var target: WriteTarget { WriteTarget(action, caseID, productIDs: productIDs, bundleID: bundleID) }
}
