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
      "forms.f1.0",
      #""responses":[{"id":"f1","responses":[{"id":"a1","question":{"text":"Weight?"},"text":"\#(canary)"}]}]"#),
    Kind("decisions.d1.verdict", #""decisions":[{"id":"d1","isApproved":false,"category":"\#(canary)"}]"#),
    Kind("decisions.d1.text", #""decisions":[{"id":"d1","decisionText":"\#(canary)"}]"#),
    Kind("decisions.d1.medicine.0", #""decisions":[{"id":"d1","medInfo":[{"medicine":"\#(canary)"}]}]"#),
    Kind("timeline.message.c1", #""comments":[{"id":"c1","text":"\#(canary)"}]"#),
    Kind("timeline.decision.d1", #""decisions":[{"id":"d1","isApproved":false,"category":"\#(canary)"}]"#),
    Kind(
      "forms.trend.0",
      #"""
      "responses":[{"id":"f1","responses":[
        {"question":{"text":"Weight?"},"text":"147 \#(canary)","createdAt":"2026-11-01T10:00:00Z"},
        {"question":{"text":"Weight?"},"text":"138 \#(canary)","createdAt":"2026-11-02T10:00:00Z"}]}]
      """#),
    Kind("messages.c1.text", #""comments":[{"id":"c1","text":"\#(canary)"}]"#),
    Kind("timeline.history.h1", #""activity":[{"id":"h1","type":"NOTE","valueBefore":"\#(canary)"}]"#),
    Kind("timeline.history.h1", #""activity":[{"id":"h1","type":"NOTE","valueAfter":"\#(canary)"}]"#),
    Kind("timeline.history.h1", #""activity":[{"id":"h1","type":"NOTE","isPHI":true,"valueAfter":"\#(canary)"}]"#),
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
