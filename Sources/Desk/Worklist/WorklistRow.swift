package import Care360
package import FoundationEssentials

/// A case of the worklist with why it waits, the gravest reason first.
package struct WorklistRow: Hashable, Sendable {
  package let detail: Case
  package let reasons: [WorklistReason]

  package init(_ detail: Case, _ rules: WorklistRules, at now: Date) {
    self.detail = detail
    reasons = rules.reasons(of: detail, at: now)
  }

  /// The gravest reason, and how long it has held: "approved, no order 3d".
  package func why(at now: Date) -> String {
    guard let reason = reasons.first else { return "" }
    return reason.words + (reason.since.map { " " + TimeText.age(since: $0, at: now) } ?? "")
  }
}

extension [WorklistRow] {
  /// The gravest first; of the same reason the longest waiting, and of the rest the one that changed last.
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
        let changed = (a.detail.changedAt ?? .distantPast, b.detail.changedAt ?? .distantPast)
        guard changed.0 == changed.1 else { return changed.0 > changed.1 }
      }
      return one.offset < other.offset
    }.map(\.element)
  }
}

extension Case {
  package var changedAt: Date? { (updatedAt ?? createdAt)?.date }
}
