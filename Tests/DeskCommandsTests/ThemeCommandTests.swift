import Foundation
import Testing

@Suite struct ThemeCommandTests {
  private func own(_ bench: Bench, _ name: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: bench.folder + "/casedesk/themes", withIntermediateDirectories: true)
    try bench.file("casedesk/themes/\(name).toml", text)
  }

  @Test func `The list names the built-in themes and one's own with their files`() async throws {
    try await Bench.run { bench in
      try own(bench, "mine", "inherits = \"dark\"")
      let ran = await bench.run(["themes", "list"])
      #expect(
        ran.output
          == """
          auto
          dark
          light
          high-contrast
          colour-blind-safe
          16-colour
          mono
          mine  \(bench.folder)/casedesk/themes/mine.toml

          """)
      #expect(ran.code == 0)
      let seen = await bench.run(["themes", "list"], isTerminal: true)
      #expect(
        seen.output.hasPrefix(
          "NAME               FILE\nauto               dark or light, like the terminal\ndark               built in\n"
        ),
        "\(seen.output)")
      #expect(seen.output.contains("\nmine               /"))
      let object = try Bench.object(await bench.run(["themes", "list", "--json"]).output)
      let result = try #require(object["result"] as? [String: Any])
      let themes = try #require(result["themes"] as? [[String: Any]])
      #expect(themes.count == 8)
      #expect(themes.last?["file"] as? String == "\(bench.folder)/casedesk/themes/mine.toml")
      #expect(themes.first?["file"] is NSNull)
    }
  }

  @Test func `The themes that come with the program have nothing wrong`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["themes", "check"])
      #expect(ran.code == 0, "\(ran.talk)")
      #expect(ran.output.split(separator: "\n").count == 7)
      #expect(ran.output.contains("high-contrast: nothing wrong"))
    }
  }

  @Test func `Everything wrong in a file is told at once with its place, and the status says so`() async throws {
    try await Bench.run { bench in
      try own(
        bench, "mine",
        """
        inherits = "dark"
        muted = "#202830"
        accent = "pink"
        txet = "red"
        error-attributes = ["blink"]
        env-production = "#10151c"
        env-production-background = "#7ddc8b"
        env-production-attributes = []
        """)
      let ran = await bench.run(["themes", "check", "mine"])
      #expect(ran.code == 1)
      #expect(ran.output == "")
      let path = "\(bench.folder)/casedesk/themes/mine.toml"
      for line in [
        "\(path):3:1: accent:", "\(path):4:1: txet: There is no such role; it is ignored.",
        "\(path):5:1: error-attributes:", "mine: muted on background has a contrast of 1.2; AA requires 4.5",
        "mine: env-production looks like env-sandbox in 16 colours",
      ] { #expect(ran.talk.contains(line), "\(line) in \(ran.talk)") }
      let all = await bench.run(["themes", "check", "--json"])
      #expect(all.code == 1)
      #expect(all.output.hasPrefix("{\"ok\":false,\"error\":{\"kind\":\"failed\",\"message\":\""))
      #expect(await bench.run(["themes", "check", "dark", "light"]).code == 0)
    }
  }

  @Test func `A file that cannot be parsed is told once`() async throws {
    try await Bench.run { bench in
      try own(bench, "mine", "text = \"red\"\nmuted = \n")
      let ran = await bench.run(["themes", "check", "mine"])
      #expect(ran.code == 1)
      #expect(ran.talk.contains("1 problem in the themes:\n\(bench.folder)/casedesk/themes/mine.toml:2:"))
    }
  }

  @Test(arguments: [["themes", "show", "pink"], ["themes", "check", "pink"], ["--theme", "pink", "--accessible"]])
  func `A theme that there is not is refused with those that there are`(words: [String]) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(words + ["--sandbox"])
      #expect(ran.code == 64)
      #expect(
        ran.talk
          == "casedesk: There is no such theme: choose one of auto, dark, light, high-contrast, colour-blind-safe, 16-colour, mono.\n"
      )
    }
  }

  @Test func `Without a word the subcommands are named`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["themes"])
      #expect(ran.code == 64)
      #expect(ran.talk.contains("casedesk themes list, casedesk themes show NAME, or casedesk themes check"))
    }
  }

  @Test func `A theme is shown role by role at every depth`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["themes", "show", "dark"])
      #expect(ran.code == 0)
      #expect(ran.output.contains("full colour\n"))
      #expect(ran.output.contains("\n  env-production: #ffffff on #b3202c bold (6.6)\n"), "\(ran.output)")
      #expect(ran.output.contains("mono\n"))
      #expect(ran.output.contains("\n  env-production: default on default bold reverse\n"))
    }
  }

  @Test func `auto is shown and checked as the two themes that it stands for`() async throws {
    try await Bench.run { bench in
      let shown = await bench.run(["themes", "show", "auto"])
      #expect(shown.output.contains("dark, full colour\n  background:"), "\(shown.output)")
      #expect(shown.output.contains("light, mono\n"))
      let json = try Bench.object(await bench.run(["themes", "show", "auto", "--json"]).output)
      let themes = (json["result"] as? [String: Any])?["themes"] as? [[String: Any]]
      #expect(themes?.compactMap { $0["name"] as? String } == ["dark", "light"])
      #expect(
        await bench.run(["themes", "check", "auto"]).output
          == "auto: nothing wrong\ndark: nothing wrong\nlight: nothing wrong\n")
      try own(bench, "light", "inherits = \"light\"\naccent = \"pink\"")
      let ran = await bench.run(["themes", "check", "auto"])
      #expect(ran.code == 1)
      #expect(ran.talk.contains("1 problem in the themes:\n\(bench.folder)/casedesk/themes/light.toml:2:1: accent:"))
    }
  }

  @Test(arguments: [["themes", "list"], ["themes", "show", "auto"], ["themes", "check"], ["config", "check"]])
  func `A file with the name auto is never used, and one sentence says so`(words: [String]) async throws {
    try await Bench.run { bench in
      try own(bench, "auto", "inherits = \"mono\"")
      let ran = await bench.run(words)
      let sentence =
        "\(bench.folder)/casedesk/themes/auto.toml: The name auto is taken (dark or light, like the terminal): "
        + "give your theme another name."
      #expect((ran.talk + ran.output).components(separatedBy: sentence).count == 2, "\(ran.talk)\(ran.output)")
      #expect(!ran.output.contains("themes/auto.toml\n") || words == ["config", "check"])
    }
  }

  @Test func `auto comes from the flag, the environment or the settings, and a profile wins`() async throws {
    try await Bench.run { bench in
      try bench.file("config.toml", "[general]\ntheme = \"auto\"\n[profiles.sandbox]\ntheme = \"light\"")
      let config = ["--config", bench.folder + "/config.toml", "--json"]
      let check = await bench.run(config + ["config", "check"])
      #expect(check.code == 0, "\(check.talk)")
      #expect(await bench.run(config + ["config", "show"]).output.contains("auto"))
      let both = "{\"name\":\"dark\""
      #expect(await bench.run(config + ["themes", "show"]).output.contains(both))
      #expect(await !bench.run(config + ["themes", "show", "--sandbox"]).output.contains(both))
      #expect(await bench.run(config + ["themes", "show", "--sandbox", "--theme", "auto"]).output.contains(both))
    }
  }

  @Test func `Without a name the theme of the settings is shown`() async throws {
    try await Bench.run { bench in
      try bench.file("config.toml", "[general]\ntheme = \"light\"\n[profiles.sandbox]\ntheme = \"mono\"")
      let config = ["--config", bench.folder + "/config.toml", "--json", "themes", "show"]
      #expect(await bench.run(config).output.contains("{\"name\":\"light\""))
      #expect(await bench.run(config + ["--sandbox"]).output.contains("{\"name\":\"mono\""))
      #expect(await bench.run(config + ["--theme", "dark"]).output.contains("{\"name\":\"dark\""))
    }
  }
}
