import Foundation

extension ContractRow {
  static let productClosing: [ContractRow] = [
    closed(code: 0, answer: .result(["caseId"]), writes: 1),
    ContractRow(
      words: ["products", "close", Known.avery, Known.semaglutide, "--reason", "Ended", "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    closed(
      Known.noCase, code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service has no case for these details.","httpStatus":400"#), writes: 1),
    closed(Known.foreignCase, code: 4, answer: .kind("permissionDenied"), writes: 1),
    closed(faults: ["close-product:status=401"], code: 4, answer: .kind("notAuthorized"), writes: 1),
    closed(
      product: Known.noCase, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service refused the request as invalid. Only an open product of an open "#
          + #"case can be closed.","httpStatus":400"#), writes: 1),
    closed(product: "one", code: 5, answer: .kind("invalid"), isOffline: true),
    closed(reason: "a\u{1B}[31m", code: 5, answer: .kind("invalid"), isOffline: true),
    closed(faults: ["close-product:status=429"], code: 7, answer: .kind("unavailable"), writes: 1),
    closed(faults: ["close-product:drop-after"], code: 8, answer: .kind("outcomeUnknown"), writes: 1),
    ContractRow(
      words: ["products", "close", Known.avery, Known.semaglutide, "--reason", "Ended", "--yes", "--read-only"] + key,
      code: 9, answer: .kind("readOnly"), isOffline: true),
    ContractRow(
      words: ["products", "close", Known.avery, Known.semaglutide, "--yes"] + key, code: 64,
      answer: .error(#""kind":"usage","message":"Closing needs a reason. Add --reason TEXT.""#), isOffline: true),
    ContractRow(
      words: ["products", "close", Known.avery, Known.semaglutide, "--reason", "Ended"] + key, code: 64,
      answer: .kind("usage"), isOffline: true),
  ]

  private static func closed(
    _ caseID: String = Known.avery, product: String = Known.semaglutide, reason: String = "Ended",
    faults: [String] = [], code: Int32, answer: Answer, writes: Int = 0, isOffline: Bool = false
  ) -> ContractRow {
    ContractRow(
      words: ["products", "close", caseID, product, "--reason", reason, "--yes"] + key, faults: faults, code: code,
      answer: answer, writes: writes, isOffline: isOffline)
  }
}
