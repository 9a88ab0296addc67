import Care360Sandbox
import Testing

@Suite struct LookupFailureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let query: String
    var fault: String?
    var keyFile: String? = "key"
    let code: Int32
    let error: String
    /// Whether anything may have reached the service.
    var isSent = true

    var testDescription: String { "\(query) \(fault ?? "") \(keyFile ?? "no key")" }
  }

  static let rows = [
    Row(
      query: "nobody@example.com", code: 3,
      error: #""kind":"notFound","message":"The service has no case for these details.","httpStatus":400"#),
    Row(
      query: Known.noCase, code: 3,
      error: #""kind":"notFound","message":"The service has no case for these details.","httpStatus":400"#),
    Row(
      query: "avery@example.com", keyFile: "wrong-key", code: 4,
      error: #""kind":"notAuthorized","message":"The service does not know this API key: check the key file of the "#
        + #"profile.","httpStatus":400"#),
    Row(
      query: "avery@example.com", keyFile: nil, code: 4,
      error: #""kind":"notAuthorized","message":"No API key is configured: give --api-key-file or set one up for the "#
        + #"profile.""#, isSent: false),
    Row(
      query: "avery@nowhere", code: 5,
      error: #""kind":"invalid","message":"The part after the @ must be a full domain, for example example.com.""#,
      isSent: false),
    Row(
      query: "555", code: 5,
      error: #""kind":"invalid","message":"A number of US has 10 digits; type + and the country code for others.""#,
      isSent: false),
    Row(
      query: "Avery Lindqvist", code: 5,
      error: #""kind":"invalid","message":"The service cannot search by name: type e-mail, phone or case id.""#,
      isSent: false),
    Row(
      query: "avery@example.com", fault: "latest:html", code: 7,
      error: #""kind":"malformedAnswer","message":"The service answered with something that is not the documented "#
        + #"JSON.","httpStatus":200"#),
    Row(
      query: "avery@example.com", fault: "latest:malformed", code: 7,
      error: #""kind":"malformedAnswer","message":"The service answered with something that is not the documented "#
        + #"JSON.","httpStatus":200"#),
    Row(
      query: "avery@example.com", fault: "latest:status=302", code: 7,
      error: #""kind":"malformedAnswer","message":"The service redirected to example.com. Redirects are not followed: "#
        + #"check the base URL of the profile.","httpStatus":302"#),
    Row(
      query: "avery@example.com", fault: "latest:status=500", code: 7,
      error: #""kind":"unavailable","message":"The service has a fault of its own.","httpStatus":500"#),
    Row(
      query: "avery@example.com", fault: "latest:status=429", code: 7,
      error: #""kind":"unavailable","message":"The service has too many requests; this one was not applied.","#
        + #""httpStatus":429"#),
  ]

  @Test(arguments: rows)
  func `A failure has its kind, its sentence and its exit code`(row: Row) async throws {
    try await Bench.run(faults: row.fault.map { [$0] } ?? []) { bench in
      let key = row.keyFile.map { ["--api-key-file", "\(bench.folder)/\($0)"] } ?? []
      let ran = await bench.run(["lookup", row.query, "--json"] + bench.base + key)
      #expect(ran.output == "{\"ok\":false,\"error\":{\(row.error)}}\n")
      #expect(ran.code == row.code)
      #expect(row.isSent == (bench.requests > 0))
    }
  }

  @Test func `A server that is not there is unavailable`() async throws {
    try await Bench.run { bench in
      await bench.server.stop()
      let ran = await bench.run(["lookup", "avery@example.com", "--json"] + bench.key)
      #expect(
        ran.output
          == "{\"ok\":false,\"error\":{\"kind\":\"unavailable\",\"message\":\"The service did not answer: no connection, or it was cut. Nothing was changed.\"}}\n"
      )
      #expect(ran.code == 7)
    }
  }

  @Test func `A key file that others may read is refused with the command that mends it`() async throws {
    try await Bench.run { bench in
      let path = try bench.file("loose-key", bench.sandbox.apiKey)
      try bench.loosen(path)
      let ran = await bench.run(["lookup", "avery@example.com"] + bench.base + ["--api-key-file", path])
      #expect(ran.code == 1)
      #expect(ran.talk.contains("chmod 600 \(path)"))
      #expect(!ran.talk.contains(bench.sandbox.apiKey))
      #expect(bench.requests == 0)
    }
  }

  @Test func `Errors in words go to standard error`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["lookup", "nobody@example.com"] + bench.key)
      #expect(ran.output.isEmpty)
      #expect(ran.talk == "casedesk: The service has no case for these details.\n")
    }
  }
}
