import Foundation
import Testing

/// Views of the configuration: on the command line, and checked where they are written.
@Suite struct WorklistViewTests {
  private static let config = """
    [worklist]
    view = "mine"
    untouched_hours = 24
    [worklist.views.mine]
    window = "60d"
    statuses = ["APPROVED"]
    sort = "patient"

    """

  @Test func `A view of the configuration can be asked for`() async throws {
    try await Bench.run { bench in
      let config = try bench.file("config.toml", Self.config)
      let words = ["worklist", "--json", "--config", config] + bench.key
      let ran = await bench.run(words + ["--view", "mine"])
      #expect(ran.code == 0)
      let lines = try ran.output.split(separator: "\n").map { try Bench.object(String($0)) }
      #expect(!lines.isEmpty && lines.allSatisfy { $0["status"] as? String == "APPROVED" })
      #expect(await bench.run(words).output == ran.output, "it is the configured one")
      let all = await bench.run(words + ["--all"])
      #expect(all.output.split(separator: "\n").count > lines.count)
    }
  }

  @Test(arguments: [
    (
      "[worklist]\nview = \"mine\"\n",
      "There is no such view: choose one of needs-attention, waiting, my-follow-ups, closed, all."
    ),
    ("[worklist.views.x]\nreasons = [\"no-order\", \"slow\"]\n", "There is no \"slow\" here: use message, escalated,"),
    ("[worklist.views.x]\ncolumns = [\"cas\"]\n", "There is no \"cas\" here: use case, patient,"),
    ("[worklist.views.x]\nsort = \"age\"\n", "There is no \"age\" here: use case, patient,"),
    ("[worklist.views.closed]\nsort = \"case\"\n", "The program already has a view with this name"),
  ])
  func `A name that says nothing is told with its place`(text: String, sentence: String) async throws {
    try await Bench.run { bench in
      let config = try bench.file("config.toml", text)
      let ran = await bench.run(["config", "check", "--config", config])
      #expect(ran.code != 0)
      #expect((ran.output + ran.talk).contains(sentence), "\(ran.output)\(ran.talk)")
      #expect((ran.output + ran.talk).contains("config.toml:"))
    }
  }

  /// It would hold every case where it was to hold few.
  @Test func `A view whose reasons are all unknown is no view`() async throws {
    try await Bench.run { bench in
      let config = try bench.file("config.toml", "[worklist.views.x]\nreasons = [\"slow\"]\n")
      let ran = await bench.run(["worklist", "--view", "x", "--config", config] + bench.key)
      #expect(ran.code == 64 && bench.requests == 0)
    }
  }
}
