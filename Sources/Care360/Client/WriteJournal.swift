public import FoundationEssentials

/// A write that is about to start, without PHI.
public struct WriteIntent: Hashable, Sendable {
  /// Unique for this attempt.
  public let id: String
  public let time: Date
  /// The person who acts: the configured name or the Unix login name.
  public let operatorName: String
  public let profile: String
  public let action: Action
  public let caseID: CaseID
  public let productIDs: [ProductID]
  public let bundleID: BundleID?
  /// The time when a later write of the same content was done. The case shows that one and proves nothing about this.
  public let repeatedAt: Date?

  public init(
    id: String, time: Date, operatorName: String, profile: String, action: Action, caseID: CaseID,
    productIDs: [ProductID] = [], bundleID: BundleID? = nil, repeatedAt: Date? = nil
  ) {
    self.id = id
    self.time = time
    self.operatorName = operatorName
    self.profile = profile
    self.action = action
    self.caseID = caseID
    self.productIDs = productIDs
    self.bundleID = bundleID
    self.repeatedAt = repeatedAt
  }
}

/// How a write ended.
public enum WriteOutcome: String, Hashable, Sendable {
  /// Not one byte of the body left.
  case notSent
  /// The service said no.
  case refused
  /// The service said yes, in the documented shape.
  case done
  /// Anything else: it may or may not have happened.
  case unknown
}

/// The reason why this program refused a write before anything was sent.
public enum WriteBlock: String, CaseIterable, Hashable, Sendable {
  case readOnly = "read-only"
  /// The same write is unsettled.
  case unsettled
}

/// Consent to repeat a write whose earlier attempts are unsettled, given by a person who saw those attempts.
public enum RepeatConsent: Hashable, Sendable {
  case none
  /// The ids of the attempts that the person was shown. An attempt made since then still blocks the write.
  case shown(Set<String>)

  public static func shown(_ earlier: [WriteIntent]) -> RepeatConsent { .shown(Set(earlier.map(\.id))) }

  /// The writes among `unsettled` that block `intent`.
  public func obstacles(to intent: WriteIntent, among unsettled: [WriteIntent]) -> [WriteIntent] {
    let seen: Set<String> = if case .shown(let ids) = self { ids } else { [] }
    return unsettled.filter { $0.target.isAlike(intent.target) && !seen.contains($0.id) }
  }
}

/// A journal that cannot be written or read. The sentence says what to do and holds no PHI.
public struct JournalProblem: Error, Hashable, Sendable {
  public let sentence: String
  public init(_ sentence: String) { self.sentence = sentence }
}

/// The record of writes: each is opened durably before its first byte and closed with its outcome.
public protocol WriteJournal: Sendable {
  /// Opens `intent` and, in the same step, checks whether the same write is unsettled: of two processes that ask at the
  /// same moment, only one can go on.
  ///
  /// - Returns: an empty list when the intent is on disk (written and synced), so that the write may start; otherwise
  ///   the unsettled same writes that block it, without those that the consent covers, and nothing was recorded.
  func open(_ intent: WriteIntent, repeating consent: RepeatConsent) async throws(JournalProblem) -> [WriteIntent]
  func close(_ id: String, outcome: WriteOutcome) async throws(JournalProblem)
  /// Notes a write that was refused before it was opened.
  func noteBlocked(_ intent: WriteIntent, because reason: WriteBlock) async throws(JournalProblem)
  /// Writes that were opened and have no outcome, or an unknown one that nobody settled.
  func unsettled() async throws(JournalProblem) -> [WriteIntent]
}
