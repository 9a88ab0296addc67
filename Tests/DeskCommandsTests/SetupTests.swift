import ArgumentParser
import Care360
import Care360Sandbox
import Foundation
import Testing

@testable import DeskCommands

@Suite struct SetupTests {
  private func config(_ bench: Bench) throws -> String {
    try String(contentsOfFile: bench.folder + "/casedesk/config.toml", encoding: .utf8)
  }

  /// Another place, with a typed key: tried, then kept.
  @Test func `A profile is made, tried and kept in private files`() async throws {
    try await Bench.run { bench in
      let answers = [
        "3", "", bench.server.baseURL, "1", bench.sandbox.apiKey, "", "kim", "se", "chicago", "America/Chicago",
      ]
      let ran = await bench.run(["setup"], input: answers.joined(separator: "\n") + "\n", isTerminal: true)
      #expect(ran.code == 0, "\(ran.talk)")
      #expect(ran.talk.contains("The service accepted the key; it lists 8 bundles."))
      #expect(ran.talk.contains("There is no time zone chicago: did you mean America/Chicago?\n"))
      #expect(ran.output.hasSuffix("Next: casedesk\n"))
      let key = bench.folder + "/casedesk/clinic.key"
      let text = try config(bench)
      #expect(
        text == """
          [general]
          default_profile = "clinic"
          operator = "kim"
          time_zone = "America/Chicago"

          [profiles.clinic]
          base_url = "\(bench.server.baseURL)"
          api_key_file = "\(key)"
          default_country = "SE"

          """)
      for path in [key, bench.folder + "/casedesk/config.toml"] { #expect(try bench.mode(path) == 0o600) }
      #expect(try bench.mode(bench.folder + "/casedesk") == 0o700)
      #expect(!ran.talk.contains(bench.sandbox.apiKey))
      #expect(await bench.run(["lookup", "avery@example.com"]).output == "\(Known.avery)\n")
    }
  }

  @Test func `A key that does not work is told, and by default nothing is kept`() async throws {
    try await Bench.run { bench in
      let answers = ["3", "", bench.server.baseURL, "1", "not-the-key", "", "", "", "", ""]
      let ran = await bench.run(["setup"], input: answers.joined(separator: "\n") + "\n", isTerminal: true)
      #expect(ran.code == 1)
      #expect(ran.talk.contains("That did not work. The service does not know this API key"))
      #expect(ran.talk.hasSuffix("casedesk: Nothing was kept.\n"))
      #expect(!FileManager.default.fileExists(atPath: bench.folder + "/casedesk/config.toml"))
      #expect(!FileManager.default.fileExists(atPath: bench.folder + "/casedesk/clinic.key"))
    }
  }

  @Test func `A setup whose key is refused is kept when the person says so`() async throws {
    try await Bench.run { bench in
      let answers = [
        "3", "", bench.server.baseURL, "2", "\(bench.folder)/wrong-key", "3", "pass show token", "y", "", "", "", "y",
      ]
      let ran = await bench.run(["setup"], input: answers.joined(separator: "\n") + "\n", isTerminal: true)
      #expect(ran.code == 0, "\(ran.talk)")
      let text = try config(bench)
      #expect(text.contains("api_key_file = \"\(bench.folder)/wrong-key\"\n"))
      #expect(text.contains("token_command = \"pass show token\"\n"))
      #expect(!text.contains("operator"))
      #expect(text.contains("\ntime_zone = \"auto\"\n"))
    }
  }

  @Test func `The access token is read and told of, not sent`() async throws {
    try await Bench.run { bench in
      let loose = try bench.file("loose", "token")
      try bench.loosen(loose)
      let answers = [
        "3", "", bench.server.baseURL, "2", "\(bench.folder)/key", "2", "token", "", "2", loose, "", "3", "exit 3", "n",
        "2", "\(bench.folder)/token", "", "", "",
      ]
      let taken = await bench.run(["setup"], input: answers.joined(separator: "\n") + "\n", isTerminal: true)
      #expect(taken.code == 0, "\(taken.talk)")
      for sentence in [
        "Write the full path", "The access token file \(loose) is open to other users; run: chmod 600 \(loose)\n",
        "The access token command failed with status 3",
      ] { #expect(taken.talk.contains(sentence), "\(sentence)") }
      #expect(taken.talk.contains("The access token: not tried (only adding products uses it); fingerprint "))
      #expect(bench.writes == 0)
    }
  }

  @Test func `Production is opened by itself only where somebody asked for it`() throws {
    for (answer, isDefault) in [("", false), ("n", false), ("y", true)] {
      let talk = Recorded()
      let input = Script(answer + "\n")
      let console = Console(
        input: input, output: Recorded(), talk: talk, isInputTerminal: true, isOutputTerminal: true,
        isTalkTerminal: true, now: { input.now })
      let host = Host(environment: [:], home: "/nowhere", loginName: "kim", console: console)
      let questions = SetupQuestions(try Invocation(try GlobalOptions.parse([]), host))
      let production = try BaseURL(BaseURL.productionText)
      #expect(try questions.isDefault(answer == "n" ? ("clinic", production) : ("production", nil)) == isDefault)
      #expect(talk.text.contains("open PRODUCTION?"))
      #expect(try questions.isDefault(("staging", nil)))
    }
    let answers = SetupFile.Answers(
      profile: ("production", nil), key: ("file", "/k"), token: nil, operatorName: nil, country: .unitedStates,
      timeZone: nil, isDefault: false)
    #expect(try SetupFile("/nowhere/config.toml").adding(answers).hasPrefix("[profiles.production]\n"))
  }

  @Test(arguments: ["\n", "\r\n"]) func `What the file holds already stays`(_ lineEnd: String) async throws {
    try await Bench.run { bench in
      let lines = [
        "# mine", "[general]", "theme = \"light\"", "[profiles.clinic]", "base_url = \"https://api.example.com\"",
      ]
      let before = lines.joined(separator: lineEnd)
      try FileManager.default.createDirectory(
        atPath: bench.folder + "/casedesk", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try bench.file("casedesk/config.toml", before)
      let answers = ["3", "clinic", "annex", bench.server.baseURL, "2", "\(bench.folder)/key", "", ""]
      let ran = await bench.run(["setup"], input: answers.joined(separator: "\n") + "\n", isTerminal: true)
      #expect(ran.code == 0, "\(ran.talk)")
      #expect(ran.talk.contains("A profile with this name already exists."))
      #expect(ran.output.hasSuffix("Next: casedesk --profile annex\n"))
      let text = try config(bench)
      #expect(text.hasPrefix(before + "\n\n[profiles.annex]\n"))
    }
  }

  @Test func `Wrong answers are asked again`() async throws {
    try await Bench.run { bench in
      let answers = [
        "9", "3", "no spaces", "clinic", "http://example.com", "https://jo:pw@example.com", bench.server.baseURL, "7",
        "2",
        "relative", "2", "\(bench.folder)/key", "", " \u{e9}", "kim", "XX", "US", "Mars/Olympus", "UTC",
      ]
      let ran = await bench.run(["setup"], input: answers.joined(separator: "\n") + "\n", isTerminal: true)
      #expect(ran.code == 0, "\(ran.talk)")
      for sentence in [
        "Type 1, 2 or 3.", "It must be 1 to 32 letters", "must be https", "must not hold a user name",
        "Type one of the numbers.", "Write the full path", "It must be 1 to 64 printable",
        "code is known for XX: type", "There is no such time zone: write a name",
      ] { #expect(ran.talk.contains(sentence), "\(sentence)") }
    }
  }

  @Test func `The end of input keeps nothing`() async throws {
    try await Bench.run { bench in
      let all = ["3", "", bench.server.baseURL, "1", bench.sandbox.apiKey, "", "kim", "us"]
      for count in 0...all.count {
        let input = all.prefix(count).map { $0 + "\n" }.joined()
        let ran = await bench.run(["setup"], input: input, isTerminal: true)
        #expect(ran.code == 1)
        #expect(!FileManager.default.fileExists(atPath: bench.folder + "/casedesk"))
      }
    }
  }

  @Test func `Without a terminal it says what to do`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["setup"])
      #expect(ran.code == 64)
      #expect(ran.talk.contains("run `casedesk setup` in a terminal"))
    }
  }

  @Test func `The screen's first start offers setup and the sandbox, never production`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run([], input: "production\nq\n", isTerminal: true)
      #expect(ran.code == 0)
      #expect(ran.talk.contains("  1 try CaseDesk on the sandbox"))
      #expect(ran.talk.contains("  2 set up a profile"))
      #expect(ran.talk.contains("Type one of the numbers, or q."))
      let answers = ["2", "3", "", bench.server.baseURL, "2", "\(bench.folder)/key", "", "", "", ""]
      let setUp = await bench.run([], input: answers.joined(separator: "\n") + "\n", isTerminal: true)
      #expect(setUp.code == 0, "\(setUp.talk)")
      let text = try config(bench)
      #expect(text.contains("default_profile = \"clinic\""))
    }
  }
}
