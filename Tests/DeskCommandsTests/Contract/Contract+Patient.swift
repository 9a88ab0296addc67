import Foundation

extension ContractRow {
  static let patient: [ContractRow] = [
    email(code: 0, answer: .result(["user"]), writes: 1),
    ContractRow(
      words: ["patient", "email", "avery@example.com", "avery.new@example.com", "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    ContractRow(
      words: ["patient", "email", "-", "-", "--yes"] + key, input: "avery@example.com\navery.new@example.com\n",
      code: 0,
      answer: .result(["user"]), writes: 1),
    email(
      "nobody@example.com", code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service knows no user with this e-mail address. Nothing was sent.""#)),
    email(
      "nell@example.com", code: 3,
      answer: .error(
        #""kind":"notFound","message":"The service has no case for these details.","httpStatus":400"#)),
    email(faults: ["update-email:status=401"], code: 4, answer: .kind("notAuthorized"), writes: 1),
    email(
      "avery", code: 5,
      answer: .error(
        #""kind":"invalid","message":"An e-mail address needs one @ with a name before it, for example avery@example.com.""#
      ), isOffline: true),
    email(
      new: "Avery@Example.com", code: 5,
      answer: .error(#""kind":"invalid","message":"The two e-mail addresses are the same.""#), isOffline: true),
    email(
      new: "jo.park@example.com", code: 6,
      answer: .error(
        #""kind":"conflict","message":"Another user of the service has the new e-mail address. Nothing was sent.""#)),
    email(faults: ["check-user:status=503"], code: 7, answer: .kind("unavailable")),
    email(faults: ["check-user:malformed"], code: 7, answer: .kind("malformedAnswer")),
    email(faults: ["update-email:status=429"], code: 7, answer: .kind("unavailable"), writes: 1),
    email(
      faults: ["update-email:drop-after"], code: 8,
      answer: .error(unknown("The service shows the change: it was done.")), writes: 1),
    email(
      faults: ["update-email:drop-before"], code: 8,
      answer: .error(
        unknown("The service does not show the change yet: look at the patient before trying again.")), writes: 1),
    ContractRow(
      words: ["patient", "email", "avery@example.com", "avery.new@example.com", "--yes", "--read-only"] + key, code: 9,
      answer: .kind("readOnly"), isOffline: true),
    ContractRow(
      words: ["patient", "email", "avery@example.com", "avery.new@example.com"] + key, code: 64, answer: .kind("usage"),
      isOffline: true),
    ContractRow(
      words: ["patient", "email", "avery@example.com", "--yes"] + key, code: 64,
      answer: .error(
        #""kind":"usage","message":"New e-mail address is missing: give it, or - to read it from standard input.""#),
      isOffline: true),
    ContractRow(
      words: ["patient"] + key, code: 64,
      answer: .error(
        #""kind":"usage","message":"Say which: casedesk patient email CURRENT NEW, or casedesk patient update EMAIL --phone NUMBER.""#
      ), isOffline: true),

    update(
      ["--city", "Austin", "--address", "14 Oak Street", "--country", "US"], code: 0, answer: .result(["user"]),
      writes: 1),
    ContractRow(
      words: ["patient", "update", "-", "--address2", "", "--address2", "Apartment 3", "--yes"] + key,
      input: "avery@example.com\n", code: 0, answer: .result(["user"]), writes: 1),
    ContractRow(
      words: ["patient", "update", "avery@example.com", "--state", "TX", "--dry-run"] + key, code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    update(["--city", "Austin"], of: "nobody@example.com", code: 3, answer: .kind("notFound")),
    update(
      ["--city", "Austin"], faults: ["update-profile:status=401"], code: 4, answer: .kind("notAuthorized"), writes: 1),
    update(
      ["--postal-code", "SW1A 1AA"], code: 5,
      answer: .error(
        #""kind":"invalid","message":"A postal code has five digits, or five and four: 12345 or 12345-6789.""#),
      isOffline: true),
    update(
      ["--phone", "(202) 555-0142"], code: 5,
      answer: .error(#""kind":"invalid","message":"The patient has these details already: nothing was sent.""#)),
    update(["--city", "Austin"], faults: ["update-profile:status=409"], code: 6, answer: .kind("conflict"), writes: 1),
    update(
      ["--city", "Austin"], faults: ["update-profile:status=429"], code: 7, answer: .kind("unavailable"), writes: 1),
    update(
      ["--phone", "+1 202 555 0199"], faults: ["update-profile:drop-before"], code: 8,
      answer: .kind("outcomeUnknown"), writes: 1),
    ContractRow(
      words: ["patient", "update", "avery@example.com", "--city", "Austin", "--yes", "--read-only"] + key, code: 9,
      answer: .kind("readOnly"), isOffline: true),
    update(
      [], code: 64,
      answer: .error(
        #""kind":"usage","message":"Say what changes: --phone, --address, --address2, --city, --state, --postal-code or --country.""#
      ), isOffline: true),
  ]

  private static func unknown(_ look: String) -> String {
    #""kind":"outcomeUnknown","message":"Not known whether it was done: no clear answer came. Check the case before trying again. "#
      + look + "\""
  }

  private static func email(
    _ current: String = "avery@example.com", new: String = "avery.new@example.com", faults: [String] = [], code: Int32,
    answer: Answer, writes: Int = 0, isOffline: Bool = false
  ) -> ContractRow {
    ContractRow(
      words: ["patient", "email", current, new, "--yes"] + key, faults: faults, code: code, answer: answer,
      writes: writes, isOffline: isOffline)
  }

  private static func update(
    _ options: [String], of email: String = "avery@example.com", faults: [String] = [], code: Int32, answer: Answer,
    writes: Int = 0, isOffline: Bool = false
  ) -> ContractRow {
    ContractRow(
      words: ["patient", "update", email] + options + ["--yes"] + key, faults: faults, code: code, answer: answer,
      writes: writes, isOffline: isOffline)
  }
}
