package import FoundationEssentials

/// A column of the worklist. The raw value is its name in the configuration.
package enum WorklistColumn: String, CaseIterable, Hashable, Sendable {
  case shortID = "case"
  case patient
  case status
  case why
  case bundle
  case order
  case visit
  case message
  case changed
  /// The colleague who is in the case, or has taken it.
  case team

  /// Those of a list without a team.
  package static let standard = allCases.filter { $0 != .team }

  /// The head of the column.
  package var title: String {
    switch self {
    case .shortID: "Case"
    case .patient: "Patient"
    case .status: "Status"
    case .why: "Why"
    case .bundle: "Bundle"
    case .order: "Order"
    case .visit: "Next visit"
    case .message: "Message from"
    case .changed: "Changed"
    case .team: "Team"
    }
  }

  /// In the list of orders: "by patient".
  var orderWords: String {
    switch self {
    case .why: "the most urgent first"
    case .visit: "by next visit"
    case .changed: "the latest change first"
    case .shortID, .patient, .status, .bundle, .order, .message, .team: "by \(title.lowercased())"
    }
  }

  /// The value that rows are ordered by; nil: the row has none.
  func key(_ row: WorklistRow) -> String? {
    switch self {
    case .shortID: row.shownShortID
    case .patient: row.patient.lowercased()
    case .status: row.status?.words
    // The rows do not know it.
    case .why, .team: nil
    case .bundle: row.bundle?.lowercased()
    case .order: row.order
    case .visit: row.visit.map { Self.sortable($0.timeIntervalSince1970) }
    case .message: row.messageFrom?.lowercased()
    // The latest first.
    case .changed: row.changedAt.map { Self.sortable(4e10 - $0.timeIntervalSince1970) }
    }
  }

  /// Seconds as digits of one length, so that their order as text is their order in time.
  private static func sortable(_ seconds: Double) -> String {
    let digits = String(Int(max(0, min(9e10, seconds))))
    return String(repeating: "0", count: max(0, 11 - digits.count)) + digits
  }
}

/// How far back the list looks. The raw value is its name in the configuration.
package enum WorklistWindow: String, CaseIterable, Hashable, Sendable {
  case day = "24h"
  case week = "7d"
  case month = "30d"
  case twoMonths = "60d"

  package var seconds: TimeInterval {
    switch self {
    case .day: 86_400
    case .week: 7 * 86_400
    case .month: 30 * 86_400
    case .twoMonths: 60 * 86_400
    }
  }

  package var words: String {
    switch self {
    case .day: "24 hours"
    case .week: "7 days"
    case .month: "30 days"
    case .twoMonths: "60 days"
    }
  }
}
