import Care360
import CaseStore
import Desk
import FoundationEssentials

extension ActivityEntry {
  /// The record in the coordinator's words: a write is one entry, with how it ended.
  static func entries(of records: [ActivityRecord]) -> [ActivityEntry] {
    var entries: [ActivityEntry] = []
    var placeOfWrite: [String: Int] = [:]
    for record in records {
      switch record.event {
      case .closed, .settled:
        // Its beginning may be in a part of the file that cannot be read.
        guard let place = placeOfWrite[record.id] else { fallthrough }
        entries[place].outcome = words(ofOutcome: record)
      case .opened, .viewed, .blocked, .forgotten, .cut, .acknowledged:
        if record.event == .opened { placeOfWrite[record.id] = entries.count }
        entries.append(
          ActivityEntry(
            time: time(of: record), operatorName: record.operatorName, action: words(of: record),
            caseID: caseID(of: record),
            outcome: words(ofOutcome: record)))
      }
    }
    return entries
  }

  private static func words(of record: ActivityRecord) -> String {
    switch record.event {
    case .viewed: return "looked at the case"
    case .forgotten: return "wrong person: forgot the case"
    case .cut: return "found the record cut at its end, or replaced"
    case .acknowledged: return "acknowledged the damage of the record"
    case .blocked: return "was kept from: " + write(record.action)
    case .opened, .closed, .settled: return write(record.action)
    }
  }

  private static func write(_ action: String) -> String {
    switch WriteIntent.Action(rawValue: action) {
    case .requestRefillLink: "asked for a refill link"
    case .changeBundle: "changed the bundle"
    case .addProducts: "added products"
    case .closeCase: "closed the case"
    case .reopenCase: "reopened the case"
    case .openCase: "set the case back to OPEN"
    case nil: action
    }
  }

  private static func words(ofOutcome record: ActivityRecord) -> String {
    guard let outcome = record.outcome else { return record.event == .opened ? "outcome not known" : "" }
    switch record.event {
    case .closed:
      return switch WriteOutcome(rawValue: outcome) {
      case .done: "done"
      case .refused: "refused"
      case .notSent: "not sent"
      case .unknown: "outcome not known"
      case nil: outcome
      }
    case .settled:
      return switch Settlement(rawValue: outcome) {
      case .happened: "settled: it happened"
      case .didNotHappen: "settled: it did not happen"
      case .seen: "settled: the case shows it"
      case nil: "settled: \(outcome)"
      }
    case .viewed:
      return switch ViewOutcome(rawValue: outcome) {
      case .shown: ""
      case .shownFromCache: "as it was kept here"
      case .notFound: "not found"
      case .refused, .failed, nil: outcome
      }
    case .opened, .blocked, .forgotten, .cut, .acknowledged: return outcome
    }
  }

  private static func time(of record: ActivityRecord) -> Date {
    do { return try Date(record.time, strategy: .iso8601) } catch { return .distantPast }
  }

  private static func caseID(of record: ActivityRecord) -> CaseID? {
    do { return try CaseID(record.caseID) } catch { return nil }
  }
}
