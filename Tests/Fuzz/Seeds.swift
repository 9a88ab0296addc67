// Writes the answers of the documented exchanges as seeds of the fuzz targets: one file each for AnswerFuzz, with the
// bytes that pick operation and status, and for JSONFuzz, with the body alone.
// Use: swift Tests/Fuzz/Seeds.swift Tests/Fixtures/exchanges.json FOLDER

import Foundation

/// As in AnswerFuzz.
let statuses = [200, 201, 204, 302, 400, 401, 403, 404, 408, 409, 413, 422, 425, 429, 500, 503, 599]
let operations = ["latest-case-id": 0, "refill-url": 3, "change-bundle": 4, "add-products": 5]

/// The reads that the exchanges do not document.
let further: [(name: String, operation: Int, body: String)] = [
  (
    "case-detail", 1,
    #"{"success":true,"caseDetail":{"id":"550e8400-e29b-41d4-a716-446655440000","shortId":"ADA-1","status":"OPEN","#
      + #""isArchived":false,"createdAt":"2026-01-02T03:04:05.678Z","submitter":{"id":"s","email":"avery@example.com"},"#
      + #""caseProducts":[{"id":"p","price":"9.50"}],"decisions":[],"orders":[{"id":"o"}],"payments":[{"amount":9.5}],"#
      + #""responses":[{"id":"f","answers":[]}],"comments":[],"attachments":[],"calendarEvents":[],"activity":[]}}"#
  ),
  ("bundles", 2, #"{"success":true,"data":[{"id":"b","name":"B","price":9.5,"isSoldOut":true,"isVisible":false}]}"#),
]

guard CommandLine.arguments.count == 3 else {
  print("Use: swift Seeds.swift EXCHANGES FOLDER")
  exit(2)
}
let folder = URL(fileURLWithPath: CommandLine.arguments[2])
let entries = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))

func write(_ name: String, _ operation: Int, _ status: Int, _ body: Data) throws {
  guard let place = statuses.firstIndex(of: status) else { return print("no place for status \(status)") }
  for (target, bytes) in [("answer", Data([UInt8(operation), UInt8(place)]) + body), ("json", body)] {
    let target = folder.appendingPathComponent(target)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try bytes.write(to: target.appendingPathComponent(name))
  }
}

for case let entry as [String: Any] in entries as? [Any] ?? [] {
  guard let name = entry["name"] as? String, let response = entry["response"] as? [String: Any],
    let status = response["status"] as? Int, let body = response["body"],
    let operation = operations[String(name.prefix { $0 != "." })]
  else { fatalError("an exchange that is not known") }
  try write(name, operation, status, JSONSerialization.data(withJSONObject: body, options: [.withoutEscapingSlashes]))
}
for seed in further { try write(seed.name, seed.operation, 200, Data(seed.body.utf8)) }
