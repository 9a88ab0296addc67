/// The service's words of one kind, as a person would say them. An unknown word is made readable and marked as new, so
/// that nobody thinks the program understands it. JSON on the command line keeps the service's words.
struct Vocabulary: Sendable {
  private let known: [String: String]

  /// "shipped"; of an unknown word "held at customs (new word)".
  func words(for raw: String) -> String { known[raw] ?? "\(Self.readable(raw)) (unknown value)" }

  /// "not given" where the service said nothing.
  func span(for raw: String?, _ role: Role = .text) -> Span {
    raw.map { Span(words(for: $0), known[$0] == nil ? .warning : role) } ?? Span("not given", .muted)
  }

  func knows(_ raw: String) -> Bool { known[raw] != nil }

  /// `HELD_AT_CUSTOMS` as "held at customs"; a text in any other form stays as it came.
  static func readable(_ raw: String) -> String {
    let isConstant = raw.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    guard isConstant else { return raw }
    let words = raw.lowercased().split(separator: "_").joined(separator: " ")
    return words.isEmpty ? raw : words
  }

  /// Documented.
  static let caseStatus = Vocabulary(known: [
    "OPEN": "open", "ASSIGNED": "assigned", "IN_PROGRESS": "in progress", "APPROVED": "approved",
    "REJECTED": "rejected", "NO_DECISION": "no decision", "ABANDONED": "abandoned",
  ])

  /// The first two are documented, the rest seen.
  static let archiveReason = Vocabulary(known: [
    "COMPLETE": "complete", "INELIGIBLE": "ineligible", "APPROVED": "approved", "DENIED": "denied",
    "RESOLVED": "resolved",
  ])

  /// Documented.
  static let productStatus = Vocabulary(known: ["OPEN": "open", "CLOSE": "closed"])

  /// No list is published; these are the documented states of a request on its way.
  static let orderStatus = Vocabulary(known: [
    "PENDING": "pending", "APPROVED": "approved", "REJECTED": "rejected", "ORDERED": "ordered", "SHIPPED": "shipped",
    "DELIVERED": "delivered",
  ])

  /// Documented.
  static let paymentStatus = Vocabulary(known: [
    "PAID": "paid", "UNPAID": "not paid", "CANCELED": "cancelled", "IN_DISPUTE": "in dispute",
    "LOST_DISPUTE": "dispute lost", "REFUND": "refunded", "ERROR": "failed",
  ])

  /// Documented.
  static let visitStatus = Vocabulary(known: [
    "EVENT_ACCEPTED_BY_PROVIDER": "accepted by the clinician", "MISSED_EVENT_BY_PROVIDER": "missed by the clinician",
    "MISSED_EVENT_BY_USER": "missed by the patient", "NEED_RESCHEDULE": "to be rescheduled",
  ])

  /// Documented.
  static let gender = Vocabulary(known: ["MALE": "male", "FEMALE": "female", "OTHER": "other"])

  /// The documented webhook events; the case history uses the same names (seen for some of them).
  static let event = Vocabulary(known: [
    "ADD_CASE_ASSIGNEE": "clinician assigned", "ADD_CASE_ATTACHMENT": "file added", "ADD_CASE_COMMENT": "message added",
    "ADD_CASE_DECISION": "decision made", "ADD_FORM_RESPONSE": "form answered",
    "ADD_HR_REP": "support contact assigned",
    "ADD_PAYMENT_INFO_USING_LINK": "payment details given by link", "ARCHIVE_CASE": "case closed",
    "CALENDAR_EVENT_CANCELED": "visit cancelled", "CALENDAR_EVENT_CREATED": "visit booked",
    "CALENDAR_EVENT_NO_SHOW": "visit marked as missed",
    "CALENDAR_EVENT_NO_SHOW_REMOVED": "visit no longer marked as missed",
    "CALENDAR_EVENT_RESCHEDULED": "visit rescheduled", "CHANGE_CASE_STATUS": "status changed",
    "COMMENT_ACKNOWLEDGED": "message acknowledged", "CREATE_CASE": "case created",
    "DECISION_DELETED": "decision deleted", "DEESCALATE_CASE": "escalation ended",
    "DELETE_ATTACHMENT": "file deleted", "DELETE_CASE_COMMENT": "message deleted", "ESCALATE_CASE": "case escalated",
    "FOLLOWUP_EMAIL": "follow-up e-mail", "FOLLOWUP_FORM": "follow-up form", "IMPORT_CASE": "case imported",
    "INBOUND_EMAIL": "e-mail received", "NOTE_ACKNOWLEDGED": "note acknowledged", "ORDER_CREATED": "order created",
    "ORDER_STATUS_CHANGED": "order status changed", "ORDER_TRACKING_ADDED": "tracking number added",
    "OUTBOUND_EMAIL": "e-mail sent", "PAYMENT_ADDED": "payment added", "PAYMENT_COMPLETED": "payment completed",
    "PAYMENT_INFO_LINK_SENT": "payment link sent", "REMOVE_CASE_ASSIGNEE": "clinician removed",
    "REMOVE_HR_REP": "support contact removed", "REOPEN_CASE": "case reopened", "SMS_RECEIVED": "text message received",
    "SMS_SENT": "text message sent", "SUPPORT_NOTE_ADDED": "support note added",
    "SUPPORT_NOTE_COMPLETED": "support note completed", "SUPPORT_NOTE_UPDATED": "support note updated",
    "TEXT_INFO": "information", "UPDATE_FORM_RESPONSE": "form answers changed",
    "VISIT_TYPE_CHANGED": "visit type changed",
  ])
}
