import Foundation
import Testing

extension RealTerminalTests {
  /// Keys as other terminals send them, and letters as other terminals draw them.
  @Suite(.serialized) struct ForeignKeyTests {
    @Test(arguments: ["xterm-256color", "vt220"])
    func `Alt with an arrow may be an Escape before the arrow`(term: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.term = term
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        screen.press("a")
        screen.waitFor("Intake · Avery")
        for (number, question) in [("1.1", "First?"), ("1.2", "Second?")] {
          screen.press("C-n")
          screen.waitFor("\(number) Question")
          screen.type(question)
          screen.waitFor(question)
        }
        screen.type("\u{1B}\u{1B}[A")
        screen.waitFor("It is now Question 1.1.")
        screen.type("r")
        screen.waitFor("Second?r")
      }
    }

    @Test(arguments: ["xterm-256color", "linux"])
    func `Function keys of the console are those keys everywhere`(term: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.term = term
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.lookUpAvery()
        screen.type("\u{1B}[[A")
        screen.waitFor("Help")
        screen.press("Escape")
        screen.waitForNo("Help:")
        screen.type("\u{1B}[[C")
        screen.waitFor("Mine: drafts, unsettled")
        screen.press("Escape")
        screen.waitForNo("Mine: drafts, unsettled")
        screen.type("\u{1B}[[E")
        screen.type("\u{1B}[[B")
        screen.type("78")
        screen.waitFor("78")
        screen.type("\u{1B}[[D")
        screen.type("9")
        screen.waitFor("789")
      }
    }

    @Test func `An Enter close behind a paste looks up`() async throws {
      try await TmuxScreen.run(["--sandbox"]) { screen in
        screen.waitFor("e-mail, phone or case id")
        screen.type("\u{1B}[200~avery@example.com\u{1B}[201~\r")
        screen.waitFor("Case ADA-TOSXM")
      }
    }

    @Test func `A key map of keys that no terminal sends is refused where it stands`() throws {
      let home = try Folder.distantHome("")
      let path = home + "/.config/casedesk/config.toml"
      let before = try String(contentsOfFile: path, encoding: .utf8)
      let keys = #"""
        [keys]
        back = ["ctrl-1"]
        interrupt = ["ctrl-2"]
        palette = ["ctrl-3"]
        help = ["ctrl-4"]
        """#
      try Data((before + "\n" + keys + "\n").utf8).write(to: URL(fileURLWithPath: path))
      let (text, code) = try Output.of(
        "/bin/sh", ["-c", "exec \(Output.quoted(TmuxScreen.program)) config check 2>&1"],
        environment: ["HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
      #expect(code == 1)
      let first = before.components(separatedBy: "\n").count + 2
      for (index, name) in ["back", "interrupt", "palette", "help"].enumerated() {
        let place = "config.toml:\(first + index):1: [keys] \(name): "
        #expect(text.contains(place + "No ordinary terminal sends \"ctrl-\(index + 1)\"."), "\(text)")
      }
      try FileManager.default.removeItem(atPath: home)
    }

    @Test(arguments: [("1", true), ("", false)])
    func `The doctor says that tmux may keep a copy back`(tmux: String, isSaid: Bool) async throws {
      var shape = TmuxScreen.Shape(columns: 250)
      shape.environment["TMUX"] = tmux
      try await TmuxScreen.run(["doctor", "--sandbox"], shape) { screen in
        screen.waitFor("ended with")
        #expect(screen.lines().contains("clipboard by OSC 52"))
        #expect(screen.lines().contains("tmux or screen may keep it back") == isSaid)
      }
    }

    /// Terminals that give a mark a cell of its own would put it over the next letter, or leave it out.
    @Test(arguments: [("vt100", "ae‹U+0301›b"), ("linux", "ae‹U+0301›b"), ("xterm-256color", "ae\u{301}b")])
    func `A mark is a code point where it cannot be drawn over its letter`(term: String, drawn: String) async throws {
      var shape = TmuxScreen.Shape()
      shape.term = term
      try await TmuxScreen.run(["--sandbox"], shape) { screen in
        screen.waitFor("e-mail, phone or case id")
        screen.type("ae\u{301}b")
        screen.waitFor(drawn)
      }
    }
  }
}
