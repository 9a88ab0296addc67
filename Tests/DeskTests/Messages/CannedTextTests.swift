import Care360
import Foundation
import Testing

@testable import Desk

/// A body in, parts or located problems out.
struct CannedTextTests {
  static func problems(_ body: String) -> [String] {
    do throws(CannedText.Problems) {
      _ = try CannedText.Body(body)
      return []
    } catch {
      return error.list.map { "\($0.line):\($0.column) \($0.sentence)" }
    }
  }

  @Test func aBodyIsTextAndBlanks() throws {
    let body = try CannedText.Body("Hi {patient.firstName},\n{{x} { tracking }{ask:  which pharmacy? } }}\n{tracking}")
    #expect(
      body.parts == [
        .text("Hi "), .blank(.firstName), .text(",\n{x} "), .blank(.tracking), .blank(.ask("which pharmacy?")),
        .text(" }}\n"), .blank(.tracking),
      ])
    #expect(body.blanks == [.firstName, .tracking, .ask("which pharmacy?")])
  }

  @Test func everyBlankIsReadByItsName() throws {
    for blank in Blank.named + [.ask("why?")] {
      #expect(try CannedText.Body(blank.source).parts == [.blank(blank)])
    }
    #expect(Blank.named.map(\.name).count == Set(Blank.named.map(\.name)).count)
  }

  @Test(arguments: [
    ("{patient.fistName}", "1:1 No blank has this name. Did you mean {patient.firstName}?"),
    ("a\nbc {trakcing}", "2:4 No blank has this name. Did you mean {tracking}?"),
    ("é👩‍⚕️ {Product}", "1:4 No blank has this name. Did you mean {product}?"),
    ("{PATIENT.LASTNAME}", "1:1 No blank has this name. Did you mean {patient.lastName}?"),
    ("{firstName}", "1:1 No blank has this name. Did you mean {patient.firstName}?"),
    (
      "{x}",
      "1:1 No blank has this name. The blanks are {patient.firstName} {patient.lastName} {product} {bundle} {tracking} "
        + "{visit.time} {case} {operator.name} {ask: a question}; write {{ for a brace."
    ),
    ("one {tracking\ntwo}", "1:5 This { has no } on its line: write {{ for a brace."),
    ("{", "1:1 This { has no } on its line: write {{ for a brace."),
    ("{tracking {product}", "1:1 This { has no } on its line: write {{ for a brace."),
    ("{ask: }", "1:1 {ask: } has no question: write {ask: which pharmacy?}."),
    ("{ask: a\u{202E}b}", "1:1 The question contains the character U+202E (RIGHT-TO-LEFT OVERRIDE): take it out."),
    (
      "a\r\nb\u{0}", "2:2 It contains the character U+0000 (a control character), which is not plain text: take it out."
    ),
    ("a\u{200F}", "1:2 It contains the character U+200F (RIGHT-TO-LEFT MARK), which is not plain text: take it out."),
    ("a\nb\u{85}", "2:2 It contains the character U+0085 (a control character), which is not plain text: take it out."),
    ("a\u{2028}", "1:2 It contains the character U+2028 (LINE SEPARATOR), which is not plain text: take it out."),
    ("", "1:1 It has no text."), (" \n\t\n", "3:1 It has no text."),
  ]) func aMistakeIsLocated(_ body: String, _ problem: String) {
    #expect(Self.problems(body) == [problem])
  }

  @Test func allMistakesAreToldAtOnce() {
    #expect(Self.problems("{prodct}\n{bundel} {tracking}\n{").map { $0.prefix(4) } == ["1:1 ", "2:1 ", "3:1 "])
  }
}
