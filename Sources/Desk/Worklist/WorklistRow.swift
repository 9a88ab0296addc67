package import Care360
package import FoundationEssentials

/// A case of the worklist with why it waits, the gravest reason first. It keeps what a row shows and nothing else of the case.
package struct WorklistRow: Hashable, Sendable {
  package let id: CaseID
  /// As the service gave it.
  package let shortID: String?
  /// The short id, or the start of the case id.
  package let shownShortID: String
  /// "Avery L."
  package let patient: String
  /// For the question whether the patient has a newer case; not shown.
  let email: String?
  package let status: CaseStatus?
  package let isArchived: Bool?
  /// Nil for a case that the list did not bring, and that is here because of its follow-up.
  let isEscalated: Bool?
  package let reasons: [WorklistReason]
  package let bundle: String?
  let order: String?
  let visit: Date?
  let messageFrom: String?
  package let updatedAt: Instant?
  let changedAt: Date?

  package init(_ detail: Case, _ rules: WorklistRules, at now: Date) {
    id = detail.id
    shortID = detail.shortID
    shownShortID = detail.shownShortID
    patient = detail.shortName
    email = detail.submitter.email
    status = detail.status
    isArchived = detail.isArchived
    isEscalated = detail.isEscalated == true
    reasons = rules.reasons(of: detail, at: now)
    bundle = detail.bundle?.name
    order = detail.newestOrder.map {
      [$0.status.map(Vocabulary.orderStatus.words), $0.trackingID].compactMap { $0 }.joined(separator: " ")
    }
    visit = detail.nextVisit(at: now)?.start?.date
    messageFrom = detail.lastAuthor
    updatedAt = detail.updatedAt
    changedAt = (detail.updatedAt ?? detail.createdAt)?.date
  }

  /// The row of a case that the list did not bring.
  init(_ followUp: FollowUp) {
    id = followUp.caseID
    shortID = nil
    shownShortID = followUp.shortID
    patient = followUp.shortName
    email = nil
    status = nil
    isArchived = nil
    isEscalated = nil
    reasons = []
    bundle = nil
    order = nil
    visit = nil
    messageFrom = nil
    updatedAt = nil
    changedAt = nil
  }

  /// The gravest reason, and how long it has held: "approved, no order 3d".
  package func why(at now: Date) -> String { why { TimeText.age(since: $0, at: now) } }

  /// - Parameter age: the words for how long ago a time is.
  func why(_ age: (Date) -> String) -> String {
    guard let reason = reasons.first else { return "" }
    return reason.words + (reason.since.map { " " + age($0) } ?? "")
  }

  /// "no decision"; a status that is not known stands as it came.
  private var isListed: Bool { isEscalated != nil }

  package var statusWords: String { status?.words ?? (isListed ? "status not given" : "not in list") }
}

extension CaseStatus {
  package var words: String { Vocabulary.caseStatus.words(for: rawValue) }
}

extension Case {
  /// The author of the newest message that the patient can see.
  fileprivate var lastAuthor: String? {
    let dated = (comments ?? []).filter { !$0.isRestricted }
      .compactMap { comment in comment.createdAt?.date.map { (comment, $0) } }
    guard let newest = dated.max(by: { $0.1 < $1.1 })?.0 else { return nil }
    return newest.author?.role == "USER" ? "patient" : newest.author?.name ?? "author unclear"
  }
}

extension [WorklistRow] {
  /// The rows, gravest first; for the same reason the longest waiting first, and the others by their last change.
  package var byGravity: [WorklistRow] {
    enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      let (left, right) = (a.reasons.first, b.reasons.first)
      let ranks = (left?.kind.rank ?? .max, right?.kind.rank ?? .max)
      guard ranks.0 == ranks.1 else { return ranks.0 < ranks.1 }
      if left != nil {
        let since = (left?.since ?? .distantFuture, right?.since ?? .distantFuture)
        guard since.0 == since.1 else { return since.0 < since.1 }
      } else {
        let changed = (a.changedAt ?? .distantPast, b.changedAt ?? .distantPast)
        guard changed.0 == changed.1 else { return changed.0 > changed.1 }
      }
      return one.offset < other.offset
    }.map(\.element)
  }

  /// The rows sorted by a column, rows without a value last; equal values by gravity.
  package func sorted(by column: WorklistColumn) -> [WorklistRow] {
    let rows = byGravity
    guard column != .why else { return rows }
    return rows.map { (key: column.key($0), row: $0) }.enumerated().sorted { one, other in
      guard one.element.key == other.element.key else {
        guard let left = one.element.key else { return false }
        guard let right = other.element.key else { return true }
        return left < right
      }
      return one.offset < other.offset
    }.map(\.element.row)
  }
}
