import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Follow-ups of the whole team on the desk.
struct ReminderDeskTests {
  private let avery: CaseID
  init() throws { avery = try CaseID(Sample.avery) }

  private func opened() throws -> SessionDriver {
    var driver = SessionDriver.inTeam()
    try driver.open(try Sample.detail())
    driver.handle(.team(.read(TeamView(members: ["kim"]))))
    return driver
  }

  private func reminder(_ driver: SessionDriver, isDue: Bool = true, doneBy: String? = nil) -> TeamView.Reminder {
    TeamView.Reminder(
      id: "r1", caseID: avery, patientName: "Avery Lindqvist", shortID: "ADA-TOSXM",
      due: driver.now + (isDue ? -60 : 86_400), text: "ask the pharmacy", author: "kim", doneBy: doneBy, isDue: isDue)
  }

  private func rows(_ driver: SessionDriver) -> String {
    (driver.picker?.rows ?? []).map { $0.spans.map(\.text).joined() }.joined(separator: "\n")
  }

  /// It is kept here until the team's store has it.
  @Test func aFollowUpIsMadeForTheTeam() throws {
    var driver = try opened()
    driver.press(.followUp)
    driver.type("tomorrow 9")
    driver.press(.accept)
    driver.type("ask the pharmacy")
    driver.press(.accept)
    #expect(rows(driver) == "you alone\nthe team: whoever sees to it marks it done")
    driver.choose("the team")
    var made: FollowUp?
    for case .store(.changeFollowUp(.made(let followUp))) in driver.effects { made = followUp }
    let own = try #require(made)
    var order: HandOverOrder?
    for case .team(.give(let given)) in driver.effects { order = given }
    let giving = try #require(order)
    #expect(giving.handed == .followUp(own) && giving.receiver == nil && own.text == "ask the pharmacy")
    driver.handle(.followUps(.kept(.made(own))))
    #expect(driver.session.followUps.all == [own])
    driver.handle(.team(.given(giving)))
    #expect(driver.session.followUps.all.isEmpty)
    #expect(driver.effects.contains(.store(.changeFollowUp(.given(own.id, handOver: nil)))))
    // Without a team it is the operator's own, and nobody is asked.
    var alone = SessionDriver.withStore()
    try alone.open(try Sample.detail())
    alone.press(.followUp)
    alone.type("tomorrow 9")
    alone.press(.accept)
    alone.type("call")
    alone.press(.accept)
    #expect(alone.picker == nil && alone.session.followUps.all.map(\.text) == ["call"])
  }

  @Test func aDueOneStandsInHeaderCaseAndListUntilSomebodyMarksItDone() throws {
    var driver = try opened()
    driver.handle(.team(.read(TeamView(reminders: [reminder(driver)]))))
    #expect(driver.header.contains("1 follow-up of the team due"))
    #expect(driver.banners.contains("The team's follow-up due since "))
    driver.press(.drafts)
    #expect(
      rows(driver).contains("THE TEAM'S FOLLOW-UP DUE  Avery L. ADA-TOSXM  ask the pharmacy  by kim"))
    driver.choose("FOLLOW-UP DUE")
    driver.choose("done")
    #expect(driver.effects.contains(.team(.finish(reminder(driver)))))
    driver.handle(.team(.finished(reminder(driver))))
    #expect(driver.notice == "Done: the team sees it.")
    #expect(driver.effects.contains(.record(.team(.finished, avery))))
    let done = reminder(driver, doneBy: "lee")
    driver.handle(.team(.read(TeamView(reminders: [done]))))
    #expect(!driver.header.contains("of the team due") && !driver.banners.contains("The team's follow-up"))
    driver.press(.drafts)
    #expect(rows(driver).contains("done by lee  Avery L. ADA-TOSXM"))
    driver.choose("done by lee")
    driver.choose("take it off")
    #expect(driver.effects.contains(.team(.remove(done))))
  }

  @Test func theCasesListOfFollowUpsHasThoseOfTheTeam() throws {
    var driver = try opened()
    driver.handle(.team(.read(TeamView(reminders: [reminder(driver, isDue: false)]))))
    #expect(driver.banners.contains("The team looks again "))
    #expect(!driver.header.contains("of the team due"))
    driver.press(.followUp)
    #expect(rows(driver).contains("the team's follow-up  Avery L."))
    driver.choose("another")
    #expect(driver.prompt?.title.hasPrefix("Look again at ") == true)
  }

  @Test func theWorklistMarksItsCase() throws {
    var driver = try opened()
    driver.handle(.team(.read(TeamView(reminders: [reminder(driver)]))))
    driver.press(.worklist)
    let page = CaseListPage(cases: [try Sample.detail()])
    driver.handle(.worklist(.pageArrived(.success(page), generation: driver.session.worklist.generation)))
    let list = try #require(driver.screen.worklist)
    let index = try #require(driver.session.worklist.index(of: avery), "it needs attention")
    let line = list.table.line(at: index, [.why])
    #expect(line.marks.contains(.followUp) && line.cells.first?.text == "the team's follow-up due")
  }
}
