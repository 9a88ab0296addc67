import ArgumentParser
import Care360HTTP
import Care360Sandbox
import CaseStore
import DeskConfig
import Foundation
import Testing

@testable import Care360
@testable import DeskCommands

/// The rules of an environment in client and transport, each of which refuses by itself.
@Suite struct ConnectionTests {
  private func invocation(_ bench: Bench, _ words: [String]) throws -> Invocation {
    try Invocation(try GlobalOptions.parse(words), bench.tool([], Recorded(), Recorded()).host)
  }

  private func isRefused(_ connection: Connection) async throws -> Bool {
    let request = APIRequest(
      method: .post, url: connection.client.baseURL.text + "/api/v1/cases/\(Known.avery)", path: "/", query: [],
      headers: [], body: Data("{}".utf8))
    do throws(TransportFailure) {
      _ = try await connection.transport.write(request, permit: WritePermit())
      return false
    } catch {
      return error == TransportFailure(.readOnly, mayHaveBeenSent: false)
    }
  }

  @Test(arguments: [true, false]) func `Client and transport are both told that nothing may be written`(
    _ isReadOnly: Bool
  )
    async throws
  {
    try await Bench.run { bench in
      let connection = try await invocation(bench, bench.keys + (isReadOnly ? ["--read-only"] : [])).connect()
      #expect(connection.client.context.isReadOnly == isReadOnly)
      #expect(try await isRefused(connection) == isReadOnly)
      #expect(bench.requests == (isReadOnly ? 0 : 1))
      await connection.close()
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make a policy"))
  func `The proxy of the policy is for every host but one of this machine`() async throws {
    try await Bench.run { bench in
      try bench.policy("proxy = \"http://proxy.example.org:3128\"\n")
      let config = try bench.file("far.toml", "[profiles.far]\nbase_url = \"https://api.example.com\"\n")
      let far = try Environment(try invocation(bench, ["--config", config, "--profile", "far"]))
      #expect(far.proxy?.host == "proxy.example.org" && far.proxy?.port == 3128)
      #expect(try Environment(try invocation(bench, bench.keys)).proxy == nil)
      #expect(try Environment(try invocation(bench, ["--sandbox"])).proxy == nil)
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can make a policy"))
  func `A far service is reached through the proxy of the policy alone`() async throws {
    try await Bench.run { bench in
      let proxy = try RefusingProxy()
      defer { proxy.stop() }
      try bench.policy("proxy = \"http://127.0.0.1:\(proxy.port)\"\n")
      let config = try bench.file(
        "far.toml",
        "[profiles.far]\nbase_url = \"https://care.example.test\"\napi_key_file = \"\(bench.folder)/key\"\n"
          + "timeout = 300\n")
      let ran = await bench.run(["lookup", "nobody@example.com", "--config", config, "--profile", "far"])
      #expect(ran.code == 7, "\(ran.talk)")
      #expect(Set(proxy.firstLines) == ["CONNECT care.example.test:443 HTTP/1.1"])
    }
  }
}
