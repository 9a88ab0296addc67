import Testing

@testable import Care360
@testable import Desk

/// Health data of every kind is on no part of the screen until it is asked for.
struct MaskedKindsTests {
  private static let canary = "Zirconium"

  /// A kind of health data, the line it stands on, and a case that has one of it.
  struct Kind: Sendable {
    let line: String
    let json: String

    init(_ line: String, _ json: String) {
      self.line = line
      self.json = json
    }
  }

  static let kinds = [
    Kind(
      "forms.f1.0.answer",
      #""responses":[{"id":"f1","responses":[{"id":"a1","question":{"text":"Weight?"},"text":"\#(canary)"}]}]"#),
    Kind("decisions.d1.verdict", #""decisions":[{"id":"d1","isApproved":false,"category":"\#(canary)"}]"#),
    Kind("decisions.d1.text", #""decisions":[{"id":"d1","decisionText":"\#(canary)"}]"#),
    Kind("decisions.d1.medicine.0", #""decisions":[{"id":"d1","medInfo":[{"medicine":"\#(canary)"}]}]"#),
    Kind("messages.c1.text", #""comments":[{"id":"c1","text":"\#(canary)"}]"#),
    Kind("history.h1.change", #""activity":[{"id":"h1","type":"NOTE","valueBefore":"\#(canary)"}]"#),
    Kind("history.h1.change", #""activity":[{"id":"h1","type":"NOTE","valueAfter":"\#(canary)"}]"#),
    Kind("history.h1.change", #""activity":[{"id":"h1","type":"NOTE","isPHI":true,"valueAfter":"\#(canary)"}]"#),
  ]

  @Test(arguments: kinds) func itIsMaskedUntilItIsAskedFor(_ kind: Kind) throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: kind.json))
    func isSeen() -> Bool { "\(driver.screen)".contains(Self.canary) }
    driver.select(kind.line)
    #expect(!isSeen() && driver.line(kind.line) != nil)
    driver.press(.reveal)
    #expect(driver.line(kind.line)?.contains(Self.canary) == true)
    driver.press(.reveal)
    #expect(!isSeen())
    driver.press(.revealAll)
    #expect(isSeen())
    driver.pass(120)
    driver.handle(.patient(.maskTimerFired))
    #expect(!isSeen())
  }
}
