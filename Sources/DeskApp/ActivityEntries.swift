import Care360
package import CaseStore
package import Desk
import FoundationEssentials

extension ActivityEntry {
  /// The record for the screen: a write is one entry, with how it ended.
  package static func entries(of records: [ActivityRecord]) -> [ActivityEntry] {
    var entries: [ActivityEntry] = []
    var placeOfWrite: [String: Int] = [:]
    for record in records {
      switch record.event {
      case .closed, .settled:
        // The start of the write may be in a part of the file that cannot be read.
        guard let place = placeOfWrite[record.id] else { fallthrough }
        entries[place].outcome = record.ending
        entries[place].done = record.isDone ? WriteIntent.Action(rawValue: record.action) : nil
      case .opened, .viewed, .blocked, .forgotten, .listed, .cut, .acknowledged:
        if record.event == .opened { placeOfWrite[record.id] = entries.count }
        entries.append(
          ActivityEntry(
            time: time(of: record), operatorName: record.operatorName, action: record.deed,
            caseID: caseID(of: record),
            // The outcome is unknown until the record says how the write ended.
            outcome: record.event == .opened ? WriteOutcome.unknown.words : record.ending,
            productIDs: record.productIDs.compactMap(productID), bundleID: record.bundleID.flatMap(bundleID),
            purpose: record.purpose))
      }
    }
    return entries
  }

  private static func time(of record: ActivityRecord) -> Date {
    do { return try Date(record.time, strategy: .iso8601) } catch { return .distantPast }
  }

  private static func caseID(of record: ActivityRecord) -> CaseID? {
    do { return try CaseID(record.caseID) } catch { return nil }
  }

  private static func productID(_ text: String) -> ProductID? { do { return try ProductID(text) } catch { return nil } }

  private static func bundleID(_ text: String) -> BundleID? { do { return try BundleID(text) } catch { return nil } }
}
