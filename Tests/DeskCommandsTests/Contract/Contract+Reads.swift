import Foundation

extension ContractRow {
  static let lookup: [ContractRow] = [
    ContractRow(words: ["attachments", Known.avery] + key, code: 0, answer: .result(["attachments"])),
    ContractRow(words: ["attachments", Known.avery, "--link", "x"] + key, code: 3, answer: .kind("notFound")),
    ContractRow(words: ["attachments", Known.noCase] + key, code: 3, answer: .kind("notFound")),
    ContractRow(
      words: ["attachments", Known.avery] + key, faults: ["detail:status=503"], code: 7, answer: .kind("unavailable")),
    ContractRow(words: ["lookup", "avery@example.com"] + key, code: 0, answer: .result(["caseId"])),
    ContractRow(words: ["lookup", "(202) 555-0142"] + key, code: 0, answer: .result(["caseId"])),
    ContractRow(words: ["lookup", Known.avery] + key, code: 0, answer: .result(["caseId"])),
    ContractRow(words: ["lookup"] + key, input: "avery@example.com\n", code: 0, answer: .text("\(Known.avery)\n")),
    ContractRow(words: ["lookup", "-"] + key, input: "avery@example.com\n", code: 0, answer: .result(["caseId"])),
    ContractRow(
      words: ["lookup", "avery@example.com", "--detail"] + key, code: 0, answer: .result(["caseId", "case"])),
    ContractRow(
      words: ["lookup", "avery@example.com", "--detail", "--phi"] + key, code: 0, answer: .text("Semaglutide")),
    ContractRow(words: ["lookup", "avery@example.com", "--sandbox"], code: 0, answer: .result(["caseId"])),
    ContractRow(words: ["lookup", "avery@example.com", "--profile", "sandbox"], code: 0, answer: .result(["caseId"])),
    ContractRow(
      words: ["lookup", "--batch"] + key, input: "avery@example.com\nnobody@example.com\n555\n", code: 3,
      answer: .lines([true, false, false])),
    ContractRow(
      words: ["lookup", "--batch", "--detail"] + key, input: "avery@example.com\njo.park@example.com\n", code: 0,
      answer: .lines([true, true])),
    ContractRow(
      words: ["lookup", "--explain", "--batch"] + key, input: "avery@example.com\nAvery Lindqvist\n", code: 5,
      answer: .lines([true, false]), isOffline: true),
    ContractRow(
      words: ["lookup", "--explain", "(202) 555-0142"] + key, code: 0,
      answer: .text("phone +12025550142: As dialled from US (default_country).\n"), isOffline: true),
    ContractRow(
      words: ["lookup", "-"] + key, input: "avery@example.com\njo.park@example.com\n", code: 64,
      answer: .error(
        #""kind":"usage","message":"Standard input has more than one line: add --batch to look up each.""#),
      isOffline: true),

    ContractRow(
      words: ["lookup", "avery@example.com", "--base-url", "{url}", "--api-key-file", "{folder}/none"], code: 4,
      answer: .error(#""kind":"notAuthorized","message":"The API key file {folder}/none does not exist.""#),
      isOffline: true),
    ContractRow(
      words: ["bundle", "list", "--base-url", "{url}/elsewhere", "--api-key-file", "{folder}/key"], code: 7,
      answer: .error(
        #""kind":"malformedAnswer","message":"No documented service answers at that address: check the base URL of "#
          + #"the profile.","httpStatus":404"#)),
    ContractRow(
      words: ["lookup", "nobody@example.com"] + key, code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service has no case for these details.","httpStatus":400"#)),
    ContractRow(
      words: ["lookup", "nobody@example.com"] + key, code: 3,
      answer: .talk("casedesk: The service has no case for these details.\n")),
    ContractRow(
      words: ["lookup", Known.noCase] + key, code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service has no case for these details.","httpStatus":400"#)),
    ContractRow(
      words: ["lookup", "avery@example.com", "--base-url", "{url}", "--api-key-file", "{folder}/wrong-key"], code: 4,
      answer: .error(
        #""kind":"notAuthorized","message":"The service does not know this API key: check where the profile "#
          + #"takes it from.","httpStatus":400"#)),
    ContractRow(
      words: ["lookup", "avery@example.com", "--base-url", "{url}"], code: 4,
      answer: .error(
        #""kind":"notAuthorized","message":"No API key is configured: give --api-key-file or set one up for the "#
          + #"profile.""#), isOffline: true),
    ContractRow(
      words: ["lookup", "avery@nowhere"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The part after the @ must be a full domain, for example example.com.""#),
      isOffline: true),
    ContractRow(
      words: ["lookup", "555"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"This number is too short: a number in US has 10 digits. For another country, "#
          + #"type + and the country code.""#),
      isOffline: true),
    ContractRow(
      words: ["lookup", "Avery Lindqvist"] + key, code: 5,
      answer: .error(
        #""kind":"invalid","message":"The service cannot search by name: type e-mail, phone or case id.""#),
      isOffline: true),
    ContractRow(
      words: ["lookup", "avery@example.com"] + key, faults: ["latest:html"], code: 7,
      answer: .error(Self.notDocumented + #","httpStatus":200"#)),
    ContractRow(
      words: ["lookup", "avery@example.com"] + key, faults: ["latest:malformed"], code: 7,
      answer: .error(Self.notDocumented + #","httpStatus":200"#)),
    ContractRow(
      words: ["lookup", "avery@example.com"] + key, faults: ["latest:status=302"], code: 7,
      answer: .error(
        #""kind":"malformedAnswer","message":"The service redirected to example.com. Redirects are not followed: "#
          + #"check the base URL of the profile.","httpStatus":302"#)),
    ContractRow(
      words: ["lookup", "avery@example.com"] + key, faults: ["latest:status=500"], code: 7,
      answer: .error(#""kind":"unavailable","message":"The service reported an internal error.","httpStatus":500"#)),
    ContractRow(
      words: ["lookup", "avery@example.com"] + key, faults: ["latest:status=429"], code: 7,
      answer: .error(
        #""kind":"unavailable","message":"The service is receiving too many requests; this one was not applied.","#
          + #""httpStatus":429"#)),
    ContractRow(
      words: ["lookup", "avery@example.com", "--base-url", "http://127.0.0.1:1", "--api-key-file", "{folder}/key"],
      code: 7,
      answer: .error(
        #""kind":"unavailable","message":"The service did not answer: the connection failed or was cut. Nothing "#
          + #"was changed.""#), isOffline: true),
    ContractRow(
      words: ["lookup", "avery@example.com", "--config", "{folder}/quick.toml", "--profile", "quick"],
      faults: ["latest:slow=60000"],
      files: [
        "quick.toml": """
        [profiles.quick]
        base_url = "{url}"
        api_key_file = "{folder}/key"
        timeout = 1
        """
      ], code: 7, answer: .kind("timedOut")),
    ContractRow(
      words: ["lookup", "avery@example.com"] + key, faults: ["latest:slow=60000"], signal: (SIGINT, 1), code: 130,
      answer: .kind("failed")),
    ContractRow(
      words: ["lookup", "avery@example.com"] + key, faults: ["latest:slow=60000"], signal: (SIGTERM, 1), code: 143,
      answer: .kind("failed")),
  ]

  private static let notDocumented =
    #""kind":"malformedAnswer","message":"The service's answer is not the documented JSON.""#

  static let worklist: [ContractRow] = [
    ContractRow(words: ["worklist"] + key, code: 0, answer: .text("visit missed")),
    ContractRow(
      words: ["worklist", "--all", "--since", "60d", "--status", "APPROVED"] + key, code: 0, answer: .text("ADA-TOSXM")),
    ContractRow(
      words: ["worklist", "--view", "all", "--json"] + key, code: 0,
      answer: .text(
        #"{"caseId":"\#(Known.avery)","shortId":"ADA-TOSXM","status":"APPROVED","isArchived":false,"reasons":["#)),
    ContractRow(words: ["worklist"] + key, faults: ["cases:status=500"], code: 7, answer: .kind("unavailable")),
    ContractRow(words: ["worklist"] + key, faults: ["cases:malformed"], code: 7, answer: .kind("malformedAnswer")),
    ContractRow(
      words: ["worklist", "--base-url", "{url}", "--api-key-file", "{folder}/wrong"], files: ["wrong": "no-such-key"],
      code: 4, answer: .kind("notAuthorized")),
    ContractRow(words: ["worklist", "--status", "DONE"] + key, code: 64, answer: .kind("usage"), isOffline: true),
  ]
}
