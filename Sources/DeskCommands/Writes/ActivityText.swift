import Care360
import CaseStore
import Desk
import FoundationEssentials

/// An entry of the record in one line for people.
struct ActivityText {
  let names: RecordNames

  func line(of intent: WriteIntent) -> String {
    CaseText.joined([
      intent.time.formatted(.iso8601),
      deed(intent.action.name, bundle: intent.bundleID?.text, products: intent.productIDs.map(\.text)),
      "case \(names.name(ofCase: intent.caseID.text))", "by \(intent.operatorName)", "(\(intent.profile))",
      intent.repeatedAt.map {
        "done again at \($0.formatted(.iso8601)): the case proves nothing about this one"
      },
      intent.id,
    ])
  }

  func line(of record: ActivityRecord) -> String {
    let deed = deed(record.deed, bundle: record.bundleID, products: record.productIDs)
    return CaseText.joined([
      record.time, record.ending.isEmpty ? deed : "\(deed): \(record.ending)",
      record.caseID.isEmpty ? nil : "case \(names.name(ofCase: record.caseID))", "by \(record.operatorName)",
      "(\(record.profile))", record.purpose.map(purpose),
      record.foreignIDs == true ? "in a user namespace: name and login prove nothing" : nil, record.id,
    ])
  }

  /// - Parameter needsIDs: whether an entry is to be named by its id in another command.
  func table(_ rows: [[String]], _ invocation: Invocation, needsIDs: Bool = false) -> TextTable {
    TextTable(
      [
        .init(heading: "TIME (\(invocation.listedTimes.zoneName))"), .init(heading: ""),
        .init(heading: "WHAT", room: .cut), .init(heading: "CASE", room: .cut), .init(heading: "NOTE", room: .cut),
        .init(heading: "BY"), .init(heading: "PROFILE", room: .spare),
        .init(heading: "ID", room: needsIDs ? .whole : .spare),
      ], rows)
  }

  func cells(of intent: WriteIntent, _ times: ListedTime) -> [String] {
    [
      times.exact(intent.time), times.age(intent.time),
      deed(intent.action.name, bundle: intent.bundleID?.text, products: intent.productIDs.map(\.text)),
      names.name(ofCase: intent.caseID.text), intent.repeatedAt.map { "done again \(times.age($0))" } ?? "",
      intent.operatorName, intent.profile, intent.id,
    ]
  }

  func cells(of record: ActivityRecord, _ times: ListedTime) -> [String] {
    let deed = deed(record.deed, bundle: record.bundleID, products: record.productIDs)
    let time = Instant(record.time).date
    return [
      time.map(times.exact) ?? record.time, time.map(times.age) ?? "",
      record.ending.isEmpty ? deed : "\(deed): \(record.ending)", names.name(ofCase: record.caseID),
      CaseText.joined([
        record.purpose.map(purpose), record.foreignIDs == true ? "name and login prove nothing" : nil,
      ]), record.operatorName, record.profile, record.id,
    ]
  }

  private func purpose(_ word: String) -> String { "for \(word)" }

  private func deed(_ words: String, bundle: String?, products: [String]) -> String {
    CaseText.joined([
      words, bundle.map { "-> \(names.name(ofBundle: $0))" },
      products.isEmpty ? nil : products.map(names.name(ofProduct:)).joined(separator: ", "),
    ])
  }
}
