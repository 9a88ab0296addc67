import Foundation
import PseudoTerminal
import TestSupport
import Testing

extension RealTerminalTests {
  /// The terminal's clipboard gets a value only when a person copies it, and nothing where the settings keep it off.
  @Suite(.serialized) struct ClipboardTests {
    private static let sequence = "\u{1B}]52;"

    @Test(arguments: ["auto", "osc52", "ids", "off"])
    func `Only a copy that is allowed reaches the clipboard`(_ use: String) throws {
      let folder = try TestFolder()
      let terminal = try PseudoTerminal(
        ["--sandbox"],
        environment: [
          "HOME": folder.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
          "CASEDESK_GENERAL__CLIPBOARD": use,
        ])
      #expect(terminal.read(seconds: 300) { $0.text.contains("avery@example.com") }, "\(terminal.text)")
      terminal.send("avery@example.com\r")
      #expect(terminal.read(seconds: 300) { $0.text.contains("Lindqvist") && $0.text.contains("checked") })
      terminal.send("Y")
      #expect(terminal.read(seconds: 300) { $0.text.contains("e-mail") && $0.text.contains("case id") })
      #expect(!terminal.text.contains(Self.sequence), "nothing was copied yet")
      terminal.send("case id\r")
      let answer = use == "off" ? "switched off" : "sent to your"
      #expect(terminal.read(seconds: 300) { $0.text.contains(answer) }, "\(terminal.text.suffix(2000))")
      let id = Data("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01".utf8).base64EncodedString()
      #expect(terminal.text.contains("\(Self.sequence)c;\(id)") == (use != "off"))
      #expect(terminal.text.components(separatedBy: Self.sequence).count - 1 == (use == "off" ? 0 : 1))
      kill(terminal.process, SIGTERM)
      #expect(terminal.read(seconds: 300) { $0.ending != nil })
    }
  }
}
