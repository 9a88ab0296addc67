import Foundation
import Testing

extension RealTerminalTests {
  /// Kinds of terminals and locales.
  @Suite(.serialized) struct TerminalTypeTests {
    @Test(arguments: [nil, "", "dumb", "no-such-terminal", "../x", String(repeating: "x", count: 5000)])
    func `A terminal that cannot be drawn on gets a sentence and 64`(term: String?) async throws {
      var shape = TmuxScreen.Shape()
      shape.term = term
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("ended with 64")
        let joined = screen.lines().replacing("\n", with: "")
        #expect(joined.contains("casedesk: "))
        #expect(joined.contains("TERM") || joined.contains("terminal"))
        #expect(joined.contains("lookup, refill, bundle and products"))
      }
    }

    @Test(arguments: ["vt100", "linux", "screen", "tmux-256color", "xterm-256color"])
    func `A lookup works`(term: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.term = term
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        screen.waitFor("Semaglutide")
        #expect(Self.hasColour(screen) == (term != "vt100"))
      }
    }

    @Test(arguments: [(["--sandbox"], "1"), (["--sandbox", "--no-color"], "")])
    func `No colour is sent when none is wanted`(words: [String], noColour: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.environment["NO_COLOR"] = noColour
      try await TmuxScreen.run(words, shape) { screen in
        screen.lookUpAvery()
        #expect(!Self.hasColour(screen))
      }
    }

    @Test func `The C locale gets no byte above 127`() async throws {
      var shape = TmuxScreen.Shape()
      shape.locale = "C"
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("e-mail, phone or case id")
        screen.lookUpAvery()
        screen.press("r")
        screen.waitFor("Refill link for Avery Lindqvist")
        #expect(screen.bytes.count > 1000)
        #expect(screen.bytes.allSatisfy { $0 < 0x80 })
      }
    }

    @Test func `The ASCII screen draws its frames without other characters`() async throws {
      try await TmuxScreen.run(["--sandbox", "--ascii"]) { screen in
        screen.lookUpAvery()
        let frames = "─━│┃┌┏┐┓└┗┘┛▌●○•·…↑↓"
        #expect(screen.lines().allSatisfy { !frames.contains($0) }, "\(screen.lines())")
      }
    }

    /// Whether a cell has a colour of its own: tmux writes the styles it keeps as SGR sequences.
    private static func hasColour(_ screen: TmuxScreen) -> Bool {
      screen.lines(styles: true).matches(of: /\u{1B}\[([0-9;]*)m/).contains { match in
        match.1.split(separator: ";").compactMap { Int($0) }.contains {
          (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0)
        }
      }
    }
  }
}
