import DeskCommands
import Foundation
import Testing

/// `casedesk escalate` against the sandbox.
@Suite struct EscalateTests {
  private static func add(_ title: String = "Price question", _ more: [String] = []) -> [String] {
    ["escalate", Known.avery, "--type", "support", "--title", title] + more
  }

  @Test func `The question shows the state before and after, and every part`() async throws {
    try await Bench.run { bench in
      let more = ["--note", "Asked\ntwice", "--follow-up", "in 30 days", "--assignee", "care.team4@example.com"]
      let asked = await bench.run(Self.add("Ours", more) + bench.key, input: "n\n", isTerminal: true)
      #expect(asked.code == 1 && bench.writes == 0)
      for line in [
        "Patient      Avery Lindqvist, born 1988-04-02", "Change       not escalated -> ESCALATED",
        "             support: Ours",
        "             The title is not in the list for support here; the service may refuse it.",
        "             | Asked\n             | twice", "             due 20",
        "             assigned to care.team4@example.com",
      ] { #expect(asked.talk.contains(line), "\(line)") }
      let done = await bench.run(Self.add() + bench.key, input: "y\n", isTerminal: true)
      #expect(done.output == "Case \(Known.avery) is escalated: Price question.\n" && bench.writes == 1)
      #expect(!done.talk.contains("not in the list"))
      let again = await bench.run(Self.add() + bench.key, input: "n\n", isTerminal: true)
      #expect(again.talk.contains("escalated -> ESCALATED") && again.talk.contains("This adds another escalation."))
    }
  }

  @Test func `A title that is not listed is said before it is sent, and does not stop`() async throws {
    try await Bench.run { bench in
      let words = ["escalate", Known.avery, "--type", "external", "--title", "Pharmacy of the patient", "--yes"]
      let sent = await bench.run(words + bench.key)
      #expect(sent.code == 0 && bench.writes == 1)
      #expect(
        sent.talk
          == "casedesk: The title is not in the list for external here; the service may refuse it.\n")
      let listed = await bench.run(Self.add("Misdelivery", ["--yes"]) + bench.key)
      #expect(listed.code == 0 && listed.talk.isEmpty)
    }
  }

  @Test func `A refused id lists the open escalations, and one of them can be updated`() async throws {
    try await Bench.run { bench in
      #expect(await bench.run(Self.add("Hold Order", ["--yes", "--note", "canary"]) + bench.key).code == 0)
      let update = ["escalate", "update", Known.avery]
      let refused = await bench.run(update + [Known.noCase, "--note", "x", "--yes"] + bench.key)
      #expect(refused.code == 5 && !refused.talk.contains("canary"))
      let list = try #require(refused.talk.firstRange(of: "Open: "))
      let id = String(refused.talk[list.upperBound...].prefix(36))
      #expect(refused.talk.contains("\(id), support, Hold Order."))
      let done = await bench.run(update + [id, "--note", "-", "--yes"] + bench.key, input: "Called back.\n")
      #expect(done.code == 0 && done.output == "Escalation \(id) of case \(Known.avery) is updated.\n")
    }
  }

  @Test func `A note on standard input is in no argument and no record, one in an argument is overwritten`()
    async throws
  {
    try await Bench.run { bench in
      let words = Self.add("Hold Order", ["--yes", "--note", "canary of a note"]) + bench.key
      let concealed = Indices()
      let tool = bench.tool(
        words, Script(""), isTerminal: false, Recorded(), Recorded(), conceal: { concealed.add($0) })
      #expect(await tool.run().rawValue == 0)
      #expect(concealed.all == [words.firstIndex(of: "canary of a note")])
      #expect(
        await bench.run(Self.add("Misdelivery", ["--yes", "--note", "-"]) + bench.key, input: "canary").code == 0)
      let record = await bench.run(["activity", "--json"])
      #expect(record.output.contains(#""escalate""#))
      for text in ["canary", "Misdelivery"] { #expect(!record.output.contains(text)) }
      let bytes = await bench.run(Self.add("Misdelivery", ["--yes", "--note", "-"]) + bench.key, input: " \n")
      #expect(bytes.code == 5 && bytes.talk.contains("There is no text to send."))
    }
  }

  @Test func `Nobody can answer where the note comes on standard input`() async throws {
    try await Bench.run { bench in
      let words = Self.add("Misdelivery", ["--note", "-"]) + bench.key
      let ran = await bench.run(words, input: "y\n", isTerminal: true)
      #expect(ran.code == 64 && bench.writes == 0)
    }
  }

  /// A site's list counts only where it is root's.
  @Test(.enabled(if: getuid() == 0, "only root can write a site's list")) func `The site's titles are known`()
    async throws
  {
    try await Bench.run { bench in
      try bench.policy("# No rule.\n")
      chmod(try bench.file("etc/escalations.toml", "external = [\"Ours\"]\nurgent = [\"x\"]\n"), 0o644)
      let words = ["escalate", Known.avery, "--type", "external", "--title", "Ours", "--yes"]
      let sent = await bench.run(words + bench.key)
      #expect(sent.code == 0 && !sent.talk.contains("not in the list"))
      let checked = await bench.run(["config", "check"])
      #expect(checked.output.contains("escalations.toml:2:1") || checked.talk.contains("escalations.toml:2:1"))
    }
  }
}
