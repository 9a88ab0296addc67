import Care360Sandbox
import Foundation
import Testing

@Suite struct WriteFailureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let words: [String]
    var fault: String?
    var body: String?
    var token = "token"
    let code: Int32
    let error: String
    /// How many writes reach the sandbox.
    var writes = 1

    var testDescription: String { (words + [fault ?? "", token]).joined(separator: " ") }
  }

  static let unknown =
    #""kind":"outcomeUnknown","message":"Not known whether it was done: no clear answer came. Check the case before "#
    + #"trying again.""#
  static let add = ["products", "add", Known.avery]
  static let metformin = "{\"products\":[{\"id\":\"\(Known.metformin)\"}]}"

  static let rows = [
    Row(
      words: ["refill", Known.noCase], code: 3,
      error: #""kind":"notFound","message":"The service has no case for these details.","httpStatus":404"#),
    Row(
      words: ["refill", Known.foreignCase], code: 4,
      error: #""kind":"permissionDenied","message":"This case belongs to another organization: the service denied "#
        + #"access.","httpStatus":403"#),
    Row(
      words: ["bundle", "change", Known.foreignCase, Known.starter], code: 4,
      error: #""kind":"permissionDenied","message":"This case belongs to another organization: the service denied "#
        + #"access.","httpStatus":403"#),
    Row(
      words: ["bundle", "change", Known.avery, "no-such-bundle"], code: 5,
      error: #""kind":"invalid","message":"The service does not know this bundle id.","httpStatus":400"#),
    Row(
      words: ["refill", "ADA-TOSXM"], code: 5,
      error: #""kind":"invalid","message":"A case id is a UUID of 36 characters, for example "#
        + #"550e8400-e29b-41d4-a716-446655440000.""#, writes: 0),
    Row(
      words: ["refill", Known.avery, "--product", "semaglutide"], code: 5,
      error: #""kind":"invalid","message":"A product id is a UUID of 36 characters, for example "#
        + #"8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6.""#, writes: 0),
    Row(
      words: add, body: "{\"products\":[{\"id\":\"\(Known.semaglutide)\"}]}", code: 6,
      error: #""kind":"conflict","message":"The service reports a conflict: a product may already be on this case. "#
        + #"Look at the case before sending again.","httpStatus":409"#),
    Row(
      words: add, body: "{\"products\":[{\"id\":\"\(Known.noCase)\"}]}", code: 5,
      error: #""kind":"validationFailed","message":"The service says that this breaks one of its own rules. "#
        + #"Look at the case before sending again.","httpStatus":422"#),
    Row(
      words: ["products", "add", Known.noCase], body: metformin, code: 5,
      error: #""kind":"invalid","message":"The service refused the request as invalid.","httpStatus":400"#),
    Row(
      words: add, body: "{\"products\":[{\"id\":\"x\",\"visitType\":\"VIDEO\"}]}", code: 5,
      error: #""kind":"invalid","message":"The products cannot be sent: products[0].id must be a UUID. "#
        + #"products[0].visitType must be one of ASYNC_TEXT_EMAIL, SYNC_IN_PERSON, SYNC_PHONE, SYNC_VIDEO.""#,
      writes: 0),
    Row(
      words: add, body: "{\"products\":", code: 5,
      error: #""kind":"invalid","message":"The products cannot be sent: It is not JSON in UTF-8.""#, writes: 0),
    Row(
      words: add, body: metformin, token: "expired-token", code: 4,
      error:
        #""kind":"notAuthorized","message":"The service refused the access token: it is missing, wrong or expired. "#
        + #"Get a new one; nothing was sent twice. It came from the file FOLDER/expired-token; it was read again, "#
        + #"and is still the same.","httpStatus":401"#),
    Row(
      words: add, body: metformin, token: "", code: 4,
      error:
        #""kind":"notAuthorized","message":"No access token is configured: give --token-file or set one up for the "#
        + #"profile.""#, writes: 0),
    Row(words: ["refill", Known.avery], fault: "refill:drop-after", code: 8, error: unknown),
    Row(words: ["refill", Known.avery], fault: "refill:drop-before", code: 8, error: unknown),
    Row(
      words: ["refill", Known.avery], fault: "refill:status=503", code: 8, error: unknown + #","httpStatus":503"#),
    Row(words: ["refill", Known.avery], fault: "refill:html", code: 8, error: unknown + #","httpStatus":200"#),
    Row(words: add, fault: "products:malformed", body: metformin, code: 8, error: unknown + #","httpStatus":200"#),
    Row(
      words: ["bundle", "change", Known.avery, Known.starter], fault: "bundle:status=307", code: 8,
      error: #""kind":"outcomeUnknown","message":"Not known whether it was done: the service redirected to "#
        + #"example.com, which is not followed. Check the case, and the base URL.","httpStatus":307"#),
    Row(
      words: ["refill", Known.avery], fault: "refill:status=429", code: 7,
      error: #""kind":"unavailable","message":"The service has too many requests; this one was not applied.","#
        + #""httpStatus":429"#),
    Row(
      words: ["refill", Known.avery, "--read-only"], code: 9,
      error: #""kind":"readOnly","message":"This profile is read-only: nothing was sent.""#, writes: 0),
  ]

  @Test(arguments: rows)
  func `A failure has its kind, its sentence and its exit code, and one request at most`(row: Row) async throws {
    try await Bench.run(faults: row.fault.map { [$0] } ?? []) { bench in
      var words = row.words + ["--yes", "--json"] + bench.key
      if let body = row.body { words += ["--file", try bench.file("body.json", body)] }
      if !row.token.isEmpty { words += ["--token-file", "\(bench.folder)/\(row.token)"] }
      let ran = await bench.run(words)
      let error = row.error.replacingOccurrences(of: "FOLDER", with: bench.folder)
      #expect(ran.output == "{\"ok\":false,\"error\":{\(error)}}\n")
      #expect(ran.code == row.code)
      #expect(bench.writes == row.writes)
    }
  }

  @Test func `A write to a server that is not there was not sent`() async throws {
    try await Bench.run { bench in
      await bench.server.stop()
      let ran = await bench.run(["refill", Known.avery, "--yes", "--json"] + bench.key)
      #expect(
        ran.output
          == "{\"ok\":false,\"error\":{\"kind\":\"unavailable\",\"message\":\"The service cannot be reached. Nothing was sent.\"}}\n"
      )
      #expect(ran.code == 7)
      #expect(await bench.run(["activity", "--unsettled"]).output == "nothing is unsettled\n")
    }
  }

  @Test func `A missing file is a failure before anything is sent`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(Self.add + ["--file", "\(bench.folder)/none.json", "--yes", "--json"] + bench.keys)
      #expect(
        ran.output
          == "{\"ok\":false,\"error\":{\"kind\":\"failed\",\"message\":\"There is no file \(bench.folder)/none.json.\"}}\n"
      )
      #expect(ran.code == 1)
      #expect(bench.requests == 0)
    }
  }
}
