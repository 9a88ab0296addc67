package import Care360
package import FoundationEssentials

/// The reason that a case waits for a person. The rules are those of `WorklistRules`; what is not understood is a reason of its own, so
/// that no rule hides work.
package struct WorklistReason: Hashable, Sendable {
  package let kind: Kind
  /// The time since which the reason holds; nil when nobody gave a time.
  package let since: Date?
  /// For an unknown word: the member that holds it, and the word.
  package let detail: String?

  package init(_ kind: Kind, since: Date? = nil, detail: String? = nil) {
    self.kind = kind
    self.since = since
    self.detail = detail
  }

  /// The gravest first. The raw value stands in JSON and in views of the configuration.
  package enum Kind: String, CaseIterable, Sendable {
    case message
    case escalated
    case paymentError = "payment-error"
    case paymentDispute = "payment-dispute"
    case paymentOverdue = "payment-overdue"
    case visitMissed = "visit-missed"
    case visitToReschedule = "visit-to-reschedule"
    case longUntouched = "untouched-7d"
    case noOrder = "no-order"
    case noTracking = "no-tracking"
    case noDecision = "no-decision"
    case untouchedDays = "untouched-3d"
    case look
    case untouched
    case abandoned

    /// The smaller the graver.
    package var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }

    package var words: String {
      switch self {
      case .message: "patient wrote, unanswered"
      case .escalated: "escalated"
      case .paymentError: "payment failed"
      case .paymentDispute: "payment in dispute"
      case .paymentOverdue: "payment overdue"
      case .visitMissed: "visit missed"
      case .visitToReschedule: "visit to reschedule"
      case .noOrder: "approved, no order"
      case .noTracking: "order without tracking"
      case .noDecision: "no decision"
      case .longUntouched, .untouchedDays, .untouched: "not started"
      case .look: "look"
      case .abandoned: "abandoned"
      }
    }
  }

  package var words: String { detail.map { "\(kind.words): \($0)" } ?? kind.words }
}

/// After how many seconds a thing that waits becomes a reason.
package struct WorklistRules: Hashable, Sendable {
  package var noOrder: TimeInterval = 24 * 3600
  package var noTracking: TimeInterval = 48 * 3600
  package var untouched: TimeInterval = 48 * 3600

  package init() {}

  /// An untouched case becomes graver after this many seconds.
  static let days: TimeInterval = 3 * 86_400
  static let week: TimeInterval = 7 * 86_400

  /// The reasons, gravest first; within one kind, the longest waiting first.
  package func reasons(of found: Case, at now: Date) -> [WorklistReason] {
    let message = unanswered(found).map { [$0] } ?? []
    // In a closed case, only a message from the patient is a reason.
    guard found.isArchived != true else { return message }
    let reasons =
      message + status(of: found, at: now) + payments(of: found, at: now) + orders(of: found, at: now)
      + visits(of: found) + (found.isEscalated == true ? [WorklistReason(.escalated)] : [])
    return reasons.enumerated().sorted { one, other in
      (one.element.kind.rank, one.element.since ?? .distantFuture, one.offset)
        < (other.element.kind.rank, other.element.since ?? .distantFuture, other.offset)
    }.map(\.element)
  }

  // MARK: Messages

  /// The newest message that the patient can see is the patient's own. An author whose role nobody knows may be one.
  private func unanswered(_ found: Case) -> WorklistReason? {
    let visible = (found.comments ?? []).filter { !$0.isRestricted }
    guard
      let newest = visible.compactMap({ comment in comment.createdAt?.date.map { (comment, $0) } })
        .max(by: { $0.1 < $1.1 }) ?? (visible.count == 1 ? visible.first.map { ($0, .distantPast) } : nil)
    else { return visible.isEmpty ? nil : WorklistReason(.look, detail: "messages without readable times") }
    let since = newest.1 == .distantPast ? nil : newest.1
    switch newest.0.author?.role {
    case "USER": return WorklistReason(.message, since: since)
    case "CASEMANAGER", "CASEWORKER", "ADMIN", "CVADMIN", "CVTPA":
      // A message without a time may be newer than the answer.
      let isHidden = visible.contains { $0.createdAt?.date == nil && [.patient, .unclear].contains($0.writer) }
      return isHidden ? WorklistReason(.look, detail: "a message without a readable time") : nil
    case nil: return WorklistReason(.look, since: since, detail: "a message from an unknown sender")
    case let role?: return WorklistReason(.look, since: since, detail: "message role \(role)")
    }
  }

  // MARK: Status

  private func status(of found: Case, at now: Date) -> [WorklistReason] {
    let touched = (found.updatedAt ?? found.createdAt)?.date
    switch found.status {
    case .open?, .assigned?:
      guard let touched else { return [WorklistReason(.look, detail: "time of the case not readable")] }
      let age = now.timeIntervalSince(touched)
      guard age >= untouched else { return [] }
      let kind: WorklistReason.Kind = age >= Self.week ? .longUntouched : age >= Self.days ? .untouchedDays : .untouched
      return [WorklistReason(kind, since: touched)]
    case .approved?: return approved(found, at: now)
    case .noDecision?: return [WorklistReason(.noDecision, since: touched)]
    case .abandoned?: return [WorklistReason(.abandoned, since: touched)]
    case .inProgress?, .rejected?: return []
    case nil: return [WorklistReason(.look, detail: "status not given")]
    case let status?: return [WorklistReason(.look, since: touched, detail: "case status \(status.rawValue)")]
    }
  }

  private func approved(_ found: Case, at now: Date) -> [WorklistReason] {
    guard let orders = found.orders else { return [WorklistReason(.look, detail: "orders not given")] }
    guard orders.isEmpty else { return [] }
    let approvals = (found.decisions ?? []).filter { $0.isApproved == true }.compactMap { $0.createdAt?.date }
    guard let since = approvals.max() ?? (found.updatedAt ?? found.createdAt)?.date else {
      return [WorklistReason(.noOrder)]
    }
    return now.timeIntervalSince(since) >= noOrder ? [WorklistReason(.noOrder, since: since)] : []
  }

  // MARK: Payments, orders, visits

  private func payments(of found: Case, at now: Date) -> [WorklistReason] {
    (found.payments ?? []).compactMap { payment in
      let due = payment.dueDate?.date
      switch payment.status {
      case "ERROR": return WorklistReason(.paymentError, since: due)
      case "IN_DISPUTE": return WorklistReason(.paymentDispute, since: due)
      case "UNPAID":
        if let due { return due < now ? WorklistReason(.paymentOverdue, since: due) : nil }
        return payment.dueDate.map { WorklistReason(.look, detail: "due date \($0.text)") }
      case "PAID", "CANCELED", "LOST_DISPUTE", "REFUND", nil: return nil
      case let status?: return WorklistReason(.look, since: due, detail: "payment status \(status)")
      }
    }
  }

  /// No list of order statuses is published; these three are known from the documented life of a request.
  private func orders(of found: Case, at now: Date) -> [WorklistReason] {
    (found.orders ?? []).flatMap { order in
      let time = order.createdAt?.date
      var reasons: [WorklistReason] = []
      if let status = order.status, !["ORDERED", "SHIPPED", "DELIVERED"].contains(status) {
        reasons.append(WorklistReason(.look, since: time, detail: "order status \(status)"))
      }
      guard order.trackingID == nil, order.status != "DELIVERED" else { return reasons }
      guard let time else { return reasons + [WorklistReason(.look, detail: "an order without tracking or time")] }
      if now.timeIntervalSince(time) >= noTracking { reasons.append(WorklistReason(.noTracking, since: time)) }
      return reasons
    }
  }

  private func visits(of found: Case) -> [WorklistReason] {
    (found.calendarEvents ?? []).compactMap { visit in
      let start = visit.start?.date
      switch visit.status {
      case "MISSED_EVENT_BY_PROVIDER", "MISSED_EVENT_BY_USER":
        return replaced(visit, in: found) ? nil : WorklistReason(.visitMissed, since: start)
      case "NEED_RESCHEDULE":
        return replaced(visit, in: found) ? nil : WorklistReason(.visitToReschedule, since: start)
      case "EVENT_ACCEPTED_BY_PROVIDER", nil: return nil
      case let status?: return WorklistReason(.look, since: start, detail: "visit status \(status)")
      }
    }
  }

  /// True when a later visit that was neither missed nor cancelled replaces this one.
  private func replaced(_ visit: CalendarEvent, in found: Case) -> Bool {
    guard let start = visit.start?.date else { return false }
    return (found.calendarEvents ?? []).contains { other in
      guard let later = other.start?.date, later > start else { return false }
      return other.status == nil || other.status == "EVENT_ACCEPTED_BY_PROVIDER"
    }
  }
}
