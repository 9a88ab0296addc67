import DeskCommands
import Foundation
import TestSupport
import Testing

/// `casedesk appointments` against the sandbox: listed, cancelled with a question, and not twice.
@Suite struct AppointmentTests {
  private static let email = ["--email", "-"]

  private func first(_ bench: Bench) async throws -> [String: Any] {
    let ran = await bench.run(["appointments", "--json"] + Self.email + bench.key, input: "avery@example.com\n")
    let result = try Bench.object(ran.output)["result"] as? [String: Any]
    return try #require((result?["appointments"] as? [[String: Any]])?.first)
  }

  @Test func `The list names both clocks, patient and id`() async throws {
    try await Bench.run { bench in
      let entry = try await first(bench)
      #expect(entry["email"] as? String == "avery@example.com" && entry["patient"] as? String == "Avery Lindqvist")
      #expect(entry["caseId"] as? String == Known.avery && entry["timeZone"] is String)
      let ran = await bench.run(["appointments"] + Self.email + bench.key, input: "avery@example.com\n")
      let id = try #require(entry["id"] as? String)
      let line = try #require(ran.output.split(separator: "\n").first { $0.hasSuffix(id) })
      #expect(line.contains("Avery Lindqvist") && line.contains("("), "the patient's clock names its place")
      let start = try #require(entry["start"] as? String)
      let day = await bench.run(["appointments", "--day", String(start.prefix(10))] + bench.key)
      #expect(day.code == 0 && day.output.contains(id))
      let record = try bench.record.text
      #expect(record.contains("list") && !record.contains("avery@"))
    }
  }

  @Test func `The question names patient, time and change; a second cancellation is refused`() async throws {
    try await Bench.run { bench in
      let id = try #require(try await first(bench)["id"] as? String)
      let words = ["appointments", "cancel", id] + Self.email + bench.key
      let asked = await bench.run(words, input: "avery@example.com\nn\n", isTerminal: true)
      #expect(asked.code == 1 && bench.writes == 0)
      #expect(asked.talk.contains("Patient      Avery Lindqvist, born 1988-04-02"))
      #expect(asked.talk.contains("appointment \(id)  booked -> CANCELLED") && asked.talk.contains("("))
      let done = await bench.run(words, input: "avery@example.com\ny\n", isTerminal: true)
      #expect(done.code == 0 && done.output == "Appointment \(id) is cancelled.\n" && bench.writes == 1)
      let again = await bench.run(words + ["--yes"], input: "avery@example.com\n")
      #expect(again.code == 5 && again.talk.contains("it may be cancelled already"))
      let record = await bench.run(["activity", "--json"])
      #expect(record.output.contains("cancel-appointment") && !record.output.contains("avery@"))
    }
  }

  @Test func `An address in an argument is overwritten`() async throws {
    try await Bench.run { bench in
      let words = ["appointments", "--email", "avery@example.com"] + bench.key
      let concealed = Indices()
      let tool = bench.tool(
        words, Script(""), isTerminal: false, Recorded(), Recorded(), conceal: { concealed.add($0) })
      #expect(await tool.run().rawValue == 0 && concealed.all == [2])
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make a policy"))
  func `The policy for lists turns the day off and leaves the patient`() async throws {
    try await Bench.run { bench in
      try bench.policy("worklist = \"off\"")
      let day = await bench.run(["appointments"] + bench.key)
      #expect(day.code == 1 && day.talk.contains("The site policy turns lists of patients off: give --email."))
      #expect(await bench.run(["appointments"] + Self.email + bench.key, input: "avery@example.com\n").code == 0)
    }
  }
}
