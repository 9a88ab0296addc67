import DeskConfig
import Foundation
import Testing

@Suite struct ConfigCommandTests {
  private func rows(_ text: String) throws -> [String: (value: String?, layer: String)] {
    let result = try Bench.object(text)["result"] as? [String: Any]
    var rows: [String: (value: String?, layer: String)] = [:]
    for row in result?["settings"] as? [[String: Any]] ?? [] {
      rows["\(row["section"] ?? "").\(row["key"] ?? "")"] = (row["value"] as? String, row["layer"] as? String ?? "")
    }
    return rows
  }

  @Test func `config path names every place`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["config", "path", "--json"])
      let result = try Bench.object(ran.output)["result"] as? [String: Any]
      let paths = try #require(result?["paths"] as? [String: String])
      #expect(paths["config"] == "\(bench.folder)/casedesk/config.toml")
      #expect(paths["data"] == "\(bench.folder)/casedesk")
      #expect(paths["policy"] == "\(bench.folder)/etc/policy.toml")
      let text = await bench.run(["config", "path"])
      #expect(text.output.contains("config     \(bench.folder)/casedesk/config.toml  (not there)\n"))
      #expect(text.code == 0)
    }
  }

  @Test func `config show says what the machine's zone came to`() async throws {
    try await Bench.run { bench in
      let machine = TimeZones.machine() ?? "whose name is not known"
      let unset = await bench.run(["config", "show"])
      #expect(unset.output.contains("\n# time_zone is not set  # this machine's"), "\(unset.output)")
      for (value, end) in [("auto", "config.toml, this machine's"), ("UTC", "config.toml\n")] {
        let config = try bench.file("zone.toml", "[general]\ntime_zone = \"\(value)\"\n")
        let ran = await bench.run(["config", "show", "--config", config])
        #expect(ran.output.contains("\ntime_zone = \"\(value)\"  # \(end)"), "\(ran.output)")
        #expect(ran.output.contains(machine) || value == "UTC")
      }
    }
  }

  @Test func `config show names the layer of each value, flags and policy last`() async throws {
    try await Bench.run { bench in
      let config = try bench.file(
        "config.toml",
        "[general]\ntheme = \"light\"\noperator = \"kim\"\n[profiles.clinic]\nbase_url = \"https://api.example.com\"\n"
      )
      let words = ["config", "show", "--json", "--config", config]
      let plain = try rows(await bench.run(words).output)
      #expect(plain["general.theme"]?.value == "\"light\"")
      #expect(plain["general.theme"]?.layer == "config.toml")
      #expect(plain["store.retention_days"]?.layer == "default")
      let flags = try rows(
        await bench.run(words + ["--theme", "mono", "--profile", "clinic", "--read-only"]).output)
      #expect(flags["general.theme"]?.layer == "--theme")
      #expect(flags["profiles.clinic.read_only"]?.value == "true")
      #expect(flags["profiles.clinic.read_only"]?.layer == "--read-only")
      #expect(flags["general.default_profile"]?.layer == "--profile")
      guard getuid() == 0 else { return }
      try bench.policy("read_only = true\noperator = \"login\"\nidle_lock_max = 3\nclipboard = false\n")
      let ruled = try rows(await bench.run(words).output)
      #expect(ruled["profiles.clinic.read_only"]?.layer == "site policy")
      #expect(ruled["general.operator"]?.value == "\"tester\"")
      #expect(ruled["general.operator"]?.layer == "site policy")
      #expect(ruled["store.idle_lock_minutes"]?.value == "3")
      #expect(ruled["general.clipboard"]?.value == "\"off\"")
      #expect(ruled["general.clipboard"]?.layer == "site policy")
      #expect(ruled["policy.cli"]?.value == "\"on\"")
      try bench.policy("clipboard = \"ids\"\n")
      let narrowed = try rows(await bench.run(words).output)
      #expect(narrowed["general.clipboard"]?.value == "\"ids\"")
      #expect(narrowed["policy.clipboard"]?.value == "\"ids\"")
    }
  }

  @Test func `config show prints TOML for people, and nothing of a secret`() async throws {
    try await Bench.run { bench in
      let config = try bench.file(
        "config.toml",
        "[profiles.clinic]\nbase_url = \"https://api.example.com\"\ntoken_command = [\"vault\", \"canary\"]\n"
      )
      let ran = await bench.run(["config", "show", "--config", config])
      #expect(ran.code == 0)
      #expect(ran.output.contains("[profiles.clinic]\nbase_url = \"https://api.example.com\"  # config.toml\n"))
      #expect(ran.output.contains("token_command = [\"vault\", \"[redacted]\"]  # config.toml\n"))
      #expect(!ran.output.contains("canary"))
    }
  }

  @Test func `config show --default prints the sample, which needs no mending`() async throws {
    try await Bench.run { bench in
      let sample = await bench.run(["config", "show", "--default"])
      #expect(sample.output.contains("[profiles.staging]\n"))
      #expect(sample.output.contains("#credential_group = "))
      let json = try Bench.object(await bench.run(["config", "show", "--default", "--json"]).output)
      let config = try #require((json["result"] as? [String: Any])?["config"] as? String)
      let path = try bench.file("sample.toml", config)
      // The product has no id as long as its line is a comment.
      let check = await bench.run(["config", "check", "--config", path])
      #expect(check.output.components(separatedBy: "\n").count == 2)
      #expect(check.output.contains("[products.semaglutide] id:"))
    }
  }

  @Test func `config check tells everything with line and column`() async throws {
    try await Bench.run { bench in
      let config = try bench.file(
        "config.toml",
        """
        [general]
        default_profile = "nowhere"
        theme = "no-such-theme"
        [profiles.clinic]
        base_url = "http://example.com"
        [profiles.other]
        [keys]
        nonsense = ["x"]
        bundle = ["x"]
        refill = ["x"]
        """)
      let ran = await bench.run(["config", "check", "--config", config])
      #expect(ran.code == 1)
      for part in [
        ":5:1: [profiles.clinic] base_url: The base URL must be https", ":2:1: [general] default_profile: There is no",
        ":3:1: [general] theme: There is no such theme",
        ":6:1: [profiles.other] base_url: A profile that you add needs a base URL",
        ":8:1: [keys] nonsense: There is no such command.",
        ":10:1: [keys] refill: x cannot be bundle and refill at once.",
      ] { #expect(ran.output.contains(part), "\(part)") }
      // One that is there and refused is told once.
      #expect(ran.output.components(separatedBy: "[profiles.clinic] base_url").count == 2)
      let json = try Bench.object(await bench.run(["config", "check", "--json", "--config", config]).output)
      #expect(json["ok"] as? Bool == false)
      let problems = (json["result"] as? [String: Any])?["problems"] as? [[String: Any]]
      #expect(problems?.map { $0["line"] as? Int } == [2, 3, 5, 6, 8, 10])
      #expect(problems?.map { $0["stopsTheStart"] as? Bool } == [false, false, true, false, false, false])
      #expect((json["error"] as? [String: Any])?["kind"] as? String == "failed")
    }
  }

  @Test func `Names that lead nowhere are told wherever they stand`() async throws {
    try await Bench.run { bench in
      let config = try bench.file(
        "config.toml",
        """
        [profiles.clinic]
        base_url = "https://api.example.com"
        [profiles.sandbox]
        base_url = "https://elsewhere.example.com"
        [products.semaglutide]
        id = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"
        template = "no-such-template"
        """)
      let words = ["--config", config, "--profile", "nosuch"]
      let ran = await bench.run(["config", "check"] + words)
      #expect(ran.code == 1)
      #expect(ran.output.contains(":7:1: [products.semaglutide] template: There is no such template"))
      #expect(ran.output.contains("command line: --profile: There is no profile with this name."))
      let show = await bench.run(["config", "show"] + words)
      #expect(show.output.contains("[profiles.sandbox]\n# base_url is not set\n"))
      #expect(show.talk.contains("no-such") == false && show.talk.contains("There is no such template"))
      guard getuid() == 0 else { return }
      try bench.policy("base_urls = [\"https://other.example.com\"]\n")
      let ruled = await bench.run(["config", "check"] + words)
      #expect(
        ruled.output.contains(
          ":2:1: [profiles.clinic] base_url: The site policy does not allow this base URL: the service"))
    }
  }

  @Test func `A configuration that is a folder is told, and nothing is sent`() async throws {
    try await Bench.run { bench in
      let check = await bench.run(["config", "check", "--config", bench.folder])
      #expect(check.code == 1)
      #expect(check.output.contains("It is not a regular file."))
      let show = await bench.run(["config", "show", "--json", "--config", bench.folder])
      #expect(show.code == 1)
      let shown = try Bench.object(show.output)
      #expect(shown["ok"] as? Bool == false)
      let problems = (shown["result"] as? [String: Any])?["problems"] as? [[String: Any]]
      #expect(problems?.first?["message"] as? String == "It is not a regular file.")
      let lookup = await bench.run(["lookup", "avery@example.com", "--config", bench.folder] + bench.key)
      #expect(lookup.code == 1)
      #expect(bench.requests == 0)
    }
  }

  @Test func `config check without a problem ends with 0`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["config", "check", "--json"])
      #expect(ran.output == "{\"ok\":true,\"result\":{\"problems\":[]}}\n")
      #expect(ran.code == 0)
    }
  }
}
