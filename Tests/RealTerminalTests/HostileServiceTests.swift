import Foundation
import TestSupport
import Testing

extension RealTerminalTests {
  /// Whatever the service says and whatever is pasted, the terminal gets no sequence and no hidden character that is not
  /// ours: in every field, on every screen, at several widths.
  @Suite(.serialized) struct HostileServiceTests {
    @Test(arguments: [(80, 24), (200, 50), (44, 12)])
    func `Nothing foreign reaches the terminal on a walk through every screen`(columns: Int, rows: Int) async throws {
      try await Self.serve { service, words in
        var shape = TmuxScreen.Shape()
        (shape.columns, shape.rows) = (columns, rows)
        try await TmuxScreen.run(words, shape) { screen in
          try Walk(screen: screen).everyScreen(accepts: rows >= 24)
          // Below any layout, and back.
          screen.resize(20, 10)
          screen.waitFor("CaseDesk needs")
          screen.resize(columns, rows)
          screen.press("q")
          screen.waitFor("Quit CaseDesk?")
          screen.confirm(expecting: "ended with 0")
          let check = WireCheck(screen.bytes, columns: columns, rows: rows)
          #expect(check.foreign.isEmpty, "\(check.foreign.prefix(5).joined(separator: "\n"))")
          #expect(check.sequences > 500)
          // A value and the link, when they were asked for, in base64.
          // The y of a confirmation is offered until the link is there, which may copy the link once more.
          #expect(Set(check.copied).count == (rows >= 24 ? 2 : 1))
          #expect(!check.copied.contains("evil"))
        }
        // What was drawn was hostile: names, products, answers and messages were.
        #expect(
          service.replacedKeys.isSuperset(of: ["firstName", "lastName", "answer", "question", "name", "description"]),
          "\(service.replacedKeys.sorted())")
      }
    }

    @Test(arguments: [(80, 24), (200, 50)])
    func `Nothing foreign reaches the terminal in the list and the jobs of the day`(columns: Int, rows: Int)
      async throws
    {
      try await Self.serve { service, words in
        var shape = TmuxScreen.Shape()
        (shape.columns, shape.rows) = (columns, rows)
        let home = try Folder.make()
        shape.home = home
        try Clinic.write(
          home + "/config.toml", "[general]\noperator_email = \"robin@example.com\"\noperator_name = \"Robin\"\n",
          mode: 0o600)
        try await TmuxScreen.run(words + ["--config", home + "/config.toml"], shape) { screen in
          try Walk(screen: screen).day()
          screen.press("q")
          screen.waitFor("Quit CaseDesk?")
          screen.confirm(expecting: "ended with 0")
          let check = WireCheck(screen.bytes, columns: columns, rows: rows)
          #expect(check.foreign.isEmpty, "\(check.foreign.prefix(5).joined(separator: "\n"))")
          #expect(check.sequences > 300)
        }
        #expect(
          service.replacedKeys.isSuperset(of: ["firstName", "name", "description"]), "\(service.replacedKeys.sorted())")
      }
    }

    @Test func `Nothing foreign leaves by the commands and the line-by-line mode`() async throws {
      try await Self.serve { _, words in
        let variables = ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"]
        func check(_ text: String) {
          #expect(text.count > 1000)
          let foreign = WireCheck(Data(text.utf8), columns: 0, rows: 0)
          #expect(foreign.foreign.isEmpty && foreign.sequences == 0, "\(foreign.foreign.prefix(5))")
        }
        let details = try Output.of(
          TmuxScreen.program, ["lookup", "avery@example.com", "--detail", "--phi"] + words, environment: variables)
        #expect(details.code == 0)
        check(details.text)
        let line = ([TmuxScreen.program, "--accessible"] + words).map(Output.quoted).joined(separator: " ")
        let lines = ["avery@example.com", ":reveal-all", "4", "1", ":sections", "7", "1", "", "2", ""]
        let spoken = try Output.of(
          "/bin/sh", ["-c", "printf '%s\\n' \(lines.map(Output.quoted).joined(separator: " ")) | \(line)"],
          environment: variables)
        check(spoken.text)
      }
    }

    @Test(arguments: HostileWords.all.filter { !$0.hasPrefix("[RED]") })
    func `The check sees each of the attacks where it comes through`(words: String) {
      let check = WireCheck(Data((words + " end").utf8), columns: 200, rows: 50)
      #expect(!check.foreign.isEmpty || check.copied == ["evil"])
    }

    private static func serve(_ body: (HostileService, [String]) async throws -> Void) async throws {
      try await SandboxProcess.run(faults: []) { sandbox in
        let service = try HostileService(over: sandbox.url)
        defer { service.stop() }
        try await body(
          service,
          [
            "--base-url", service.url, "--api-key-file", sandbox.folder + "/api-key", "--token-file",
            sandbox.folder + "/token",
          ])
      }
    }
  }
}

/// Hands on a screen, stopping where one does not come.
private struct Walk {
  struct Lost: Error {}

  let screen: TmuxScreen

  func see(_ text: String, line: Int = #line) throws {
    guard !Patience.wait(until: { screen.lines().contains(text) }) else { return }
    Issue.record("No “\(text)”, line \(line):\n\(screen.lines())")
    throw Lost()
  }

  func unsee(_ text: String, line: Int = #line) throws {
    guard !Patience.wait(until: { !screen.lines().contains(text) }) else { return }
    Issue.record("Still “\(text)”, line \(line):\n\(screen.lines())")
    throw Lost()
  }

  func paste() {
    screen.paste(HostileWords.all.joined(separator: " ").replacing("\0", with: ""))
    _ = screen.settledBytes()
  }

  func open(_ keys: String..., at text: String, line: Int = #line) throws {
    for key in keys { screen.press(key) }
    try see(text, line: line)
  }
  /// For a list whose rows may still be on their way.
  func offer(_ keys: String..., until text: String, line: Int = #line) throws {
    _ = Patience.wait {
      for key in keys { screen.press(key) }
      return Patience.glance(tries: 25) { screen.lines().contains(text) }
    }
    try see(text, line: line)
  }

  func close(_ text: String, line: Int = #line) throws {
    screen.press("Escape")
    try unsee(text, line: line)
  }

  func refuse(line: Int = #line) throws {
    // A confirmation takes no key for a moment, and what it came from may stand below it.
    _ = Patience.wait {
      guard screen.lines().contains("Esc no") else { return true }
      screen.press("Escape")
      _ = screen.settledBytes()
      return !screen.lines().contains("Esc no")
    }
    try unsee("Esc no", line: line)
    // An Escape more than was needed makes another key of the next one: of this one, which then means nothing.
    screen.press("C-l")
    if screen.lines().contains("type to filter") { try close("type to filter", line: line) }
  }

  /// Through every screen.
  func everyScreen(accepts: Bool) throws {
    try see("> ")
    paste()
    screen.press("C-u")
    screen.type("avery@example.com")
    try see("Enter sends")
    try open("Enter", at: "Patient")
    for _ in 0..<6 { screen.press("PageDown", "PageDown") }
    screen.press("V")
    for _ in 0..<6 { screen.press("PageUp", "PageUp") }
    screen.press("End", "Home", "V", "Down", "Down", "v", "y")
    try open("s", at: "Sections")
    try close("Sections")
    try open("C-f", at: "Find in case")
    paste()
    screen.press("Enter")
    try unsee("Find in case")
    try open("Y", at: "type to filter")
    try close("type to filter")
    try open("?", at: "Help: case")
    try close("Help: case")
    try open("C-p", at: "Commands")
    paste()
    try see("Nothing matches")
    // A key close behind a paste is still part of it.
    try offer("C-u", until: "> type to filter")
    screen.type("activity")
    screen.press("Enter")
    try see("My activity")
    try close("My activity")
    try open("F3", at: "type to filter")
    try close("type to filter")
    try open("T", at: "Theme")
    screen.press("Down", "Down")
    try close("Theme")
    screen.press("F6", "F6", "F6", "2")

    try open("b", at: "type to filter")
    paste()
    screen.press("C-u")
    try unsee("Wait")
    try offer("C-u", "Down", "Enter", until: "Esc no")
    try refuse()
    try open("r", at: "type to filter")
    paste()
    screen.press("C-u")
    try offer("C-u", "Enter", until: "Esc no")
    if accepts {
      screen.confirm(expecting: "check-in")
      try open("y", at: "sent to your terminal")
      screen.press("o", "Escape", "Q", "Escape", "Escape")
      try unsee("check-in")
    } else {
      try refuse()
    }

    try open("a", at: "Intake")
    try open("Enter", at: "type to filter")
    paste()
    // The only product that is known is on the case, where it cannot be added.
    screen.press("C-u", "Enter")
    screen.type("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6")
    try see("use 8dff2c47")
    screen.press("Enter")
    try unsee("type to filter")
    screen.press("C-n")
    try see("Question")
    paste()
    screen.press("Tab", "Tab", "Tab")
    paste()
    try open("F1", at: "Help: question 1.1")
    try close("Help: question 1.1")
    try open("F7", at: "type to filter")
    try close("type to filter")
    screen.press("F8")
    _ = screen.settledBytes()
    screen.press("Escape")
    screen.press("F10")
    _ = screen.settledBytes()
    screen.press("M-v", "End", "Home")
    screen.press("M-j")
    _ = screen.settledBytes()
    screen.press("V", "End", "Escape", "F10")
    _ = screen.settledBytes()
    screen.press("Escape", "Escape", "Escape")
    screen.press("M-2")
    try open("L", at: "Hidden")
    screen.press("Enter")
    try unsee("Hidden")
    try see("Case ")
  }

  /// The list, and what a day's work asks.
  func day() throws {
    try see("> ")
    screen.type("avery@example.com")
    try see("Enter sends")
    try open("Enter", at: "Patient")
    try open("M-w", at: "cases, read ")
    screen.press("Down", "Down", "PageDown", "Home")
    try open("C-f", at: "Find in the worklist")
    paste()
    screen.press("Enter")
    try unsee("Find in the worklist")
    try open("?", at: "Help: worklist")
    try close("Help: worklist")
    screen.press("M-2")
    try see("Patient")
    for (key, title, question) in [
      ("m", "Message TO THE PATIENT", "Send: message TO THE PATIENT"), ("i", "INTERNAL note", "Send: INTERNAL note"),
    ] {
      try open(key, at: title)
      screen.type("Please rest.")
      try offer("F10", until: question)
      try close(question)
      // The same question about characters that nobody sees is refused.
      paste()
      try offer("F10", until: "take it out.")
      try close(title)
    }
    try open("e", at: "Escalate ")
    paste()
    try offer("C-u", until: "add: support")
    try open("Enter", at: "Title, support")
    paste()
    try offer("C-u", until: "Miscellaneous")
    screen.type("Miscellaneous")
    try open("Enter", at: "Note for the escalation")
    screen.type("again")
    try open("Enter", at: "go on: support")
    try open("Enter", at: "Esc no")
    try refuse()
    if screen.lines().contains("go on: support") { try close("go on: support") }
    screen.press("M-2")
    try open("f", at: "Look again at")
    paste()
    try offer("C-u", until: "tomorrow 9")
    screen.type("in 2 h")
    try open("Enter", at: "ask if the pharmacy answered")
    paste()
    try offer("Enter", until: "shorten it")
    try close("shorten it")
    try open("F3", at: "type to filter")
    try close("type to filter")
  }
}
