import Care360
import FoundationEssentials

/// A write of the record in one line for people.
enum ActivityText {
  static func line(of intent: WriteIntent) -> String {
    let what: String =
      switch intent.action {
      case .requestRefillLink: "refill link"
      case .changeBundle: "bundle -> " + (intent.bundleID?.text ?? "")
      case .addProducts: "add products"
      }
    let products = intent.productIDs.isEmpty ? nil : intent.productIDs.map(\.text).joined(separator: ", ")
    return CaseText.joined([
      intent.time.formatted(.iso8601), what, products, "case \(intent.caseID)", "by \(intent.operatorName)",
      "(\(intent.profile))", intent.id,
    ])
  }
}
