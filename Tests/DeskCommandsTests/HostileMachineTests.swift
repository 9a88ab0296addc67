import Care360
import Foundation
import Testing

@testable import DeskCommands

/// Names of the machine and of its users are foreign text too: what is printed of them does nothing to a terminal.
struct HostileMachineTests {
  private static let attack = "robin\u{1B}[2J\u{1B}]52;c;eA==\u{7}\u{9B}31m\u{7F}\u{202E}\r\u{8}\n\tend"

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{202E}"
  }

  private static func run(_ words: [String], in bench: Bench, isTerminal: Bool) async -> Ran {
    let (output, talk) = (Recorded(), Recorded())
    let input = Script("")
    var host = Host(
      environment: [
        "XDG_DATA_HOME": bench.folder, "XDG_CONFIG_HOME": bench.folder, "TERM": attack, "COLORTERM": attack,
        "LANG": attack, "LC_ALL": attack, "TMUX": attack, "SSH_TTY": attack, "CASEDESK_\(attack)": attack,
        "CASEDESK_GENERAL__THEME": attack, "TZ": attack,
      ], home: bench.folder, loginName: attack,
      console: Console(
        input: input, output: output, talk: talk, isInputTerminal: isTerminal, isOutputTerminal: isTerminal,
        isTalkTerminal: isTerminal, now: { input.now }))
    host.policyFile = bench.folder + "/etc/policy.toml"
    host.systemRoot = bench.folder + "/machine"
    let code = await CommandLineTool(arguments: words, host: host).run()
    return Ran(code: code.rawValue, output: output.text, talk: talk.text)
  }

  @Test(arguments: [true, false]) func nothingOfItActsOnTheTerminal(isTerminal: Bool) async throws {
    try await Bench.run { bench in
      let config = """
        [general]
        theme = "\\u001b[31m\\u009b\\u202e"
        "\\u001b[32m" = 1
        """
      try FileManager.default.createDirectory(
        atPath: bench.folder + "/casedesk/texts", withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try bench.file("casedesk/config.toml", config)
      try bench.file("casedesk/texts/\u{1B}[31m\u{9B}.toml", "title = \"\\u001b[31m\"\nkind = \"note\"\nbody = \"x\"\n")
      var printed = ""
      let lookup = ["lookup", Known.avery, "--detail"] + bench.key
      let commands: [[String]] = [
        lookup, lookup + ["--json"], ["activity"], ["activity", "--json"], ["activity", "--verify"],
        ["doctor"] + bench.keys, ["doctor", "--json"] + bench.keys, ["config", "show"], ["config", "check"],
        ["config", "path"], ["texts", "list"], ["texts", "check"], ["worklist", "--all"] + bench.key,
      ]
      for words in commands {
        let ran = await Self.run(words, in: bench, isTerminal: isTerminal)
        for text in [ran.output, ran.talk] {
          #expect(text.unicodeScalars.allSatisfy(Self.isHarmless), "\(words): \(text.debugDescription)")
        }
        printed += ran.output + ran.talk
      }
      // The names were there to be printed.
      #expect(printed.contains(isTerminal ? "robin" : "by robin") && printed.contains("texts/"))
    }
  }
}
