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
    driver.move(.end)
    for _ in 0..<30 { driver.move(.up) }
    return driver
  }

  private func work(_ driver: inout SessionDriver, _ isPresented: Bool) -> Int {
    ProcessorTime.least {
      driver.move(.up)
      if isPresented { _ = driver.screen }
    }
  }

  /// Of the session alone, and with all that it gives to be drawn.
  @Test(arguments: [false, true]) func `A hundred times as many messages take less than twice the work`(
    _ isPresented: Bool
  ) throws {
    var short = try Self.reader(messages: 50)
    var long = try Self.reader(messages: 5000)
    #expect(long.screen.casePane.lines.count > 5000)
    let ratio = Double(work(&long, isPresented)) / Double(work(&short, isPresented))
    #expect(ratio < 2, "a hundred times as many messages take \(ratio) times the work")
  }
}
