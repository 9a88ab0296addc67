import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The purpose that a site policy asks for.
struct PurposeTests {
  private func driver(_ purpose: String? = nil) -> SessionDriver {
    SessionDriver {
      $0.purposes = ["treatment", "payment", "message"]
      $0.purpose = purpose
    }
  }

  private func rows(_ driver: SessionDriver) -> [String] {
    driver.picker?.rows.map { $0.spans.map(\.text).joined() } ?? []
  }

  private static let nothing = "Nothing was done: the site policy asks for a purpose first."

  private func concernsPatient(_ effects: [Effect]) -> Bool { effects.contains(where: \.concernsPatient) }

  @Test func nothingIsLookedUpBeforeAPurposeIsChosen() throws {
    let detail = try Sample.detail()
    var driver = driver()
    driver.lookUp(try #require(detail.submitter.email))
    #expect(!concernsPatient(driver.effects))
    #expect(driver.picker?.title == "Purpose")
    #expect(rows(driver) == ["Nothing yet: leave it", "treatment", "payment", "message"])
    #expect(driver.session.run == nil, "nothing waits for an answer that was never asked for")
    #expect(!driver.header.contains("purpose"))
    driver.choose("pay")
    #expect(driver.effects.first == .record(.purpose("payment")), "\(driver.effects)")
    #expect(concernsPatient(driver.effects))
    #expect(driver.header.contains("purpose: payment"))
    driver.latest(.success(detail.id))
    driver.found(.success(detail))
    #expect(driver.screen.casePane.title.contains(try #require(detail.shortID)))
    #expect(concernsPatient(driver.effects), "the look is noted")
    driver.lookUp(try #require(Sample.joDetail().submitter.email))
    #expect(driver.picker == nil && concernsPatient(driver.effects), "it is asked once")
  }

  @Test func leavingTheListDoesNothing() throws {
    var driver = driver()
    driver.lookUp("jo@example.com")
    let text = driver.screen.lookup.field.text
    driver.press(.back)
    #expect(!concernsPatient(driver.effects) && driver.session.run == nil)
    #expect(driver.notice == Self.nothing)
    #expect(driver.screen.lookup.field.text == text, "what was typed stays")
    driver.press(.accept)
    #expect(driver.picker?.title == "Purpose")
  }

  @Test(arguments: [nil, "payment"]) func anEnterThatRepeatsChoosesNothing(_ before: String?) throws {
    var driver = driver(before)
    if before != nil { driver.press(.lock, .accept) }
    driver.lookUp("jo@example.com")
    #expect(driver.picker?.title == "Purpose")
    for _ in 0..<3 {
      driver.press(.accept)
      #expect(driver.picker == nil && driver.notice == Self.nothing)
      driver.press(.accept)
      #expect(driver.picker?.title == "Purpose" && !concernsPatient(driver.effects))
    }
  }

  @Test func lettersFindTheWordsAlone() {
    var driver = driver()
    driver.lookUp("jo@example.com")
    driver.type("p")
    #expect(rows(driver) == ["payment"])
    driver.handle(.input(.edited(.deleteBackward)))
    driver.type("o")
    #expect(rows(driver) == [])
    driver.press(.accept)
    #expect(driver.picker?.title == "Purpose" && !concernsPatient(driver.effects))
  }

  @Test(arguments: [Command.worklist, .appointmentDay])
  func aListOfCasesWaitsToo(_ command: Command) throws {
    var driver = driver()
    driver.press(command)
    if command == .appointmentDay {
      driver.type("today")
      driver.press(.accept)
    }
    #expect(driver.picker?.title == "Purpose", "\(driver.effects)")
    #expect(!concernsPatient(driver.effects))
    driver.choose("treat")
    #expect(concernsPatient(driver.effects))
  }

  @Test func theCommandChangesIt() throws {
    var driver = driver("treatment")
    try driver.open(Sample.detail())
    driver.press(.purpose)
    #expect(driver.picker?.rows.map(\.trailing?.text) == ["in use", nil, nil])
    driver.choose("message")
    #expect(driver.effects.filter { $0 == .record(.purpose("message")) }.count == 1, "\(driver.effects)")
    #expect(driver.header.contains("purpose: message") && driver.notice == "Purpose: message.")
    driver.press(.purpose, .back)
    #expect(driver.header.contains("purpose: message") && driver.notice == "")
  }

  @Test func afterAnUnlockItIsAskedAgainAndTheOneBeforeIsMarked() throws {
    var driver = driver("payment")
    try driver.open(Sample.detail())
    driver.press(.lock)
    driver.press(.accept)
    #expect(driver.header.contains("purpose: payment"), "it counts until another one is chosen")
    driver.lookUp("jo@example.com")
    #expect(driver.picker?.rows.map(\.trailing?.text) == [nil, nil, "in use", nil])
    #expect(!concernsPatient(driver.effects))
    driver.press(.lock)
    driver.press(.accept)
    #expect(driver.picker == nil, "no key is done that was pressed before the lock")
  }

  @Test func withoutThePolicyNobodyIsAsked() throws {
    var driver = SessionDriver()
    driver.press(.purpose)
    #expect(driver.picker == nil && driver.notice == "purpose is off: the site policy asks for no purpose")
    driver.lookUp("jo@example.com")
    #expect(driver.picker == nil && concernsPatient(driver.effects))
    driver.press(.lock)
    driver.press(.accept)
    driver.lookUp("jo@example.com")
    #expect(driver.picker == nil && !driver.header.contains("purpose"))
  }
}
