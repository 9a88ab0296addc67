package import FuzzLaws
import Care360
import Foundation

/// An answer of any bytes, given to the real client: an error is told as what it is, and only what was asked for is taken. The
/// first byte picks the operation, the second the HTTP status, the rest is the body.
package struct AnswerLaw: Law {
  private static let statuses = [
    200, 201, 204, 302, 400, 401, 403, 404, 408, 409, 413, 422, 425, 429, 500, 503, 599,
  ]
  private static let caseText = "550e8400-e29b-41d4-a716-446655440000"
  private static let operations = ["latest-case-id": 0, "refill-url": 3, "change-bundle": 4, "add-products": 5]

  /// The reads that the exchanges do not document.
  private static let further: [[UInt8]] = [
    [1, 0]
      + Array(
        (#"{"success":true,"caseDetail":{"id":"550e8400-e29b-41d4-a716-446655440000","shortId":"ADA-1","status":"OPEN","#
          + #""isArchived":false,"createdAt":"2026-01-02T03:04:05.678Z","submitter":{"id":"s","email":"avery@example.com"},"#
          + #""caseProducts":[{"id":"p","price":"9.50"}],"decisions":[],"orders":[{"id":"o"}],"payments":[{"amount":9.5}],"#
          + #""responses":[{"id":"f","answers":[]}],"comments":[],"attachments":[],"calendarEvents":[],"activity":[]}}"#)
          .utf8
      ),
    [2, 0]
      + Array(
        #"{"success":true,"data":[{"id":"b","name":"B","price":9.5,"isSoldOut":true,"isVisible":false}]}"#.utf8),
  ]

  /// Each status of a read and of a write, with a body that says nothing.
  private static let silent: [[UInt8]] = statuses.indices.flatMap { [[0, UInt8($0)], [3, UInt8($0)]] }

  /// The answers of the documented exchanges, and a few more.
  package static let seeds: [[UInt8]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/exchanges.json")
    do {
      let entries = try JSONValue(parsing: Data(contentsOf: file.standardizedFileURL)).array ?? []
      return entries.compactMap(seed) + further + silent
    } catch {
      // Without its seeds a run would find less in silence.
      fatalError("no exchanges: \(error)")
    }
  }()

  private static func seed(_ entry: JSONValue) -> [UInt8]? {
    guard let name = entry["name"]?.string, let operation = operations[String(name.prefix { $0 != "." })],
      let status = entry["response"]?["status"]?.integer, let place = statuses.firstIndex(of: Int(status)),
      let body = entry["response"]?["body"]
    else { return nil }
    return [UInt8(operation), UInt8(place)] + body.encoded()
  }

  package init() {}

  package func hold(for input: [UInt8]) async throws {
    guard input.count >= 2 else { return }
    let answer = Answer(
      operation: Int(input[0]) % 6, status: Self.statuses[Int(input[1]) % Self.statuses.count],
      body: Data(input.dropFirst(2)))
    let journal = OutcomeJournal()
    do {
      try await perform(answer, journal)
    } catch let error as Care360Error {
      return try check(error, answer, journal)
    }
    try demand((200..<300).contains(answer.status), "taken for success")
    try demand(journal.outcomes.allSatisfy { $0 == .done }, "a success that is not journalled as one")
  }

  private struct Answer {
    let operation: Int
    let status: Int
    let body: Data
    var isOfWrite: Bool { operation >= 3 }
  }

  private func perform(_ answer: Answer, _ journal: OutcomeJournal) async throws {
    let client = Care360Client(
      baseURL: try BaseURL("https://api.example.com"),
      transport: OneAnswer(status: answer.status, body: answer.body), credentials: OneSecret(), journal: journal,
      context: .init(operatorName: "fuzz", profile: "fuzz", isReadOnly: false),
      now: { Date(timeIntervalSince1970: 0) }, makeID: { "1" })
    let id = try CaseID(Self.caseText)
    switch answer.operation {
    case 0: _ = try await client.latestCaseID(for: .email(EmailAddress("avery@example.com")))
    case 1:
      let found = try await client.caseDetail(.id(id))
      try demand(found.id == id, "another case")
      try demand(Case(found.raw) == found, "a case that its own text does not give again")
      let again = try JSONValue(parsing: found.raw.encoded())
      try demand(again == found.raw, "a case that does not survive encoding")
    case 2:
      let bundles = try await client.bundles()
      try demand(bundles.allSatisfy { $0.id?.text.isEmpty != true }, "a bundle with an empty id")
    case 3:
      let link = try await client.requestRefillLink(for: id, product: nil).value
      let acts = link.unicodeScalars.contains { $0.properties.generalCategory == .control }
      try demand(!link.isEmpty && !acts, "a link that is empty or acts on a terminal")
    case 4:
      let bundle = try BundleID("b")
      let answered = try await client.changeBundle(of: id, to: bundle).value.id
      try demand(answered == bundle, "another bundle")
    default:
      let payload = try ProductsPayload([ProductSubmission(id: ProductID(Self.caseText))])
      let answered = try await client.addProducts(to: id, payload).value
      try demand(answered == id, "another case")
    }
  }

  private func check(_ error: Care360Error, _ answer: Answer, _ journal: OutcomeJournal) throws {
    try demand(error.httpStatus == answer.status, "the status of another answer")
    try demand(!error.sentence.isEmpty, "an error without a sentence")
    try demand(journal.outcomes.count == (answer.isOfWrite ? 1 : 0), "a write without its one outcome")
    guard let outcome = journal.outcomes.first else {
      return try demand(!error.mayHaveBeenApplied, "a read that may have been applied")
    }
    try demand(error.mayHaveBeenApplied == (outcome == .unknown), "journal and error differ")
    let isRefusable = (400..<500).contains(answer.status) && answer.status != 408 && answer.status != 425
    try demand(outcome == .unknown || outcome == .refused && isRefusable, "an outcome too certain")
  }
}
