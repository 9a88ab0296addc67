import DeskCommands
import Foundation
import TestSupport
import Testing

/// `casedesk case new` against the sandbox.
@Suite struct NewCaseTests {
  private func file(_ bench: Bench, _ email: String = "nia@example.com", _ rest: String = "") throws -> String {
    try bench.file(
      "new.json",
      #"{"user":{"firstName":"Nia","lastName":"Newcomb","email":"\#(email)","phoneNumber":"+12025550160","dob":"1990-05-06"},"#
        + #""products":[{"id":"\#(Known.semaglutide)"}]\#(rest)}"#)
  }

  @Test func `The question names the patient, says who is known, and y makes the case`() async throws {
    try await Bench.run { bench in
      let words = ["case", "new", "--file", try file(bench, "nia@example.com", #","isTest":true"#)] + bench.keys
      let no = await bench.run(words, input: "n\n", isTerminal: true)
      #expect(no.code == 1 && bench.writes == 0)
      let ran = await bench.run(words, input: "y\n", isTerminal: true)
      #expect(ran.code == 0 && ran.output.hasPrefix("Case ") && ran.output.hasSuffix(" is new.\n"), "\(ran.talk)")
      #expect(ran.talk.contains("The service knows no user with this e-mail address."))
      #expect(ran.talk.contains("Patient      Nia Newcomb, born 1990-05-06, nia@example.com"))
      #expect(
        ran.talk.contains("Case         new\n") && ran.talk.contains("Change       a new TEST CASE with 1 product"))
      let found = await bench.run(["lookup", "nia@example.com"] + bench.key)
      #expect(ran.output.contains(found.output.trimmingCharacters(in: .newlines)))
      let record = try bench.record.text
      #expect(record.contains("\"action\":\"new-case\"") && !record.contains("nia") && !record.contains("Newcomb"))
      let listed = await bench.run(["activity"])
      #expect(listed.output.contains("new case") && listed.output.contains("not there yet"))
    }
  }

  @Test func `A second case has its own question, and y alone is not enough`() async throws {
    try await Bench.run { bench in
      let words =
        ["case", "new", "--file", try file(bench, "avery@example.com"), "--force-create"] + bench.keys
      let refused = await bench.run(words, input: "y\n", isTerminal: true)
      #expect(refused.code == 1 && bench.writes == 0)
      #expect(refused.talk.contains("The patient is known here; the newest case is ADA-TOSXM, open."))
      #expect(refused.talk.contains("It is a second one: the patient has an open case."))
      let done = await bench.run(words, input: "second case\n", isTerminal: true)
      #expect(done.code == 0 && bench.writes == 1)
    }
  }

  @Test func `After an answer that was lost, the newest case of the patient is looked at`() async throws {
    try await Bench.run(faults: ["new-case:drop-afterx1"]) { bench in
      let words = ["case", "new", "--file", try file(bench), "--yes"] + bench.keys
      let lost = await bench.run(words)
      #expect(lost.code == 8 && lost.talk.contains("A case made just now is there: "))
      // It is not settled, and the record cannot tell two new cases apart.
      let again = await bench.run(words)
      #expect(again.code == 1 && again.talk.contains("casedesk activity --unsettled") && bench.writes == 1)
    }
  }
}
