import Care360
import CaseStore
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
        "done again at \($0.formatted(.iso8601)): the case proves nothing of this one"
      },
      intent.id,
    ])
  }

  func line(of record: ActivityRecord) -> String {
    let deed = deed(record.deed, bundle: record.bundleID, products: record.productIDs)
    return CaseText.joined([
      record.time, record.ending.isEmpty ? deed : "\(deed): \(record.ending)",
      record.caseID.isEmpty ? nil : "case \(names.name(ofCase: record.caseID))", "by \(record.operatorName)",
      "(\(record.profile))",
      record.foreignIDs == true ? "in a user namespace: name and login prove nothing" : nil, record.id,
    ])
  }

  private func deed(_ words: String, bundle: String?, products: [String]) -> String {
    CaseText.joined([
      words, bundle.map { "-> \(names.name(ofBundle: $0))" },
      products.isEmpty ? nil : products.map(names.name(ofProduct:)).joined(separator: ", "),
    ])
  }
}
