import DeskCommands
import Foundation
import Testing

/// `casedesk products close` against the sandbox: the product's name is typed, because there is no way back.
@Suite struct ProductClosingTests {
  private static let words = ["products", "close", Known.avery, Known.semaglutide, "--reason", "Ended"]

  @Test func `It asks for the product's name, and y is not enough`() async throws {
    try await Bench.run { bench in
      let refused = await bench.run(Self.words + bench.key, input: "y\n", isTerminal: true)
      #expect(refused.code == 1 && bench.writes == 0)
      #expect(refused.talk.contains("Patient      Avery Lindqvist, born 1988-04-02"))
      #expect(refused.talk.contains("Change       close Semaglutide"))
      #expect(refused.talk.contains("The service has no way to open it again."))
      let question = try #require(refused.talk.firstRange(of: "Type \""))
      let name = try #require(refused.talk[question.upperBound...].split(separator: "\"").first)
      #expect(name.hasPrefix("Semaglutide"))
      let done = await bench.run(Self.words + bench.key, input: "\(name)\n", isTerminal: true)
      #expect(done.code == 0 && done.output == "Product \(Known.semaglutide) of case \(Known.avery) is closed.\n")
      #expect(bench.writes == 1)
      let again = await bench.run(Self.words + bench.key, input: "n\n", isTerminal: true)
      #expect(again.talk.contains("The product is closed already; the service may refuse."))
    }
  }

  @Test func `The record names the product and not the reason`() async throws {
    try await Bench.run { bench in
      #expect(await bench.run(Self.words + ["--yes"] + bench.key).code == 0)
      let record = await bench.run(["activity", "--json"])
      #expect(record.output.contains("close-product") && !record.output.contains("Ended"))
    }
  }
}
