import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Follow-ups among them.
extension WaitingHandOverTests {
  @Test func aNewFollowUpForTheTeamWaitsAndIsGiven() throws {
    var driver = try driver()
    driver.press(.followUp)
    driver.type("tomorrow 9")
    driver.press(.accept)
    driver.type("ask the pharmacy")
    driver.press(.accept)
    driver.choose("the team")
    let order = try #require(given(driver).first)
    guard case .followUp(let made) = order.handed else {
      Issue.record("no follow-up")
      return
    }
    driver.handle(.followUps(.kept(.made(made))))
    driver.handle(.team(.waits(order, id: "s.1", away)))
    let waiting = Waiting(id: "s.1", receiver: nil, givenAt: order.givenAt)
    #expect(driver.effects.contains(.store(.changeFollowUp(.waits(made.id, waiting, insteadOf: nil)))))
    driver.handle(.followUps(.kept(.waits(made.id, waiting, insteadOf: nil))))
    #expect(driver.notice.contains("Your copy waits here"))
    #expect(driver.banners.contains("waits for the team's store, to go to the team"))
    driver.press(.followUpDone)
    #expect(driver.notice.hasPrefix("Nothing was changed: it waits for the team's store"))
    driver.handle(.team(.read(team)))
    let again = try #require(given(driver).first)
    #expect(again.id == "s.1" && again.receiver == nil)
    driver.handle(.team(.given(again)))
    #expect(driver.effects.contains(.store(.changeFollowUp(.given(made.id, handOver: "s.1")))))
  }

  func followUp(_ waiting: Waiting? = nil) -> FollowUp {
    let made = Date(timeIntervalSince1970: 1_795_344_000)
    return FollowUp(
      id: "f1", caseID: avery, shortID: "ADA-TOSXM", patientName: "Avery Lindqvist",
      due: Date(timeIntervalSince1970: 1_795_430_000), text: "ask the pharmacy", madeAt: made, author: "robin",
      waiting: waiting ?? Waiting(id: "s.9", receiver: nil, givenAt: made))
  }

  /// The team's store may have it from the first try.
  @Test(arguments: ["delete it", "look again later"])
  func aQuestionThatStandsMeanwhileDoesNotChangeAFollowUp(_ verb: String) throws {
    var own = followUp()
    own.waiting = nil
    var driver = try driver(StoreContents(followUps: [own]))
    driver.press(.drafts)
    driver.choose("ask the pharmacy")
    driver.choose("hand it over")
    driver.choose("kim")
    driver.press(.confirm)
    let order = try #require(given(driver).first)
    driver.press(.drafts)
    driver.choose("ask the pharmacy")
    driver.choose(verb)
    if verb == "look again later" {
      driver.type("tomorrow 9")
      driver.press(.accept)
    }
    driver.handle(.team(.waits(order, id: "s.1", away)))
    if verb == "look again later" { driver.choose("move it") } else { driver.press(.confirm) }
    #expect(driver.changes.isEmpty && driver.session.followUps["f1"]?.due == own.due)
    #expect(driver.notice == "Nothing was changed: it waits for the team's store, to go to kim. F3 takes it back.")
  }

  @Test func aFollowUpOfTheWrongPersonIsTakenBack() throws {
    var driver = try driver(StoreContents(followUps: [followUp()]), hasRead: false)
    driver.press(.wrongPerson, .confirm)
    #expect(takenBack(driver) == ["s.9"] && driver.session.followUps.all.isEmpty)
    #expect(driver.effects.contains(.record(.team(.tookBack("s.9"), avery))))
  }

  /// Another session made it wait, which this one has not read yet.
  @Test func aChangeThatMetOneThatWaitsIsSaidAndTheListReadAgain() throws {
    var own = followUp()
    own.waiting = nil
    var driver = try driver(StoreContents(followUps: [own]))
    driver.press(.followUpDone)
    let change = try #require(driver.changes.first)
    driver.handle(.followUps(.waits(change, Waiting(id: "s.9", receiver: nil, givenAt: own.madeAt))))
    let removals = driver.session.door.removals
    #expect(driver.effects.contains(.store(.readAgain(removals: removals))))
    #expect(driver.notice == "Nothing was changed: it waits for the team's store, to go to the team. F3 takes it back.")
    driver.handle(.door(.storeReadAgain(drafts: [], links: [], followUps: [followUp()], removals: removals)))
    #expect(driver.session.followUps.all == [followUp()] && driver.changes.isEmpty)
  }

  @Test func aDueOneThatWaitsIsNotSaidToBeMoved() throws {
    var due = followUp()
    due.due = Date(timeIntervalSince1970: 1_795_344_000)
    let driver = try driver(StoreContents(followUps: [due]), hasRead: false)
    #expect(driver.banners.contains("Follow-up due since") && driver.banners.contains("waits for the team's store"))
    #expect(!driver.banners.contains("moves or ends it"))
  }

  @Test func aFollowUpIsTakenBack() throws {
    let followUp = followUp()
    var driver = try driver(StoreContents(followUps: [followUp]), hasRead: false)
    driver.press(.drafts)
    driver.choose("ask the pharmacy")
    #expect(rows(driver) == ["leave it as it is", "take it back: it stays yours"])
    driver.choose("take it back")
    #expect(driver.effects.contains(.store(.changeFollowUp(.waits("f1", nil, insteadOf: "s.9")))))
    #expect(takenBack(driver) == ["s.9"])
    driver.handle(.team(.read(team)))
    #expect(given(driver).isEmpty)
    driver.press(.followUpDone)
    #expect(driver.effects.contains { if case .store(.changeFollowUp(.done("f1", _))) = $0 { true } else { false } })
  }
}
