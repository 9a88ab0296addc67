/// A word of a documented vocabulary, kept as text when the service sends one that is not in it.
public protocol OpenVocabulary: RawRepresentable, Hashable, Sendable where RawValue == String {
  init(rawValue: String)
}

/// The status of a case (documented). `Case.isArchived`, not the status, says whether a case is open or closed.
public struct CaseStatus: OpenVocabulary {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let open = CaseStatus(rawValue: "OPEN")
  public static let assigned = CaseStatus(rawValue: "ASSIGNED")
  public static let inProgress = CaseStatus(rawValue: "IN_PROGRESS")
  public static let approved = CaseStatus(rawValue: "APPROVED")
  public static let rejected = CaseStatus(rawValue: "REJECTED")
  public static let noDecision = CaseStatus(rawValue: "NO_DECISION")
  public static let abandoned = CaseStatus(rawValue: "ABANDONED")

  /// The whole vocabulary, in the order of a case's life.
  public static let known: [CaseStatus] = [
    .open, .assigned, .inProgress, .approved, .rejected, .noDecision, .abandoned,
  ]
}
