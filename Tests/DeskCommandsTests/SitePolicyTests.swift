import Care360Sandbox
import DeskCommands
import Foundation
import TestSupport
import Testing

/// The site policy: every flag and setting can only be stricter.
@Suite(.enabled(if: getuid() == 0, "only root can make root's files")) struct SitePolicyTests {
  @Test func `A policy with anything wrong stops every command but those that tell it`() async throws {
    try await Bench.run { bench in
      try bench.policy("readonly = true\n")
      for words in [
        ["lookup", "avery@example.com"] + bench.key, ["recents", "--sandbox"], ["--accessible", "--sandbox"],
      ] {
        let ran = await bench.run(words)
        #expect(ran.code == 1, "\(words)")
        #expect(ran.talk.contains("did you mean read_only?"))
      }
      #expect(bench.requests == 0)
      #expect(await bench.run(["config", "check"]).code == 1)
      let doctor = await bench.run(["doctor"] + bench.keys)
      #expect(doctor.code == 1)
      #expect(doctor.output.contains("WRONG site policy"))
      #expect(bench.requests == 0)
    }
  }

  @Test func `Doctor names the certificate of the policy that cannot be read`() async throws {
    try await Bench.run { bench in
      try bench.policy("ca_file = \"\(bench.folder)/etc/ca.pem\"\n")
      let path = try bench.file("etc/ca.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
      chmod(path, 0o644)
      let doctor = await bench.run(["doctor"] + bench.keys)
      #expect(doctor.code == 1)
      #expect(doctor.output.contains("ca_file: Certificate 1 of the file cannot be read."))
      #expect(bench.requests == 0)
    }
  }

  @Test(
    .enabled(
      if: ForeignProcess.canBeAnotherUser,
      "this user cannot become another one, or that one may not run this build"))
  func `A file that this user does not have permission read is told as that`() async throws {
    try await Bench.run { bench in
      let home = try bench.home(of: 65534)
      let path = try bench.file("root.toml", "[general]\n")
      let ran = try await ForeignProcess(["config", "check", "--config", path], home: home, uid: 65534).end()
      #expect(ran.code == 1 && ran.text.contains("\(path): This user may not read it."), "\(ran.text)")
    }
  }

  @Test func `The service may be at the policy's places only`() async throws {
    try await Bench.run { bench in
      try bench.policy("base_urls = [\"https://api.example.com\"]\n")
      let ran = await bench.run(["lookup", "avery@example.com", "--json"] + bench.key)
      #expect(ran.code == 5)
      #expect(ran.output.contains(#""kind":"invalid""#))
      #expect(ran.output.contains("The site policy does not allow \(bench.server.baseURL)"))
      #expect(ran.output.contains("Nothing was sent: choose another profile or base URL."))
      #expect(bench.requests == 0)
      try bench.policy("base_urls = [\"\(bench.server.baseURL)\"]\n")
      #expect(await bench.run(["lookup", "avery@example.com"] + bench.key).code == 0)
      // The embedded sandbox leaves this machine for nowhere.
      try bench.policy("base_urls = [\"https://api.example.com\"]\n")
      #expect(await bench.run(["lookup", "avery@example.com", "--sandbox"]).code == 0)
    }
  }

  @Test func `Read-only by policy ends writes with 9`() async throws {
    try await Bench.run { bench in
      try bench.policy("read_only = true\n")
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 9)
      #expect(bench.writes == 0)
    }
  }

  @Test(arguments: [
    ["lookup", "avery@example.com"], ["refill", Known.avery, "--yes"], ["bundle", "list"], ["recents"],
  ])
  func `The command line can be switched off`(words: [String]) async throws {
    try await Bench.run { bench in
      try bench.policy("cli = \"off\"\n")
      let ran = await bench.run(words + bench.key)
      #expect(ran.code == 1)
      #expect(ran.talk == "casedesk: The site policy turns this command off: use the screen.\n")
      #expect(bench.requests == 0)
      for allowed in [["config", "path"], ["activity"], ["completions", "bash"], words + ["--sandbox"]] {
        #expect(await bench.run(allowed).code != 1, "\(allowed)")
      }
    }
  }

  @Test(arguments: ["off", "unlock"])
  func `Lines over a pipe are a command line, too`(rule: String) async throws {
    try await Bench.run { bench in
      try bench.policy("cli = \"\(rule)\"\n")
      let ran = await bench.run(["--accessible"] + bench.key, input: "avery@example.com\n")
      #expect(ran.code == 1)
      #expect(ran.talk.contains("--accessible needs a terminal for its input"))
      #expect(bench.requests == 0)
    }
  }

  @Test func `With the command line off nothing is settled by it`() async throws {
    try await Bench.run(faults: ["refill:drop-after"]) { bench in
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 8)
      let listed = try Bench.object(await bench.run(["activity", "--unsettled", "--json"]).output)
      let activity = (listed["result"] as? [String: Any])?["activity"] as? [[String: Any]]
      let id = try #require(activity?.first?["id"] as? String)
      try bench.policy("cli = \"off\"\n")
      let ran = await bench.run(["activity", "settle", id, "--as", "happened"])
      #expect(ran.code == 1 && ran.talk.contains("turns this command off"))
      #expect(await bench.run(["activity", "--unsettled"]).output.contains(id))
    }
  }

  @Test func `Setup offers only what the policy allows`() async throws {
    try await Bench.run { bench in
      try bench.policy("base_urls = [\"\(bench.server.baseURL)\"]\n")
      let answers = [
        "1", "2", "3", "", "https://api.example.com", bench.server.baseURL, "2", "\(bench.folder)/key", "", "", "", "",
      ]
      let ran = await bench.run(["setup"], input: answers.joined(separator: "\n") + "\n", isTerminal: true)
      #expect(ran.code == 0, "\(ran.talk)")
      #expect(ran.talk.components(separatedBy: "The site policy does not allow this").count == 4)
    }
  }

  @Test func `Unlock asks for the store first`() async throws {
    try await Bench.run { bench in
      try bench.policy("cli = \"unlock\"\n")
      let config = try bench.file("config.toml", "[store]\nkey_command = \"echo a-long-enough-store-key\"\n")
      let ran = await bench.run(["lookup", "avery@example.com", "--config", config] + bench.key)
      #expect(ran.code == 1)
      #expect(ran.talk.contains("there is none yet: start the screen once"))
      #expect(bench.requests == 0)
    }
  }

  @Test func `Unlock lets a command go on once its store opened`() async throws {
    try await Bench.run { bench in
      let config = try bench.clinic()
      try bench.fillStore()
      try bench.policy("cli = \"unlock\"\n")
      let words = ["refill", Known.avery, "--dry-run"] + config
      let ran = await bench.run(words)
      #expect(ran.code == 0, "\(ran.talk)")
      try bench.file("print-key", "#!/bin/sh\necho another-key\n")
      chmod(bench.folder + "/print-key", 0o700)
      let refused = await bench.run(words)
      #expect(refused.code == 1)
      #expect(refused.output.isEmpty)
      #expect(refused.talk.contains("does not open the local store"))
    }
  }

  @Test func `The operator is the login name, whatever is configured`() async throws {
    try await Bench.run { bench in
      try bench.policy("operator = \"login\"\n")
      let config = try bench.file("config.toml", "[general]\noperator = \"somebody-else\"\n")
      _ = await bench.run(["refill", Known.avery, "--yes", "--config", config] + bench.key)
      let record = try bench.record.text
      #expect(record.contains("tester"))
      #expect(!record.contains("somebody-else"))
    }
  }

  @Test func `Data goes where the policy says`() async throws {
    try await Bench.run { bench in
      try bench.policy("data_dir = \"\(bench.folder)/shared\"\n")
      _ = await bench.run(["refill", Known.avery, "--yes"] + bench.key)
      #expect(try RecordFolder(bench.folder + "/shared/tester").segments.count == 1)
      #expect(try bench.record.segments.isEmpty)
    }
  }

  @Test func `A key file of root is shared with the policy's group`() async throws {
    try await Bench.run { bench in
      chmod(bench.folder + "/key", 0o640)
      let words = ["lookup", "avery@example.com"] + bench.key
      #expect(await bench.run(words).code == 4)
      try bench.policy("credential_group = \"root\"\n")
      #expect(await bench.run(words).code == 0)
    }
  }

  /// The path is the program's own: nothing that a person can set leads elsewhere.
  @Test func `Neither flag nor variable leads to another policy`() async throws {
    #expect(Host.standardPolicyFile == "/etc/casedesk/policy.toml")
    let help = try await { () async throws -> String in
      var text = ""
      try await Bench.run { bench in text = await bench.run(["manual"]).output }
      return text
    }()
    // The flag of doctor takes no value.
    let lines = help.split(separator: "\n").filter { $0.contains("\\-\\-policy") }
    let known = [
      "\\-\\-policy", "casedesk doctor [\\-\\-probe] [\\-\\-policy]", "  casedesk doctor \\-\\-policy \\-\\-json",
    ]
    #expect(lines.allSatisfy { known.contains(String($0)) }, "\(lines)")
  }
}
