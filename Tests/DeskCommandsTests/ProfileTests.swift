import Care360
import Care360Sandbox
import Foundation
import Testing

@Suite(.timeLimit(.minutes(6))) struct ProfileTests {
  private func configure(_ bench: Bench, _ general: String = "", _ profile: String = "") throws -> [String] {
    let path = try bench.file(
      "config.toml",
      """
      [general]
      \(general)
      [profiles.clinic]
      base_url = "\(bench.server.baseURL)"
      api_key_file = "\(bench.folder)/key"
      token_file = "\(bench.folder)/token"
      default_country = "SE"
      \(profile)
      """)
    return ["--config", path]
  }

  @Test func `The default profile gives address and key`() async throws {
    try await Bench.run { bench in
      let config = try configure(bench, "default_profile = \"clinic\"")
      let ran = await bench.run(["lookup", "avery@example.com"] + config)
      #expect(ran.output == "\(Known.avery)\n")
      #expect(ran.talk.isEmpty)
    }
  }

  @Test func `Phones are completed with the country of the profile`() async throws {
    try await Bench.run { bench in
      let config = try configure(bench)
      // 0 is the trunk digit in Sweden; the number then is nobody's.
      let ran = await bench.run(["lookup", "070-555 01 42", "--profile", "clinic"] + config)
      #expect(ran.code == 3)
    }
  }

  @Test func `A read-only profile refuses writes`() async throws {
    try await Bench.run { bench in
      let config = try configure(bench, "", "read_only = true")
      let ran = await bench.run(["refill", Known.avery, "--yes", "--profile", "clinic"] + config)
      #expect(ran.code == 9)
      #expect(bench.requests == 0)
    }
  }

  @Test func `Flags that name the service of a profile loosen nothing of it`() async throws {
    try await Bench.run { bench in
      let config = try configure(bench, "", "read_only = true\noperator_required = true")
      #expect(await bench.run(["refill", Known.avery, "--yes"] + config + bench.key).code == 9)
      #expect(await bench.run(["lookup", "avery@example.com", "--detail"] + config + bench.key).code == 1)
      #expect(bench.requests == 0)
    }
  }

  /// Whatever way the place is written, and for a built-in profile too.
  @Test(arguments: [
    ["--base-url", "https://api.example.com"], ["--base-url", "https://API.example.com:443/"],
    ["--base-url", "https://api.example.com/v2"], ["--profile", "production"],
  ])
  func `The rules of a profile hold for its service however it is named`(words: [String]) async throws {
    try await Bench.run { bench in
      let path = try bench.file(
        "config.toml",
        "[profiles.one]\nbase_url = \"https://api.example.com\"\nread_only = true\n"
          + "[profiles.two]\nbase_url = \"\(BaseURL.productionText)\"\nread_only = true\n")
      let ran = await bench.run(
        ["refill", Known.avery, "--yes", "--config", path, "--api-key-file", "\(bench.folder)/key"] + words)
      #expect(ran.code == 9, "\(ran.talk)")
    }
  }

  @Test(arguments: [["lookup", "avery@example.com", "--detail"], ["worklist"]])
  func `A shared account shows a patient to a named operator only`(_ command: [String]) async throws {
    try await Bench.run { bench in
      let words = command + ["--profile", "clinic"]
      let nobody = await bench.run(words + (try configure(bench, "", "operator_required = true")))
      #expect(nobody.code == 1)
      #expect(nobody.output.isEmpty)
      #expect(bench.requests == 0)
      let named = await bench.run(words + (try configure(bench, "operator = \"kim\"", "operator_required = true")))
      #expect(named.code == 0)
    }
  }

  @Test func `The key of a profile goes to no other host`() async throws {
    try await Bench.run { bench in
      let config = try configure(bench)
      let ran = await bench.run(
        ["lookup", "avery@example.com", "--profile", "clinic", "--base-url", "https://example.com"] + config)
      #expect(ran.code == 64)
      #expect(ran.talk.contains("The profile clinic already has its own base URL"))
    }
  }

  @Test func `A bad security setting stops the command`() async throws {
    try await Bench.run { bench in
      let path = try bench.file("config.toml", "[profiles.clinic]\nbase_url = \"http://example.com\"\n")
      let ran = await bench.run(["lookup", "avery@example.com", "--profile", "clinic", "--json", "--config", path])
      #expect(ran.code == 1)
      #expect(ran.output.contains("The configuration cannot be used:"))
      #expect(ran.output.contains("\(path):2"))
    }
  }

  @Test func `A log that cannot be written stops screen and commands`() async throws {
    try await Bench.run { bench in
      for words in [["--sandbox", "--accessible"], ["lookup", "avery@example.com"] + bench.key] {
        let ran = await bench.run(words + ["--log-file", "\(bench.folder)/none/log"])
        #expect(ran.code == 1)
        #expect(
          ran.talk
            == "casedesk: The log file cannot be written: it must be a regular file in a folder that you may write to.\n"
        )
      }
      // A pipe that nobody reads must not hold anything up, nor one that somebody does.
      let pipe = bench.folder + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      for reads in [false, true] {
        let reader = reads ? open(pipe, O_RDONLY | O_NONBLOCK) : -1
        let ran = await bench.run(["lookup", "avery@example.com", "--log-file", pipe] + bench.key)
        #expect(ran.code == 1 && ran.talk.contains("must be a regular file"))
        if reads { close(reader) }
      }
      #expect(bench.requests == 0)
    }
  }

  @Test func `A log that others could read is made one's own`() async throws {
    try await Bench.run { bench in
      let log = try bench.file("log", "")
      chmod(log, 0o644)
      #expect(await bench.run(["themes", "list", "--log-file", log]).code == 0)
      #expect(try bench.mode(log) == 0o600)
    }
  }

  @Test func `The log holds the exit code and nothing of the patient`() async throws {
    try await Bench.run { bench in
      let log = "\(bench.folder)/log"
      _ = await bench.run(
        ["lookup", "nobody@example.com", "--log-file", log, "--log-level", "debug"] + bench.key)
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(text.contains("command=lookup exit=3 kind=notFound httpStatus=400"))
      #expect(!text.contains("example.com"))
      #expect(try bench.mode(log) == 0o600)
    }
  }
}
