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
      #expect(seen.output.hasPrefix("NAME               FILE\ndark               built in\n"), "\(seen.output)")
      #expect(seen.output.contains("\nmine               /"))
      let object = try Bench.object(await bench.run(["themes", "list", "--json"]).output)
      let result = try #require(object["result"] as? [String: Any])
      let themes = try #require(result["themes"] as? [[String: Any]])
      #expect(themes.count == 7)
      #expect(themes.last?["file"] as? String == "\(bench.folder)/casedesk/themes/mine.toml")
      #expect(themes.first?["file"] is NSNull)
    }
  }

  @Test func `The themes that come with the program have nothing wrong`() async throws {
    try await Bench.run { bench in
      let ran = await bench.run(["themes", "check"])
      #expect(ran.code == 0, "\(ran.talk)")
      #expect(ran.output.split(separator: "\n").count == 6)
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
          == "casedesk: There is no such theme: choose one of dark, light, high-contrast, colour-blind-safe, 16-colour, mono.\n"
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
