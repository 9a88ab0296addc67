import Testing

extension RealTerminalTests {
  /// What a coordinator does in an ordinary hour.
  @Suite(.serialized) struct DayTests {
    @Test func `Looks a patient up, asks for a refill link, survives resizing and quits cleanly`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.waitFor("SANDBOX")
        screen.waitFor("No case is open.")
        screen.lookUpAvery()
        screen.waitFor("Avery Lindqvist")
        screen.waitFor("Semaglutide")

        screen.press("r")
        screen.waitFor("Refill link for Avery Lindqvist")
        screen.press("Enter")
        screen.waitFor("NOT FOR PATIENTS")
        screen.confirm(expecting: "https://example.com/check-in/")
        // The link stands alone from the first column, so that it can be selected by hand.
        #expect(screen.lines().split(separator: "\n").contains { $0.hasPrefix("https://example.com/check-in/") })
        screen.press("Escape")
        screen.waitForNo("\nhttps://")

        for (columns, rows) in [(80, 24), (60, 20), (120, 40)] {
          screen.resize(columns, rows)
          screen.waitFor("ADA-TOSXM · Avery Lindqvist")
          screen.waitFor("Birth date  2 Apr 1988")
        }
        screen.resize(30, 5)
        screen.waitFor("40x10")
        #expect(!screen.lines().contains(canary))
        screen.resize(120, 40)
        screen.waitFor("Birth date  2 Apr 1988")

        screen.press("q")
        screen.waitFor("Quit CaseDesk?")
        screen.confirm(expecting: "ended with 0")
        screen.expectNothingLeft()
      }
    }

    @Test func `A key typed before a confirmation was drawn does not accept it`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        screen.press("q", "y")
        screen.waitFor("Quit CaseDesk?")
        #expect(!screen.lines().contains("ended with"))
        screen.confirm(expecting: "ended with 0")
      }
    }

    @Test func `A pasted line of commands is not obeyed`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        screen.paste("q\ny\n")
        screen.waitFor("paste")
        #expect(screen.lines().contains("Case ADA-TOSXM"))
        #expect(!screen.lines().contains("Quit CaseDesk?"))
      }
    }
  }
}
