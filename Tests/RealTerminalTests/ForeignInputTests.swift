import Foundation
import Testing

extension RealTerminalTests {
  /// Bytes that other programs' modes, other keyboards and other locales bring.
  @Suite(.serialized) struct ForeignInputTests {
    @Test(arguments: ["xterm-256color", "screen-256color", "vt220", "linux"])
    func `Sequences of other modes and keyboards are keys or nothing`(term: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.term = term
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("e-mail, phone or case id")
        for final in "qrskmnpwyu" { screen.type("\u{1B}O\(final)") }
        screen.waitFor("123+-.0795")
        screen.type("\u{1B}[M y%")
        screen.type("\u{1B}[M#!!")
        screen.type("\u{1B}[32;20;5M")
        screen.type("\u{1B}[97;1:3u")
        screen.type("\u{1B}[98u")
        screen.waitFor("123+-.0795b")
        screen.type("\u{1B}[127u")
        screen.waitForNo("123+-.0795b")
        screen.type("\u{1B}[112;5u")
        screen.waitFor("Commands")
        screen.type("\u{1B}[27u")
        screen.waitForNo("Commands")
        screen.type("\u{1B}[27;5;112~")
        screen.waitFor("Commands")
      }
    }

    @Test func `What other programs left on is switched off where it would not be drawn`() async throws {
      for (term, isSent) in [("xterm-256color", true), ("linux", false), ("vt100", false)] {
        var shape = TmuxScreen.Shape()
        shape.term = term
        try await TmuxScreen.run(["--sandbox"], shape) { screen in
          screen.lookUpAvery()
          let text = String(decoding: screen.bytes, as: UTF8.self)
          #expect(text.contains("\u{1B}[?1000;1002;1003;1004;1005;1006;1015l\u{1B}[=0u\u{1B}[>4m\u{1B}[m") == isSent)
        }
      }
    }

    @Test func `Names of another script are code points where the locale is not UTF-8`() async throws {
      var shape = TmuxScreen.Shape(columns: 140, rows: 30)
      shape.locale = "C"
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("e-mail, phone or case id")
        screen.type("yara@example.com")
        screen.press("Enter")
        screen.waitFor("Case ADA-YARA0 - \\u{")
        screen.press("r")
        screen.waitFor("Refill link for \\u{")
        screen.press("Enter")
        screen.waitFor("Patient")
        #expect(!screen.lines().contains("??"))
        #expect(screen.bytes.allSatisfy { $0 < 0x80 })
      }
    }

    @Test func `What is typed is UTF-8 in every locale`() async throws {
      var shape = TmuxScreen.Shape()
      shape.locale = "C"
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("e-mail, phone or case id")
        screen.type("5 µg")
        screen.waitFor("5 \\u{B5}g")
      }
    }

    @Test func `A passphrase opens the store in every locale, typed, pasted and on the command line`() async throws {
      let home = try Folder.distantHome("")
      defer { do { try FileManager.default.removeItem(atPath: home) } catch { Issue.record("\(error)") } }
      let phrase = "pässwörter sind gut"
      var shape = TmuxScreen.Shape()
      shape.home = home
      shape.locale = "C"
      try await TmuxScreen.run([], shape) { screen in
        for question in ["Choose a passphrase", "The passphrase again"] {
          screen.waitFor(question)
          screen.type(phrase)
          screen.press("Enter")
        }
        screen.waitForNo("The passphrase again")
      }
      for (locale, isPasted) in [("C.UTF-8", false), ("C", true)] {
        shape.locale = locale
        try await TmuxScreen.run([], shape) { screen in
          screen.waitFor("assphrase")
          if isPasted { screen.paste(phrase) } else { screen.type(phrase) }
          screen.waitFor(String(repeating: locale == "C" ? "*" : "•", count: phrase.count))
          screen.press("Enter")
          screen.waitForNo("assphrase")
          #expect(!screen.lines().contains("did not open it"))
        }
        try await TmuxScreen.run(["recents"], shape) { screen in
          screen.waitFor("assphrase")
          screen.type(phrase)
          screen.press("Enter")
          screen.waitFor("ended with 0")
        }
      }
    }

    @Test func `Behind tmux no copy is told to have arrived`() async throws {
      var shape = TmuxScreen.Shape()
      shape.environment["TMUX"] = "/tmp/tmux-0/default,1,0"
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        screen.press("Down", "Down", "Down", "y")
        screen.waitFor("tmux or screen may block it")
      }
    }

    @Test(arguments: ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "CASEDESK_CONFIG_DIR"])
    func `A folder whose name is no UTF-8 is refused and none is made`(name: String) throws {
      let folder = try Folder.make()
      let script = "export \(name)=$(printf '\(folder)/h\\351'); \(Output.quoted(TmuxScreen.program)) config check 2>&1"
      let (text, code) = try Output.of(
        "/bin/sh", ["-c", script], environment: ["HOME": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
      #expect(code == 64)
      #expect(text.contains("\(name) is not UTF-8"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `A word that is no UTF-8 is refused`() throws {
      let script = "\(Output.quoted(TmuxScreen.program)) lookup --sandbox \"$(printf 'caf\\351@example.com')\" 2>&1"
      let (text, code) = try Output.of(
        "/bin/sh", ["-c", script], environment: ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "LC_ALL": "C"])
      #expect(code == 64)
      #expect(text.contains("Word 3 of the command line is not UTF-8"))
    }
  }
}
