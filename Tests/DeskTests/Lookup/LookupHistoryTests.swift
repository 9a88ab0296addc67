import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Earlier lookups, brought back into the box.
struct LookupHistoryTests {
  private func box(_ driver: SessionDriver) -> String { driver.screen.lookup.field.text }

  /// Avery, then Jo were looked up, and the box is empty.
  private func afterTwo() throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.open(try Sample.joDetail())
    driver.press(.find)
    driver.handle(.input(.edited(.deleteToLineStart)))
    driver.handle(.input(.replaced("")))
    #expect(box(driver).isEmpty)
    return driver
  }

  @Test func upGoesBackAndDownComesForthAgain() throws {
    var driver = try afterTwo()
    let jo = try #require(try Sample.joDetail().submitter.email)
    let avery = try #require(try Sample.detail().submitter.email)
    driver.move(.up)
    #expect(box(driver) == jo)
    driver.move(.up)
    #expect(box(driver) == avery)
    driver.move(.up)
    #expect(box(driver) == avery, "there is none older")
    driver.move(.down)
    #expect(box(driver) == jo && driver.screen.lookup.selectedID == nil)
    driver.move(.down)
    #expect(box(driver).isEmpty && driver.screen.lookup.selectedID == nil)
    driver.move(.down)
    #expect(driver.screen.lookup.selectedID != nil, "the recents are below the box as before")
    #expect(driver.effects == [])
  }

  @Test func aTextOfOnesOwnIsNeverReplaced() throws {
    var driver = try afterTwo()
    driver.type("yara")
    driver.move(.up)
    #expect(box(driver) == "yara")
    driver.handle(.input(.replaced("")))
    driver.move(.up)
    let recalled = box(driver)
    driver.type("x")
    driver.move(.up)
    driver.move(.down)
    #expect(box(driver) == recalled + "x")
  }

  @Test func theTextThatIsShownLeadsToTheOneBefore() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.open(try Sample.joDetail())
    driver.press(.find)
    driver.move(.up)
    #expect(box(driver) == (try Sample.detail().submitter.email))
  }

  @Test func nothingComesBackAfterTheLock() throws {
    var driver = try afterTwo()
    driver.press(.lock)
    driver.press(.accept)
    #expect(driver.lockScreen == nil)
    driver.press(.find)
    driver.handle(.input(.replaced("")))
    driver.move(.up)
    #expect(box(driver).isEmpty)
  }

  @Test func eachTextStandsOnceAndTheOldestGo() {
    var history = LookupHistory()
    for number in 0...LookupHistory.most { history.remember("a\(number)") }
    history.remember("a7")
    #expect(history.texts.count == LookupHistory.most && history.texts.first == "a7")
    #expect(history.texts.filter { $0 == "a7" }.count == 1 && !history.texts.contains("a0"))
    history.forget(["a7"])
    #expect(history.texts.first == "a50")
  }

  @Test func aWrongPersonIsNotBroughtBack() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.wrongPerson)
    driver.read()
    driver.press(.confirm)
    #expect(driver.recents.isEmpty)
    driver.press(.find)
    driver.handle(.input(.replaced("")))
    driver.move(.up)
    #expect(box(driver).isEmpty)
  }

  @Test func theRecentsAreCountedWhileTheyAreFiltered() throws {
    var driver = try afterTwo()
    #expect(driver.screen.lookup.listTitle == "Recent")
    driver.type("avery")
    #expect(driver.screen.lookup.listTitle == "Recent · 1 of 2")
  }
}
