import Glibc
import Terminal
import Testing

@testable import NcursesTerminal

@MainActor @Suite struct TerminalEnvironmentTests {
  @Test(arguments: [
    ("", NcursesTerminalError.typeNotSet), ("../../etc/passwd", .typeNotAName), ("a/b", .typeNotAName),
    (".", .typeNotAName),
    (String(repeating: "x", count: 65), .typeNotAName), ("xterm\n", .typeNotAName), ("-x", .typeNotAName),
    ("xtérm", .typeNotAName),
  ]) func badNamesAreRefusedBeforeTheyAreLookedUp(_ name: String, _ expected: NcursesTerminalError) {
    #expect(throws: expected) { try TerminalEnvironment(["TERM": name]).type() }
  }

  @Test(
    arguments: [
      ("24", "80", Size(columns: 80, rows: 24)), ("500", "1000", Size(columns: 1000, rows: 500)), ("501", "80", nil),
      ("24", "99999", nil), ("0", "80", nil), ("-1", "80", nil), ("", "80", nil), ("24", nil, nil),
    ] as [(String, String?, Size?)])
  func aSizeOfTheEnvironmentIsTakenWhereItCanBeWorkedWith(_ rows: String, _ columns: String?, _ expected: Size?) {
    var variables = ["LINES": rows]
    variables["COLUMNS"] = columns
    #expect(TerminalEnvironment(variables).size == expected)
  }

  @Test func aMissingNameIsRefused() {
    #expect(throws: NcursesTerminalError.typeNotSet) { try TerminalEnvironment([:]).type() }
  }

  @Test(arguments: [
    ("dumb", NcursesTerminalError.typeTooSimple("dumb")), ("nosuch-terminal", .typeUnknown("nosuch-terminal")),
  ])
  func terminalsThatCannotShowAScreenAreRefused(_ name: String, _ expected: NcursesTerminalError) {
    #expect(throws: expected) { try TerminfoProbe(TerminalEnvironment(["TERM": name]), wanted: nil) }
    #expect(!expected.sentence.isEmpty)
  }

  @Test(
    arguments: [
      ("xterm-256color", [:], nil, ColorDepth.indexed256), ("xterm-256color", ["NO_COLOR": "1"], nil, .mono),
      ("xterm-256color", ["NO_COLOR": ""], nil, .indexed256), ("xterm-256color", ["NO_COLOR": "1"], .ansi16, .ansi16),
      ("xterm-256color", [:], .ansi16, .ansi16), ("xterm", [:], .trueColor, .ansi16), ("linux", [:], nil, .ansi16),
      ("vt100", [:], nil, .mono),
    ] as [(String, [String: String], ColorDepth?, ColorDepth)])
  func colorsAreThoseOfTheTerminalAndNoMoreThanWanted(
    _ name: String, _ variables: [String: String], _ wanted: ColorDepth?, _ expected: ColorDepth
  ) throws {
    let environment = TerminalEnvironment(variables.merging(["TERM": name]) { first, _ in first })
    #expect(try TerminfoProbe(environment, wanted: wanted).depth == expected)
  }

  @Test func theResetLeavesTheAlternateScreenAndHasNoPadding() throws {
    for name in ["xterm-256color", "screen", "linux", "vt100"] {
      let probe = try TerminfoProbe(TerminalEnvironment(["TERM": name]), wanted: nil)
      let text = String(decoding: probe.resetSequence, as: UTF8.self)
      #expect(text.contains("\u{1B}[H\u{1B}[J") || text.contains("\u{1B}[H\u{1B}[2J"))
      #expect(!text.contains("$<"))
      #expect(text.contains("\u{1B}[?1049l") == ["xterm-256color", "screen"].contains(name))
      #expect(text.contains("\u{1B}[?2004l") == ["xterm-256color", "screen"].contains(name))
    }
  }

  @Test func theTwinIsTriedOnlyWhenPromised() {
    let promised = TerminalEnvironment(["COLORTERM": "truecolor"])
    #expect(promised.directTwin(of: "xterm-256color") == "xterm-direct")
    #expect(promised.directTwin(of: "tmux") == "tmux-direct")
    #expect(promised.directTwin(of: "xterm-direct") == nil)
    #expect(TerminalEnvironment([:]).directTwin(of: "xterm-256color") == nil)
  }

  @Test(arguments: [(nil, 50), ("25", 25), ("0", 0), ("-1", 50), ("99999", 50), ("soon", 50)] as [(String?, Int32)])
  func escapeDelay(_ value: String?, _ expected: Int32) {
    #expect(TerminalEnvironment(value.map { ["ESCDELAY": $0] } ?? [:]).escapeDelay == expected)
  }

  @Test func theFirstLocaleVariableThatIsSetCounts() {
    #expect(TerminalEnvironment(["LC_ALL": "", "LC_CTYPE": "UTF-8", "LANG": "C"]).asksForUTF8)
    #expect(TerminalEnvironment(["LANG": "en_US.utf8"]).asksForUTF8)
    #expect(!TerminalEnvironment(["LC_ALL": "C", "LANG": "en_US.UTF-8"]).asksForUTF8)
    #expect(!TerminalEnvironment(["LANG": "de_DE.ISO-8859-1"]).asksForUTF8)
  }

  @Test func aMultiplexerIsKnownByItsVariableOrItsName() {
    for variables in [["TMUX": "/tmp/x"], ["STY": "1.pts"], ["TERM": "screen.xterm"], ["TERM": "tmux-256color"]] {
      #expect(TerminalEnvironment(variables).isMultiplexed)
    }
    #expect(!TerminalEnvironment(["TERM": "xterm-256color", "TMUX": "", "STY": ""]).isMultiplexed)
    #expect(!TerminalEnvironment(["TERM": "screenish"]).isMultiplexed)
  }

  @Test func onlyTheConsoleAndDECTerminalsDrawMarksApart() {
    #expect(["linux", "linux-16color", "vt100", "vt220-8bit"].allSatisfy(TerminalFamily.drawsMarksApart))
    #expect(["vte", "vte-256color", "xterm", "linuxish"].allSatisfy { !TerminalFamily.drawsMarksApart($0) })
  }

  @Test func onlyTerminalsKnownToTakeThemGetExtraSequences() {
    #expect(
      ["xterm", "xterm-256color", "tmux-256color", "screen.xterm-256color", "foot"].allSatisfy(TerminalFamily.isModern))
    #expect(["linux", "vt100", "stone", "ansi", "xtermish"].allSatisfy { !TerminalFamily.isModern($0) })
  }
}
