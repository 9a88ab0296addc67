import Foundation
import Testing

extension RealTerminalTests {
  /// Kinds of terminals and locales.
  @Suite(.serialized) struct TerminalTypeTests {
    @Test(arguments: [nil, "", "no-such-terminal", "../x", String(repeating: "x", count: 5000)])
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

    @Test func `Without a cursor to move the whole job is done line by line, and no escape is sent`() async throws {
      var shape = TmuxScreen.Shape(columns: 100, rows: 100)
      shape.term = "dumb"
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        func answer(_ line: String, expecting text: String) {
          screen.type(line)
          screen.press("Enter")
          screen.waitFor(text)
        }
        screen.waitFor("lists the commands:")
        answer("avery@example.com", expecting: "18 quit")
        answer("1", expecting: "1 no product")
        answer("1", expecting: "y to ask for the link")
        screen.confirmByLine(expecting: "https://example.com/check-in/")
        answer("", expecting: "Back at Case ADA-TOSXM")
        answer("2", expecting: "Starter Bundle 99.99 USD")
        answer("starter", expecting: "Filtered by: starter")
        answer("1", expecting: "y to change the bundle")
        screen.confirmByLine(expecting: "Bundle of ADA-TOSXM is now Starter Bundle.")
        answer("3", expecting: "Product, required, Product 1 of 1")
        answer("1", expecting: "Tirzepatide")
        answer("tirzepatide", expecting: "Filtered by: tirzepatide")
        answer("1", expecting: "Now: Tirzepatide")
        answer(":4", expecting: "Form, Product 1 of 1")
        answer("1", expecting: "Now: no question yet")
        answer(":7", expecting: "1 add a question")
        answer("1", expecting: "1.1 Question, in words, question 1 of 1")
        answer("How much do you weigh?", expecting: "2 choose one")
        answer(":10", expecting: "Text, not required, health data, question 1 of 1")
        answer("138 lbs", expecting: "Entered: 7 characters")
        answer(":review", expecting: "Review · Avery Lindqvist")
        answer("1", expecting: "y to add the products")
        screen.confirmByLine(expecting: "1 product added to ADA-TOSXM.")
        answer("quit", expecting: "Quit CaseDesk?")
        screen.confirmByLine(expecting: "ended with 0")
        #expect(!screen.bytes.contains(0x1B))
        #expect(Patience.wait { screen.note("before") == screen.note("after") })
      }
    }

    @Test(arguments: [["--accessible"], []]) func `Lines of a pipe are answered on a pipe`(words: [String]) throws {
      let line = ([TmuxScreen.program, "--sandbox"] + words).map(Output.quoted).joined(separator: " ")
      let lines = "avery@example.com\\n11\\n1\\n"
      let (text, code) = try Output.of(
        "/bin/sh", ["-c", "printf '\(lines)' | ACCESSIBLE=\(words.isEmpty ? "1" : "") \(line)"],
        environment: ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"])
      #expect(code == 0)
      #expect(text.contains("Case ADA-TOSXM · Avery Lindqvist"))
      #expect(text.contains("Birth date 2 Apr 1988"))
      #expect(!text.contains("\u{1B}"))
    }

    @Test(arguments: [
      "vt100", "vt220", "linux", "screen", "screen-256color", "tmux-256color", "xterm", "xterm-256color",
    ])
    func `A lookup works`(term: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.term = term
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        screen.waitFor("Semaglutide")
        #expect(Self.hasColour(screen) == !term.hasPrefix("vt"))
      }
    }

    /// By its own name, and as the twin that COLORTERM promises. Debian keeps this description in a package of its own, so
    /// one is compiled here.
    @Test(arguments: ["xterm-direct", "xterm-256color"])
    func `Direct colours are the theme's own`(term: String) async throws {
      let folder = try Folder.make()
      let source = """
        xterm-direct|xterm with direct colours,
        \tRGB, colors#0x1000000, pairs#0x10000,
        \tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
        \tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
        \tuse=xterm-256color,
        """
      try Data((source + "\n").utf8).write(to: URL(fileURLWithPath: folder + "/source"))
      #expect(try Output.of("/usr/bin/tic", ["-x", "-o", folder, folder + "/source"]).code == 0)
      var shape = TmuxScreen.Shape()
      shape.term = term
      shape.environment = ["TERMINFO_DIRS": "\(folder):/etc/terminfo:/lib/terminfo:/usr/share/terminfo"]
      if term == "xterm-256color" { shape.environment["COLORTERM"] = "truecolor" }
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        // The dark theme's accent, #7cc4ff.
        #expect(screen.lines(styles: true).contains("38;2;124;196;255"))
      }
      try FileManager.default.removeItem(atPath: folder)
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

    /// The third one is made here and is really Latin-1; the last one is not on this machine.
    @Test(arguments: ["C", "POSIX", "latin.ISO-8859-1", "sv_SE.ISO-8859-1"])
    func `A locale without UTF-8 gets no byte above 127`(locale: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.locale = locale
      let folder = try Folder.make()
      if locale.hasPrefix("latin") {
        let made = try Output.of(
          "/usr/bin/localedef", ["-f", "ISO-8859-1", "-i", "en_US", "--no-archive", "\(folder)/\(locale)"])
        #expect(made.code == 0)
        shape.environment["LOCPATH"] = folder
      }
      defer { do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record("\(error)") } }
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
        let frames = "─│┌┏┐┓└┗┘┛▌●○•·…↑↓"
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
