import Foundation

extension ContractRow {
  static let newCase: [ContractRow] = [
    made(code: 0, answer: .result(["caseId"]), writes: 1),
    ContractRow(
      words: ["case", "new", "--file", "-", "--yes"] + keys, input: body(), code: 0, answer: .result(["caseId"]),
      writes: 1),
    ContractRow(
      words: ["case", "new", "--file", "{folder}/f.json", "--dry-run"] + keys, files: ["f.json": body()], code: 0,
      answer: .result(["dryRun", "request", "curl"]), isOffline: true),
    ContractRow(
      words: ["case", "new", "--file", "{folder}/none.json", "--yes"] + keys, code: 1, answer: .kind("failed"),
      isOffline: true),
    made(faults: ["new-case:status=401"], code: 4, answer: .kind("notAuthorized"), writes: 1),
    made(
      body(email: "nia"), code: 5,
      answer: .error(
        #""kind":"invalid","message":"The new case cannot be sent: user.email must be an e-mail address.""#),
      isOffline: true),
    made(
      body(rest: #","forceCreate":true"#), code: 5,
      answer: .error(
        #""kind":"invalid","message":"forceCreate is not taken from the file: leave it out, and add --force-create if it is meant.""#
      ), isOffline: true),
    made(
      ["--force-create"], code: 5,
      answer: .error(
        #""kind":"invalid","message":"The patient has no open case, so that there is nothing to force: leave out --force-create.""#
      )),
    made(
      body(email: "avery@example.com"), code: 6,
      answer: .error(
        #""kind":"conflict","message":"The service reports a conflict: the patient may have an open case already. Look at the case before sending again.","httpStatus":409"#
      ), writes: 1),
    made(body(email: "avery@example.com"), ["--force-create"], code: 0, answer: .result(["caseId"]), writes: 1),
    made(faults: ["check-user:status=503"], code: 7, answer: .kind("unavailable")),
    made(faults: ["new-case:status=429"], code: 7, answer: .kind("unavailable"), writes: 1),
    made(
      faults: ["new-case:drop-before"], code: 8,
      answer: .error(
        #""kind":"outcomeUnknown","message":"Not known whether it was done: no clear answer came. Check the case before trying again. The service shows no case of the patient yet: look again before you send it again.""#
      ), writes: 1),
    made(faults: ["new-case:drop-after"], code: 8, answer: .kind("outcomeUnknown"), writes: 1),
    ContractRow(
      words: ["case", "new", "--file", "{folder}/f.json", "--yes", "--read-only"] + keys, files: ["f.json": body()],
      code: 9, answer: .kind("readOnly"), isOffline: true),
    ContractRow(
      words: ["case", "new", "--file", "{folder}/f.json"] + keys, files: ["f.json": body()], code: 64,
      answer: .kind("usage"), isOffline: true),
  ]

  private static func body(email: String = "nia@example.com", rest: String = "") -> String {
    #"{"user":{"firstName":"Nia","lastName":"Newcomb","email":"\#(email)","phoneNumber":"+12025550160","dob":"1990-05-06"},"#
      + #""products":[{"id":"\#(Known.semaglutide)"}]\#(rest)}"#
  }

  private static func made(
    _ body: String = body(), _ options: [String] = [], faults: [String] = [], code: Int32, answer: Answer,
    writes: Int = 0, isOffline: Bool = false
  ) -> ContractRow {
    ContractRow(
      words: ["case", "new", "--file", "{folder}/f.json", "--yes"] + options + keys, faults: faults,
      files: ["f.json": body], code: code, answer: answer, writes: writes, isOffline: isOffline)
  }

  private static func made(
    _ options: [String], code: Int32, answer: Answer
  ) -> ContractRow {
    made(body(), options, code: code, answer: answer)
  }
}
