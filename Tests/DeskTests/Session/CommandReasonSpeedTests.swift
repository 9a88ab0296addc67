import TestSupport
import Testing

@testable import Desk

/// Each command is judged once for a list of all.
@Suite(.serialized) struct CommandReasonSpeedTests {
  @Test func `Opening the list of commands takes less than ten times the work of judging each once`() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    let judging = ProcessorTime.least { _ = driver.screen.unavailable }
    let opening = ProcessorTime.least {
      driver.press(.palette)
      driver.press(.back)
    }
    let ratio = Double(opening) / Double(judging)
    #expect(ratio < 10, "the list takes \(ratio) times the work")
  }
}
