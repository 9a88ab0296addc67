import Care360Sandbox
import DeskCommands
import Foundation
import TestSupport
import Testing

/// However the service fails, neither log nor message holds anything of a patient or a secret.
@Suite struct NothingLeaksTests {
  static let identifiers = ["avery@example.com", "(202) 555-0142"]
  static let answer = "CANARY of an answer"
  static let body = """
    {"products":[{"id":"\(Known.metformin)","form":{"title":"Intake","questions":[
    {"question":"CANARY of a question","answer":"\(answer)","type":"TEXT"}]}}]}
    """

  /// Whatever of it is spelled in whichever way: the digits of the phone number are looked for without what is between.
  private func expectClean(_ text: String, _ bench: Bench, _ what: String) {
    let canaries = [
      "avery", "lindqvist", "1988-04-02", "canary", "@", "%40", bench.sandbox.apiKey.lowercased(),
      bench.sandbox.token.lowercased(),
    ]
    for canary in canaries where text.lowercased().contains(canary) {
      Issue.record("\(what) holds \(canary): \(text)")
    }
    let digits = text.filter { $0.isNumber || $0.isLetter || $0 == "\n" }
    #expect(!digits.contains("2025550142") && !digits.contains("5550142"), "\(what): \(text)")
  }

  private func commands(_ bench: Bench) throws -> [[String]] {
    let path = try bench.file("products.json", Self.body)
    return Self.identifiers.flatMap { [["lookup", $0], ["lookup", $0, "--detail"]] }
      + [
        ["refill", Known.avery, "--yes"], ["bundle", "list"],
        ["bundle", "change", Known.avery, Known.starter, "--yes"],
        ["products", "add", Known.avery, "--file", path, "--yes"],
        ["case", "close", Known.avery, "--reason", "CANARY of a reason", "--yes"],
      ]
  }

  private func check(_ ran: Ran, _ words: [String], _ bench: Bench, log: String) throws {
    let name = words.joined(separator: " ")
    expectClean(ran.talk, bench, "standard error of \(name)")
    // What was found is what was asked for.
    if ran.code != 0 { expectClean(ran.output, bench, "standard output of \(name)") }
    let text = try String(contentsOfFile: log, encoding: .utf8)
    #expect(text.contains("command=\(words[0])"), "\(name)")
    expectClean(text, bench, "the log of \(name)")
    // Kinds and codes, and no sentence: that holds nothing of a patient today, and nobody looks at each new one.
    let form =
      /[0-9TZ:-]+ (error|info|debug) pid=[0-9]+ command=[a-z ]+ (began|exit=[0-9]+( kind=[A-Za-z]+( httpStatus=[0-9]{3})?)?)/
    for line in text.split(separator: "\n") { #expect(line.wholeMatch(of: form) != nil, "\(line)") }
  }

  @Test(arguments: [
    "drop-before", "drop-after", "status=401", "status=403", "status=404", "status=409", "status=422", "status=429",
    "status=500", "status=503", "malformed", "html",
  ]) func `A service that fails brings nothing into log and messages`(fault: String) async throws {
    try await Bench.run(faults: ["all:\(fault)"]) { bench in
      for (index, words) in try commands(bench).enumerated() {
        let log = "\(bench.folder)/log\(index)"
        let ran = await bench.run(
          words + (index % 2 == 0 ? [] : ["--json"]) + ["--log-file", log, "--log-level", "debug"] + bench.keys)
        #expect(ran.code != 0, "\(words)")
        try check(ran, words, bench, log: log)
      }
    }
  }

  @Test func `A command that is stopped brings nothing into log and messages`() async throws {
    try await Bench.run(faults: ["all:slow=60000"]) { bench in
      for (index, words) in try commands(bench).enumerated() {
        let log = "\(bench.folder)/log\(index)"
        let (output, talk) = (Recorded(), Recorded())
        let asked = bench.requests
        let tool = bench.tool(words + ["--log-file", log, "--log-level", "debug"] + bench.keys, talk, output)
        let work = Task { await tool.run() }
        #expect(await until { bench.requests > asked })
        work.cancel()
        let code = await work.value.rawValue
        #expect(code != 0)
        try check(Ran(code: code, output: output.text, talk: talk.text), words, bench, log: log)
      }
    }
  }
}
