import Foundation
import Testing

extension TmuxScreen {
  /// Nothing of a patient on the glass or above it, and the terminal as it was before.
  func expectNothingLeft(_ location: SourceLocation = #_sourceLocation) {
    #expect(Patience.wait(tries: 100) { !note("after").isEmpty }, sourceLocation: location)
    #expect(!note("before").isEmpty, sourceLocation: location)
    #expect(note("before") == note("after"), sourceLocation: location)
    #expect(!lines(history: true).contains(canary), "\(lines(history: true))", sourceLocation: location)
    #expect(flag("alternate_on") == "0", sourceLocation: location)
    #expect(flag("cursor_flag") == "1", sourceLocation: location)
  }
}

extension RealTerminalTests {
  /// However the program ends, nothing of a patient stays on the terminal.
  @Suite(.serialized) struct EndingTests {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `A signal ends it with 128 and the signal, and clears the screen`(signal: Int32) async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        kill(try screen.process(), signal)
        screen.waitFor("ended with \(128 + signal)")
        screen.expectNothingLeft()
      }
    }

    @Test func `Without an alternate screen nothing of a patient stays, killed or quit`() async throws {
      var shape = TmuxScreen.Shape()
      shape.alternateScreen = false
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        #expect(screen.lines().contains(canary))
        kill(try screen.process(), SIGTERM)
        screen.waitFor("ended with 143")
        screen.expectNothingLeft()
      }
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        screen.press("q")
        screen.waitFor("Quit CaseDesk?")
        screen.confirm(expecting: "ended with 0")
        screen.expectNothingLeft()
      }
    }

    @Test func `It is gone within two seconds after its window closed`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        let process = try screen.process()
        #expect(kill(process, 0) == 0)
        screen.closePane()
        #expect(Patience.isGone(process, within: 2))
      }
    }

    @Test func `A crash shows nothing of a patient and gives the terminal back`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        kill(try screen.process(), SIGILL)
        screen.waitFor("ended with \(128 + SIGILL)")
        screen.expectNothingLeft()
      }
    }
  }
}
