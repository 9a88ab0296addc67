import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The words of the lookup's box and list.
struct LookupBoxTests {
  private func row(_ driver: SessionDriver) -> String? {
    driver.screen.lookup.rows.first?.spans.map(\.text).joined()
  }

  private func hint(_ driver: SessionDriver) -> String? { driver.screen.lookup.hint?.text }

  @Test func `A recent case tells two people of one name apart`() throws {
    var driver = SessionDriver()
    try driver.open(try Sample.detail())
    #expect(row(driver) == "ADA-TOSXM Avery L. 1988 approved")
    try driver.open(try Sample.detail(isClosed: true))
    #expect(row(driver) == "ADA-TOSXM Avery L. 1988 CLOSED")
  }

  @Test(arguments: [
    ("com", 0), ("averyx", 0), ("lind", 1), ("example", 1), ("AVERY@example.com", 1), ("tosxm", 1),
  ]) func `The list is not filtered by what all addresses end in`(_ typed: String, _ count: Int) throws {
    var driver = SessionDriver()
    try driver.open(try Sample.detail(first: "Ave", email: "avery@example.com"))
    driver.press(.find)
    driver.type(typed)
    #expect(driver.screen.lookup.rows.count == count)
  }

  @Test func `The box says that its text was sent, and only promises to send another`() throws {
    var driver = SessionDriver()
    try driver.open(try Sample.detail())
    #expect(hint(driver) == "e-mail · sent 10:42")
    driver.press(.find)
    driver.type("nobody@example.com")
    #expect(hint(driver) == "Enter sends e-mail nobody@example.com")
    driver.press(.focusCasePane)
    #expect(hint(driver) == "typed, not sent", "beside the case of somebody else")
    #expect(driver.screen.lookup.field.text == "nobody@example.com", "and nothing typed is lost")
  }

  @Test func `The wrong person is not one Enter away`() throws {
    var driver = SessionDriver()
    try driver.open(try Sample.detail())
    driver.press(.wrongPerson, .confirm)
    #expect(driver.screen.lookup.field.text == "" && driver.screen.focus == .lookup)
    driver.press(.accept)
    #expect(driver.effects.isEmpty)
  }
}
