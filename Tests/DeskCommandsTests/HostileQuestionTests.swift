import Care360
import Foundation
import Testing

@testable import DeskCommands

/// The question before a write is read by a person on a terminal: no text of the service acts on that.
struct HostileQuestionTests {
  private static let attack = "\u{1B}[2J\u{1B}]52;c;eA==\u{7}\u{9B}31m\u{7F}\u{202E}\r\u{8}\n"

  private static func literal(_ text: String) -> String {
    text.unicodeScalars.map { String(format: "\\u%04x", $0.value) }.joined()
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{202E}"
  }

  @Test(arguments: ["firstName", "lastName", "dob", "email", "phoneNumber", "shortId"])
  func aHostileTextOfThePatientDoesNothing(_ key: String) throws {
    let text = "Avery" + Self.attack
    let attacked = #""\#(key)":"\#(Self.literal(text))""#
    let isOfCase = key == "shortId"
    let json = """
      {"id":"\(Known.avery)",\(isOfCase ? attacked + "," : "")"submitter":{\(isOfCase ? "" : attacked)}}
      """
    let found = try #require(Case(try JSONValue(parsing: Data(json.utf8))))
    let talk = Recorded()
    let input = Script("n\n")
    let console = Console(
      input: input, output: Recorded(), talk: talk, isInputTerminal: true, isOutputTerminal: true,
      isTalkTerminal: true, now: { input.now })
    let question = WriteQuestion(
      environment: "SANDBOX", hidesPatient: false, found: found, change: ["a refill link" + Self.attack])
    #expect(throws: ErrorReport.self) { try question.ask(console) }
    #expect(talk.text.contains("Avery"))
    #expect(talk.text.unicodeScalars.allSatisfy(Self.isHarmless), "\(talk.text.debugDescription)")
    // The attack's own line end would begin a line that looks like one of ours.
    #expect(talk.text.split(separator: "\n").count == question.lines.count + 1)
  }
}
