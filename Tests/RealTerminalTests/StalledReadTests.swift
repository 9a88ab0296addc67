import Testing

extension RealTerminalTests {
  /// A service that takes a question and never answers.
  @Suite(.serialized) struct StalledReadTests {
    @Test(arguments: ["latest", "detail"])
    func `Keys are answered while a read stalls, and Esc ends it`(route: String) async throws {
      try await SandboxProcess.run(faults: ["\(route):slow=600000"]) { sandbox in
        let config = sandbox.folder + "/config.toml"
        // The read outlasts whatever the test does meanwhile.
        try Clinic.write(
          config,
          """
          [general]
          default_profile = "stalled"
          [profiles.stalled]
          base_url = "\(sandbox.url)"
          api_key_file = "\(sandbox.folder)/api-key"
          timeout = 300
          """, mode: 0o600)
        try await TmuxScreen.run(["--config", config]) { screen in
          screen.waitFor("e-mail, phone or case id")
          screen.type("avery@example.com")
          screen.press("Enter")
          screen.waitFor("Looking up")
          screen.press("C-p")
          screen.waitFor("Commands")
          screen.type("theme")
          screen.waitFor("theme")
          screen.press("Escape")
          screen.waitForNo("Commands")
          screen.resize(100, 30)
          screen.press("F1")
          screen.waitFor("Help: ")
          screen.press("Escape")
          screen.waitForNo("Help: ")
          #expect(screen.lines().contains("Looking up"), "the read goes on meanwhile")
          screen.press("Escape")
          screen.waitForNo("Looking up")
        }
      }
    }
  }
}
