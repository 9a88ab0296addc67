import Foundation
import Testing

extension RealTerminalTests {
  /// The program at the other end of a connection.
  @Suite(.serialized) struct SSHTests {
    @Test func `A visit over SSH looks up, resizes, pastes, copies and leaves nothing`() async throws {
      try await SSHServer.run { server in
        var shape = TmuxScreen.Shape()
        shape.link = server
        try await TmuxScreen.run(["--sandbox"], shape) { screen in
          screen.lookUpAvery()
          for (columns, rows) in [(80, 24), (60, 20), (120, 40)] {
            screen.resize(columns, rows)
            screen.waitFor("Birth date  2 Apr 1988")
          }
          #expect(!Self.holdsClipboard(screen.bytes), "nothing is sent to a clipboard unasked")
          screen.press("Y")
          screen.waitFor("tracking number  1Z")
          screen.type("case id")
          screen.press("Enter")
          screen.waitFor("sent to your terminal's clipboard")
          #expect(Patience.wait { screen.clipboard == "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01" })

          screen.press("/")
          screen.paste("(202) 555-0142")
          screen.waitFor("Enter sends phone")
          #expect(screen.lines().contains("(202) 555-0142"))
          // What comes at once after a paste belongs to it.
          _ = screen.settledBytes()
          screen.press("Enter")
          screen.waitFor("Found by phone: ask the caller")
          screen.press("q")
          screen.waitFor("Quit CaseDesk?")
          screen.confirm(expecting: "ended with 0")
          screen.expectNothingLeft()
        }
      }
    }

    enum Cut: CaseIterable {
      /// The person's own end is gone.
      case client
      /// The server's end is.
      case session
    }

    @Test(arguments: Cut.allCases)
    func `A connection that is cut in mid-typing loses nothing`(_ cut: Cut) async throws {
      let answer = "138 lbs, and more of it"
      try await SSHServer.run { server in
        try await Clinic.run { clinic in
          var shape = clinic.shape
          shape.link = server
          try await TmuxScreen.run([], shape) { screen in
            screen.typeAnswer(answer)
            let process = try screen.process()
            switch cut {
            case .client: kill(try #require(Int32(screen.note("client"))), SIGKILL)
            case .session: kill(try #require(Self.parent(of: process)), SIGKILL)
            }
            #expect(Patience.isGone(process))
          }
          try await TmuxScreen.run([], shape) { screen in
            screen.waitFor("Continue: Avery L. ADA-TOSXM, question 1")
            screen.press("Down", "Enter")
            screen.waitFor(answer)
          }
        }
      }
    }

    /// What a slow line has to carry. The bounds leave some room above what is sent today.
    @Test func `Every action sends a bounded number of bytes, and one without effect sends none`() async throws {
      try await SSHServer.run { server in
        var shape = TmuxScreen.Shape()
        shape.link = server
        try await TmuxScreen.run(["--sandbox"], shape) { screen in
          screen.waitFor("e-mail, phone or case id")
          // An answer or a minute may change a line of the screen meanwhile: not each time.
          func bytes(_ name: String, atMost bound: Int, _ act: () -> Void, undo: () -> Void) {
            let sent = (0..<3).map { _ in
              let before = screen.settledBytes()
              act()
              let sent = screen.settledBytes() - before
              undo()
              return sent
            }
            #expect(sent.min()! > 0 && sent.min()! <= bound, "\(name) sent \(sent) bytes")
          }
          bytes("the first character, which turns the hints over", atMost: 1200) {
            screen.type("a")
            screen.waitFor("> a")
          } undo: {
            screen.press("BSpace")
            screen.waitFor("e-mail, phone or case id")
          }
          screen.type("avery@exampl")
          screen.waitFor("> avery@exampl")
          bytes("another character", atMost: 100) {
            screen.type("e")
            screen.waitFor("> avery@example")
          } undo: {
            screen.press("BSpace")
            screen.waitForNo("> avery@example")
          }
          screen.type("e.com")
          screen.waitFor("Enter sends")
          screen.press("Enter")
          screen.waitFor("Products")
          bytes("one line down", atMost: 200) {
            screen.press("Down")
          } undo: {
            screen.press("Up")
          }
          bytes("a page down", atMost: 3000) {
            screen.press("PageDown")
          } undo: {
            screen.press("PageUp")
          }
          // Both frames change from heavy to light or back, and nothing inside them.
          bytes("the next pane", atMost: 3500) {
            screen.press("F6")
          } undo: {
            screen.press("F6")
          }
          bytes("opening a list", atMost: 3500) {
            screen.press("Y")
            screen.waitFor("tracking number  1Z")
          } undo: {
            screen.press("Escape")
            screen.waitForNo("tracking number  1Z")
          }
          screen.press("Y")
          screen.waitFor("tracking number  1Z")
          bytes("closing it", atMost: 3000) {
            screen.press("Escape")
            screen.waitForNo("tracking number  1Z")
          } undo: {
            screen.press("Y")
            screen.waitFor("tracking number  1Z")
          }
          screen.press("Escape")
          screen.waitForNo("tracking number  1Z")
          screen.press("PageDown")
          let before = screen.settledBytes()
          for _ in 0..<20 { screen.press("F11") }
          screen.press("Home")
          screen.press("Home")
          let twice = screen.settledBytes()
          screen.press("F11", "Home", "F11", "Home")
          #expect(screen.settledBytes() == twice, "keys that change nothing")
          #expect(twice > before)
        }
      }
    }

    private static func holdsClipboard(_ bytes: Data) -> Bool { bytes.range(of: Data("\u{1B}]52;".utf8)) != nil }

    private static func parent(of process: Int32) -> Int32? {
      let stat = String(
        decoding: FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data(), as: UTF8.self)
      // After the name in brackets: the state, then the parent.
      return stat.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap { Int32($0) }
    }
  }
}
