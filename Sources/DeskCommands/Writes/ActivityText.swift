import Care360
import CaseStore
import FoundationEssentials

/// An entry of the record in one line for people.
enum ActivityText {
  static func line(of intent: WriteIntent) -> String {
    CaseText.joined([
      intent.time.formatted(.iso8601),
      what(intent.action.rawValue, bundle: intent.bundleID?.text, products: intent.productIDs.map(\.text)),
      "case \(intent.caseID)", "by \(intent.operatorName)", "(\(intent.profile))", intent.id,
    ])
  }

  static func line(of record: ActivityRecord) -> String {
    let write = what(record.action, bundle: record.bundleID, products: record.productIDs)
    let happened: String =
      switch record.event {
      case .opened: write + ": begun"
      case .closed: write + ": " + (record.outcome.map(ending) ?? "ended")
      case .settled: write + ": settled, " + (record.outcome.map(settlement) ?? "")
      case .viewed: view(record.outcome)
      case .blocked: write + ": not begun, " + (record.outcome.map(block) ?? "")
      case .forgotten: "wrong person: the case was removed from the recents"
      case .cut: "the record was found cut at its end, or replaced"
      case .acknowledged: "the damage of the record was acknowledged"
      }
    return CaseText.joined([
      record.time, happened, record.caseID.isEmpty ? nil : "case \(record.caseID)", "by \(record.operatorName)",
      "(\(record.profile))", record.id,
    ])
  }

  private static func what(_ action: String, bundle: String?, products: [String]) -> String {
    let words: String =
      switch WriteIntent.Action(rawValue: action) {
      case .requestRefillLink: "refill link"
      case .changeBundle: "bundle -> " + (bundle ?? "")
      case .addProducts: "add products"
      case .closeCase: "close case"
      case .reopenCase: "reopen case"
      case .openCase: "case back to OPEN"
      case nil: action
      }
    return CaseText.joined([words, products.isEmpty ? nil : products.joined(separator: ", ")])
  }

  /// What a later version wrote stays as it is, here and below.
  private static func ending(_ outcome: String) -> String {
    switch WriteOutcome(rawValue: outcome) {
    case .done: "done"
    case .refused: "refused by the service"
    case .notSent: "not sent"
    case .unknown: "not known whether it was done"
    case nil: outcome
    }
  }

  private static func settlement(_ outcome: String) -> String {
    switch Settlement(rawValue: outcome) {
    case .happened: "it happened"
    case .didNotHappen: "it did not happen"
    case .seen: "the case shows it"
    case nil: outcome
    }
  }

  private static func view(_ outcome: String?) -> String {
    guard let outcome else { return "looked at the case" }
    return switch ViewOutcome(rawValue: outcome) {
    case .shown: "looked at the case"
    case .shownFromCache: "looked at the case as it is kept here"
    case .notFound: "asked for a case that there is not"
    case .refused: "asked for a case that may not be seen"
    case .failed: "asked for a case in vain"
    case nil: outcome
    }
  }

  private static func block(_ outcome: String) -> String {
    switch WriteBlock(rawValue: outcome) {
    case .readOnly: "read-only"
    case .unsettled: "the same write is not settled"
    case nil: outcome
    }
  }
}
