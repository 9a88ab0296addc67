import Care360Sandbox
import Foundation
import Testing

@Suite struct WriteFailureTests {
  @Test func `A write to a server that is not there was not sent`() async throws {
    try await Bench.run { bench in
      await bench.server.stop()
      let ran = await bench.run(["refill", Known.avery, "--yes", "--json"] + bench.key)
      #expect(
        ran.output
          == "{\"ok\":false,\"error\":{\"kind\":\"unavailable\",\"message\":\"The service cannot be reached. Nothing was sent.\"}}\n"
      )
      #expect(ran.code == 7)
      #expect(await bench.run(["activity", "--unsettled"]).output == "nothing is unsettled\n")
    }
  }
}
