import Care360
import Foundation
import Testing

@testable import DeskCommands

struct WriteQuestionTests {
  @Test func aNameWithLettersOfTwoAlphabetsIsFlagged() throws {
    let text = #"{"id":"5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01","submitter":{"firstName":"\u0410very"}}"#
    let found = try #require(Case(try JSONValue(parsing: Data(text.utf8))))
    let question = WriteQuestion(
      environment: "SANDBOX", hidesPatient: false, found: found, change: ["a refill link"])
    #expect(question.lines.last == "Look closely: \u{0410}very mixes letters from different alphabets.")
  }
}
