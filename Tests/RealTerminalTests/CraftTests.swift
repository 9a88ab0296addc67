import Foundation
import Terminal
import Testing

extension RealTerminalTests {
  /// What the program leaves on the glass, and what reaches it, compared with what it believes.
  @Suite(.serialized) struct CraftTests {
    /// Pasted into the lookup box, so that the terminal measures each of them between our own cells.
    private static let texts = [
      "plain ASCII", "e\u{301}a\u{308} marks", "Z" + String(repeating: "\u{300}", count: 500) + " storm", "漢字かな交じり文",
      "한국어 이름", "\u{1112}\u{1161}\u{11AB} jamo", "👨‍👩‍👧 family", "👍🏽 skin", "❤️ heart", "1️⃣ keycap", "🇺🇸 flag",
      "user\u{202E}moc.elpmaxe", "zero\u{200B}width", "soft\u{AD}hyphen", "\u{2066}isolate\u{2069}",
      "\u{FEFF}mark", "ambiguous ±§°×÷", "क्षत्रिय", "สวัสดี", "مرحبا", "a漢漢漢漢漢漢漢漢漢漢漢漢漢", "ｆｕｌｌ ｗｉｄｔｈ",
    ]

    @Test func `What is drawn stands in the cells it was given, whatever it is made of`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.waitFor("e-mail, phone or case id")
        for text in Self.texts {
          screen.press("C-u")
          screen.waitFor("e-mail, phone or case id")
          screen.paste(text)
          _ = screen.settledBytes()
          // The field begins with the first character then; it has room for 25 columns.
          screen.press("Home")
          _ = screen.settledBytes()
          let row = screen.lines().split(separator: "\n", omittingEmptySubsequences: false)[2]
          let wanted = "│ > " + TextWidth.pad(text, to: 25) + "││"
          #expect(row.hasPrefix(wanted), "\(row)\n\(wanted)")
          screen.press("End")
        }
        // No byte of a text that acts on a terminal came through: only our own sequences did.
        let foreign = ["\u{202E}", "\u{200B}", "\u{2066}", "\u{FEFF}", "\u{200D}", "\u{AD}"]
        for scalar in foreign { #expect(screen.bytes.range(of: Data(scalar.utf8)) == nil) }
      }
    }

    @Test func `A storm of sizes ends with a whole screen, and shows nothing under the lock`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        screen.press("Down", "Down")
        func storm() {
          for step in 0..<60 { screen.resize(1 + step * 37 % 300, 1 + step * 23 % 120) }
          screen.resize(120, 40)
        }
        storm()
        screen.waitFor("Birth date  2 Apr 1988")
        screen.waitFor(" 3/7")
        screen.press("L")
        screen.waitFor("Hidden")
        storm()
        screen.waitFor("Hidden")
        #expect(!screen.lines(history: true).contains(canary))
        screen.press("Enter")
        screen.waitFor(" 3/7")
        screen.press("q")
        screen.waitFor("Quit CaseDesk?")
        screen.confirm(expecting: "ended with 0")
        screen.expectNothingLeft()
      }
    }

    @Test func `Suspending clears the screen first and locks on return`() async throws {
      var shape = TmuxScreen.Shape()
      shape.hasJobs = true
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        kill(try screen.process(), SIGTSTP)
        screen.waitFor("stopped")
        #expect(!screen.lines(history: true).contains(canary))
        #expect(screen.flag("alternate_on") == "0")
        screen.press("Enter")
        screen.waitFor("Hidden")
        #expect(!screen.lines().contains(canary))
        screen.press("Enter")
        screen.waitFor("Avery Lindqvist")
      }
    }

    /// The switches of implicit bidirectional text that were sent, in order: "l" is off, "h" on.
    private func bidiModes(_ screen: TmuxScreen) -> String {
      _ = screen.settledBytes()
      let text = String(decoding: screen.bytes, as: UTF8.self)
      return text.components(separatedBy: "\u{1B}[8").dropFirst().compactMap(\.first).filter { "hl".contains($0) }
        .map(String.init).joined()
    }

    @Test(arguments: [SIGTERM, SIGSEGV])
    func `No terminal turns a row around while the screen is ours`(signal: Int32) async throws {
      var shape = TmuxScreen.Shape()
      shape.hasJobs = true
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("e-mail, phone or case id")
        #expect(bidiModes(screen) == "l")
        kill(try screen.process(), SIGTSTP)
        screen.waitFor("stopped")
        #expect(bidiModes(screen) == "lh")
        screen.press("Enter")
        screen.waitFor("Hidden")
        #expect(bidiModes(screen) == "lhl")
        kill(try screen.process(), signal)
        screen.waitFor("ended with \(128 + signal)")
        #expect(bidiModes(screen) == "lhlh")
      }
    }

    @Test(arguments: ["vt100", "linux"])
    func `A terminal that may not know it is not told of the direction of text`(term: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.term = term
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("e-mail, phone or case id")
        kill(try screen.process(), SIGTERM)
        screen.waitFor("ended with 143")
        #expect(bidiModes(screen).isEmpty)
      }
    }

    @Test func `The mouse is asked for by a command only, selects, and is given back`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.lookUpAvery()
        #expect(screen.flag("mouse_any_flag") == "0")
        screen.press("C-p")
        screen.waitFor("Commands")
        screen.type("mouse")
        screen.press("Enter")
        screen.waitFor("The mouse now selects in CaseDesk")
        #expect(screen.flag("mouse_any_flag") == "1")
        // As a terminal reports a click on the twelfth row; the case pane begins in column 31.
        screen.type("\u{1B}[<0;40;12M")
        screen.waitFor("▌  E-mail")
        kill(try screen.process(), SIGTERM)
        screen.waitFor("ended with 143")
        #expect(screen.flag("mouse_any_flag") == "0")
        screen.expectNothingLeft()
      }
    }

    @Test func `A key map without a way out and a theme with mistakes are told and left at their defaults`()
      async throws
    {
      let home = try Folder.make()
      let folder = home + "/.config/casedesk"
      try FileManager.default.createDirectory(
        atPath: folder + "/themes", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Clinic.write(
        folder + "/config.toml", "[general]\ntheme = \"mine\"\n[keys]\nback = []\n", mode: 0o600)
      try Clinic.write(folder + "/themes/mine.toml", "inherits = \"light\"\naccent = \"pink\"\n", mode: 0o600)
      var shape = TmuxScreen.Shape()
      shape.home = home
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("[keys] The key map is not used")
        screen.waitFor("leaves no key for back. (and 1 more")
        screen.lookUpAvery()
        screen.press("Y")
        screen.waitFor("tracking number  1Z")
        screen.press("Escape")
        screen.waitForNo("tracking number  1Z")
        kill(try screen.process(), SIGTERM)
        // Said once more where it can be read in full.
        screen.waitFor("mine.toml:2:1: accent:")
      }
      try FileManager.default.removeItem(atPath: home)
    }
  }
}
