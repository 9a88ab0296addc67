import Foundation

extension ContractRow {
  static let refill: [ContractRow] = [
    ContractRow(words: ["refill", Known.avery, "--yes"] + key, code: 0, answer: .result(["formLink"]), writes: 1),
    ContractRow(
      words: ["refill", Known.avery, "--product", Known.semaglutide, "--yes"] + key, code: 0,
      answer: .result(["formLink"]), writes: 1),
    ContractRow(
      words: ["refill", Known.avery, "--dry-run"] + key, code: 0, answer: .result(["dryRun", "request", "curl"]),
      isOffline: true),
    ContractRow(words: ["refill", Known.avery, "--yes", "--sandbox"], code: 0, answer: .text("https://")),
    ContractRow(
      words: ["refill", Known.noCase, "--yes"] + key, code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service has no case for these details.","httpStatus":404"#), writes: 1),
    ContractRow(
      words: ["refill", Known.foreignCase, "--yes"] + key, code: 4, answer: .error(Self.foreign), writes: 1),
    ContractRow(
      words: ["refill", "ADA-9", "--yes"] + clinic, hasStore: true, code: 3,
      answer: .error(
        #""kind":"notFound","message":"No case here has the short id ADA-9: look the patient up once on the "#
          + #"screen, or give the case id (a UUID).""#), isOffline: true),
    ContractRow(
      words: ["refill", "TOSXM", "--yes"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"A case id is a UUID of 36 characters, for example "#
          + #"550e8400-e29b-41d4-a716-446655440000.""#), isOffline: true),
    ContractRow(
      words: ["refill", Known.avery, "--product", "semaglutide", "--yes"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"A product id is a UUID of 36 characters, for example "#
          + #"8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6.""#), isOffline: true),
    ContractRow(
      words: ["refill", Known.avery, "--yes"] + key, faults: ["refill:status=429"], code: 7,
      answer: .error(
        #""kind":"unavailable","message":"The service is receiving too many requests; this one was not applied.","#
          + #""httpStatus":429"#), writes: 1),
    ContractRow(
      words: ["refill", Known.avery, "--yes", "--base-url", "http://127.0.0.1:1", "--api-key-file", "{folder}/key"],
      code: 7,
      answer: .error(
        #""kind":"unavailable","message":"The service cannot be reached. Nothing was sent.""#), isOffline: true),
    ContractRow(
      words: ["refill", Known.avery, "--yes"] + key, faults: ["refill:drop-after"], code: 8,
      answer: .error(Self.unknown), writes: 1),
    ContractRow(
      words: ["refill", Known.avery, "--yes"] + key, faults: ["refill:drop-before"], code: 8,
      answer: .error(Self.unknown), writes: 1),
    ContractRow(
      words: ["refill", Known.avery, "--yes"] + key, faults: ["refill:status=503"], code: 8,
      answer: .error(Self.unknown + #","httpStatus":503"#), writes: 1),
    ContractRow(
      words: ["refill", Known.avery, "--yes"] + key, faults: ["refill:html"], code: 8,
      answer: .error(Self.unknown + #","httpStatus":200"#), writes: 1),
    ContractRow(
      words: ["refill", Known.avery, "--yes"] + key, faults: ["refill:slow=60000"], signal: (SIGINT, 1), code: 8,
      answer: .kind("outcomeUnknown"), writes: 1),
    ContractRow(
      words: ["refill", Known.avery, "--yes", "--read-only"] + key, code: 9,
      answer: .error(
        #""kind":"readOnly","message":"This profile is read-only: nothing was sent. That comes from --read-only.""#),
      isOffline: true),
    ContractRow(words: ["refill", Known.avery] + key, code: 64, answer: .kind("usage"), isOffline: true),
  ]

  static let bundle: [ContractRow] = [
    ContractRow(words: ["bundle", "list"] + key, code: 0, answer: .result(["bundles"])),
    ContractRow(
      words: ["bundle", "list"] + key, faults: ["bundles:status=500"], code: 7, answer: .kind("unavailable")),
    ContractRow(
      words: ["bundle", "change", Known.avery, Known.starter, "--yes"] + key, code: 0, answer: .result(["bundle"]),
      writes: 1),
    ContractRow(
      words: ["bundle", "change", Known.avery, Known.starter, "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    ContractRow(
      words: ["bundle", "change", Known.foreignCase, Known.starter, "--yes"] + key, code: 4,
      answer: .error(Self.foreign), writes: 1),
    ContractRow(
      words: ["bundle", "change", Known.avery, "no-such-bundle", "--yes"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service does not know this bundle id.","httpStatus":400"#), writes: 1),
    ContractRow(
      words: ["bundle", "change", Known.avery, Known.starter, "--yes"] + key, faults: ["bundle:status=307"], code: 8,
      answer: .error(
        #""kind":"outcomeUnknown","message":"Not known whether it was done: the service redirected to "#
          + #"example.com, which is not followed. Check the case, and the base URL.","httpStatus":307"#), writes: 1),
    ContractRow(
      words: ["bundle", "change", Known.avery, Known.starter, "--yes", "--read-only"] + key, code: 9,
      answer: .kind("readOnly"), isOffline: true),
    ContractRow(
      words: ["bundle"], code: 64,
      answer: .error(
        #""kind":"usage","message":"Say which: casedesk bundle list, or casedesk bundle change CASE BUNDLE.""#)),
  ]

  static let products: [ContractRow] = [
    added(metformin, code: 0, answer: .result(["caseId"]), writes: 1),
    ContractRow(
      words: add + ["--file", "-", "--yes"] + keys, input: metformin, code: 0, answer: .result(["caseId"]), writes: 1),
    ContractRow(
      words: add + ["--file", "{folder}/body.json", "--dry-run"] + keys, files: ["body.json": metformin], code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    ContractRow(
      words: add + ["--file", "{folder}/none.json", "--yes"] + keys, code: 1,
      answer: .error(#""kind":"failed","message":"There is no file {folder}/none.json.""#), isOffline: true),
    added(
      metformin, code: 4,
      answer: .error(
        #""kind":"notAuthorized","message":"The service refused the access token: it is missing, wrong or expired. "#
          + #"Get a new one; nothing was sent twice. It came from the file {folder}/expired-token; it was read again, "#
          + #"and is unchanged.","httpStatus":401"#), token: "expired-token", writes: 1),
    ContractRow(
      words: add + ["--file", "{folder}/body.json", "--yes"] + key, files: ["body.json": metformin], code: 4,
      answer: .error(
        #""kind":"notAuthorized","message":"No access token is configured: give --token-file or set one up for the "#
          + #"profile.""#)),
    added(
      "{\"products\":[{\"id\":\"x\",\"visitType\":\"VIDEO\"}]}", code: 5,
      answer: .error(
        #""kind":"invalid","message":"The products cannot be sent: products[0].id must be a UUID. "#
          + #"products[0].visitType must be one of ASYNC_TEXT_EMAIL, SYNC_IN_PERSON, SYNC_PHONE, SYNC_VIDEO.""#)),
    added(
      "{\"products\":", code: 5,
      answer: .error(
        #""kind":"invalid","message":"The products cannot be sent: Line 1, column 13: it ends here with a bracket, brace or quote still open.""#
      )),
    added(
      metformin, to: Known.noCase, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service refused the request as invalid.","httpStatus":400"#), writes: 1),
    added(
      "{\"products\":[{\"id\":\"\(Known.noCase)\"}]}", code: 5,
      answer: .error(
        #""kind":"validationFailed","message":"The service says this request breaks one of its rules. "#
          + #"Look at the case before sending again.","httpStatus":422"#), writes: 1),
    added(
      "{\"products\":[{\"id\":\"\(Known.semaglutide)\"}]}", code: 6,
      answer: .error(
        #""kind":"conflict","message":"The service reports a conflict: a product may already be on this case. "#
          + #"Look at the case before sending again.","httpStatus":409"#), writes: 1),
    added(
      metformin, faults: ["products:malformed"], code: 8, answer: .error(Self.unknown + #","httpStatus":200"#),
      writes: 1),
    ContractRow(
      words: add + ["--file", "{folder}/body.json", "--yes", "--read-only"] + keys, files: ["body.json": metformin],
      code: 9, answer: .kind("readOnly"), isOffline: true),
    ContractRow(
      words: add + ["--file", "{folder}/body.json"] + keys, files: ["body.json": metformin], code: 64,
      answer: .kind("usage"), isOffline: true),
    ContractRow(
      words: ["products"], code: 64,
      answer: .error(
        #""kind":"usage","message":"Say which: casedesk products add CASE --file F.json, or casedesk products close CASE PRODUCT --reason TEXT.""#
      )),
  ]

  private static let add = ["products", "add", Known.avery]
  static let metformin = "{\"products\":[{\"id\":\"\(Known.metformin)\"}]}"
  private static let foreign =
    #""kind":"permissionDenied","message":"This case belongs to another organization: the service denied "#
    + #"access.","httpStatus":403"#
  private static let unknown =
    #""kind":"outcomeUnknown","message":"Not known whether it was done: no clear answer came. Check the case before "#
    + #"trying again.""#

  private static func added(
    _ body: String, to caseID: String = Known.avery, faults: [String] = [], code: Int32, answer: Answer,
    token: String = "token", writes: Int = 0
  ) -> ContractRow {
    ContractRow(
      words: ["products", "add", caseID, "--file", "{folder}/body.json", "--yes"] + key
        + ["--token-file", "{folder}/\(token)"], faults: faults, files: ["body.json": body], code: code, answer: answer,
      writes: writes, isOffline: false)
  }
}
