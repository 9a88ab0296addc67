import Care360Sandbox
import Foundation
import Testing

/// The access token is independent of the key; what is refused is read again once, and nothing is sent again by that.
@Suite struct TokenTests {
  private func words(_ bench: Bench) throws -> [String] {
    let body = try bench.file("f.json", #"{"products":[{"id":"\#(Known.metformin)","visitType":"SYNC_VIDEO"}]}"#)
    return ["products", "add", Known.avery, "--file", body, "--yes"] + bench.key
  }

  @Test func `A refused token is told with its source`() async throws {
    try await Bench.run { bench in
      let path = "\(bench.folder)/expired-token"
      let ran = await bench.run(try words(bench) + ["--token-file", path])
      #expect(ran.code == 4)
      #expect(ran.talk.contains("It came from the file \(path); it was read again, and is unchanged."))
      #expect(bench.writes == 1)
    }
  }

  @Test func `A token command is run again once, and its new token sends nothing by itself`() async throws {
    try await Bench.run { bench in
      // Prints the expired token first and the good one after that.
      let script = try bench.file(
        "print",
        "#!/bin/sh\necho run >> \(bench.folder)/runs\nif [ -e \(bench.folder)/second ]; then cat \(bench.folder)/token; "
          + "else touch \(bench.folder)/second; cat \(bench.folder)/expired-token; fi\n")
      chmod(script, 0o700)
      let config = try bench.file(
        "config.toml",
        "[profiles.clinic]\nbase_url = \"\(bench.server.baseURL)\"\napi_key_file = \"\(bench.folder)/key\"\ntoken_command = [\"\(script)\"]\n"
      )
      let body = try bench.file(
        "f.json", #"{"products":[{"id":"\#(Known.metformin)","visitType":"SYNC_VIDEO"}]}"#)
      let ran = await bench.run([
        "products", "add", Known.avery, "--file", body, "--yes", "--config", config, "--profile", "clinic",
      ])
      #expect(ran.code == 4)
      #expect(ran.talk.contains("and has changed: run this again."))
      #expect(bench.writes == 1)
      #expect(try String(contentsOfFile: bench.folder + "/runs", encoding: .utf8) == "run\nrun\n")
    }
  }

  @Test(arguments: [
    ("true", "printed nothing."), ("exit 3", "failed with status 3"), ("printf 'a\\nb'", "more than one line"),
  ])
  func `A command that gives no token sends nothing`(command: String, sentence: String) async throws {
    try await Bench.run { bench in
      let config = try bench.file(
        "config.toml",
        "[profiles.clinic]\nbase_url = \"\(bench.server.baseURL)\"\ntoken_command = '''\(command)'''\n")
      let body = try bench.file(
        "f.json", #"{"products":[{"id":"\#(Known.metformin)","visitType":"SYNC_VIDEO"}]}"#)
      let ran = await bench.run([
        "products", "add", Known.avery, "--file", body, "--yes", "--config", config, "--profile", "clinic",
      ])
      #expect(ran.code == 4)
      #expect(ran.talk.contains(sentence), "\(ran.talk)")
      #expect(bench.requests == 0)
    }
  }
}
