import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

/// A key in a case of thousands of messages costs about what it costs in one of a few.
@Suite(.serialized) struct LongCaseTests {
  private static func reader(messages: Int) throws -> SessionDriver {
    let comments = (0..<messages).map { index in
      #"{"id":"m\#(index)","text":"\#(String(repeating: "word ", count: 20))\#(index)","isRestricted":false}"#
    }
    var driver = try SessionDriver.showing(
      try Sample.detail(more: #""comments":[\#(comments.joined(separator: ","))]"#))
    driver.press(.focusCasePane, .revealAll)
    for _ in 0..<30 { driver.move(.down) }
    return driver
  }

  private func work(_ driver: inout SessionDriver, _ key: (inout SessionDriver) -> Void) -> Int {
    ProcessorTime.least {
      key(&driver)
      _ = driver.screen
    }
  }

  @Test func `A hundred times as many messages take less than a quarter as much more work`() throws {
    var short = try Self.reader(messages: 50)
    var long = try Self.reader(messages: 5000)
    #expect(long.screen.casePane.lines.count > 5000)
    let ratio = Double(work(&long) { $0.move(.down) }) / Double(work(&short) { $0.move(.down) })
    #expect(ratio < 25, "a hundred times as many messages take \(ratio) times the work")
  }
}
