import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Follow-ups in the worklist: the due ones on top, the cases that the list did not bring, the view of one's own.
struct FollowUpWorklistTests {
  private var now: Date { SessionDriver().now }

  private func open(
    _ view: WorklistView, _ followUps: [FollowUp], listed: [Case]? = nil
  ) throws -> SessionDriver {
    var driver = SessionDriver { $0.worklist.view = .builtIn(view) }
    driver.handle(.door(.storeOpened(StoreContents(followUps: followUps))))
    driver.press(.worklist)
    driver.listed(try listed ?? [Sample.detail(), Sample.joDetail()])
    return driver
  }

  private func shortIDs(_ driver: SessionDriver) -> [String] { driver.listRows.map(\.shownShortID) }

  private func line(_ row: Int, _ driver: SessionDriver) -> WorklistLine? {
    driver.screen.worklist?.table.line(at: row, [.shortID, .patient, .status, .why])
  }

  private func why(_ row: Int, _ driver: SessionDriver) -> String { line(row, driver)?.cells.last?.text ?? "" }

  private func isMarked(_ row: Int, _ driver: SessionDriver) -> Bool {
    line(row, driver)?.marks.contains(.followUp) == true
  }

  /// Jo's case has a reason of its own in neither order.
  @Test func aDueOneStandsOnTop() throws {
    let due = try Sample.followUp(of: Sample.jo, due: now - 7200)
    let without = try open(.all, [])
    #expect(shortIDs(without) == ["ADA-TOSXM", "ADA-QF2RM"])
    let driver = try open(.all, [due])
    #expect(shortIDs(driver) == ["ADA-QF2RM", "ADA-TOSXM"])
    #expect(why(0, driver) == "follow-up due 2h" && isMarked(0, driver) && !isMarked(1, driver))
    // Whatever the order.
    var ordered = driver
    ordered.press(.worklistOrder)
    ordered.choose("by patient")
    #expect(shortIDs(ordered) == ["ADA-QF2RM", "ADA-TOSXM"])
  }

  @Test func aCaseThatTheListDidNotBringIsThere() throws {
    let driver = try open(.needsAttention, [try Sample.followUp(of: Sample.jo, due: now - 60)], listed: [])
    #expect(shortIDs(driver) == ["ADA-QF2RM"])
    #expect(line(0, driver)?.cells.map(\.text) == ["ADA-QF2RM", "Jo P.", "not in list", "follow-up due 1m"])
    var opened = driver
    opened.press(.accept)
    #expect(
      opened.effects.contains {
        if case .read(.fetchCase(.id(let id), _)) = $0 { id.text == Sample.jo } else { false }
      })
  }

  /// The view has no row without a reason; a due follow-up is one, another time is none.
  @Test func aDueOneNeedsAttention() throws {
    let quiet = try Sample.detail(more: #""orders":[{"id":"o","status":"DELIVERED"}]"#)
    #expect(try open(.needsAttention, [], listed: [quiet]).listRows.isEmpty)
    let later = try open(.needsAttention, [try Sample.followUp(due: now + 60)], listed: [quiet])
    #expect(later.listRows.isEmpty)
    #expect(try shortIDs(open(.needsAttention, [try Sample.followUp(due: now)], listed: [quiet])) == ["ADA-TOSXM"])
    #expect(try open(.closed, [try Sample.followUp(due: now)], listed: [quiet]).listRows.isEmpty)
  }

  @Test func myFollowUpsAreAViewInTheOrderOfTheirTime() throws {
    let driver = try open(
      .followUps,
      [try Sample.followUp(due: now + 3 * 86_400), try Sample.followUp("j", of: Sample.jo, due: now + 7200)],
      listed: [try Sample.detail()])
    #expect(shortIDs(driver) == ["ADA-QF2RM", "ADA-TOSXM"])
    #expect(why(0, driver) == "follow-up in 2h" && why(1, driver) == "follow-up in 3d")
    #expect(driver.screen.worklist?.title == "Worklist · my follow-ups · 7 days")
    #expect(!isMarked(0, driver))
    #expect(try open(.followUps, []).listRows.isEmpty)
  }

  /// Of two, the first to wake counts.
  @Test func aCaseIsOneRow() throws {
    let driver = try open(
      .followUps, [try Sample.followUp("a", due: now + 7200), try Sample.followUp("b", due: now - 3600)])
    #expect(shortIDs(driver) == ["ADA-TOSXM"] && why(0, driver) == "follow-up due 1h")
  }

  @Test func theListWakesOneThatThePatientWroteTo() throws {
    let wrote = Date(timeIntervalSince1970: (now - 300).timeIntervalSince1970.rounded(.down))
    let driver = try open(
      .all, [try Sample.followUp(of: Sample.jo, due: now + 86_400, setAt: now - 600)],
      listed: [
        try Sample.detail(),
        try Sample.detail(
          Sample.jo, shortID: "ADA-QF2RM", first: "Jo", last: "Park", email: Sample.joMail, products: [], bundle: nil,
          more: Sample.message(wrote)),
      ])
    #expect(driver.changes == [.woken("a", by: wrote)])
    #expect(shortIDs(driver) == ["ADA-QF2RM", "ADA-TOSXM"])
    #expect(why(0, driver) == "patient wrote, follow-up 5m" && isMarked(0, driver))
  }

  /// No row moves under the cursor: the mark comes with the next key, the order with the next reading.
  @Test func nothingMovesWhenOneBecomesDue() throws {
    var driver = try open(.all, [try Sample.followUp(of: Sample.jo, due: now + 60)])
    #expect(shortIDs(driver) == ["ADA-TOSXM", "ADA-QF2RM"] && !isMarked(1, driver))
    driver.pass(60)
    driver.press(.down)
    #expect(shortIDs(driver) == ["ADA-TOSXM", "ADA-QF2RM"] && isMarked(1, driver))
    driver.press(.refresh)
    driver.listed([try Sample.detail(), try Sample.joDetail()])
    #expect(shortIDs(driver) == ["ADA-QF2RM", "ADA-TOSXM"])
  }

  @Test func theSelectedRowTakesAFollowUp() throws {
    var driver = try open(.all, [])
    driver.move(.down)
    #expect(driver.reason(.followUp) == nil && driver.reason(.followUpDone) != nil)
    driver.press(.followUp)
    #expect(driver.prompt?.title == "Look again at Jo P. · ADA-QF2RM")
    driver.type("in 2 h")
    driver.press(.accept)
    driver.type("ask")
    driver.press(.accept)
    #expect(driver.followUps.map(\.caseID.text) == [Sample.jo] && driver.screen.focus == .worklist)
    driver.storeTakesChanges()
    driver.press(.followUpDone)
    #expect(driver.followUps.isEmpty)
    driver.storeTakesChanges()
    #expect(driver.changes.isEmpty && shortIDs(driver) == ["ADA-TOSXM", "ADA-QF2RM"])
  }

  /// The row that is gone from the list stays until the list is read again.
  @Test func aRowWhoseFollowUpIsDoneStaysUntilF5() throws {
    var driver = try open(.all, [try Sample.followUp(of: Sample.jo, due: now - 60)], listed: [try Sample.detail()])
    #expect(shortIDs(driver) == ["ADA-QF2RM", "ADA-TOSXM"])
    driver.press(.followUpDone)
    #expect(shortIDs(driver) == ["ADA-QF2RM", "ADA-TOSXM"] && !isMarked(0, driver) && why(0, driver).isEmpty)
    driver.press(.refresh)
    driver.listed([try Sample.detail()])
    #expect(shortIDs(driver) == ["ADA-TOSXM"])
  }

  @Test func aPageThatBringsTheCaseReplacesItsRow() throws {
    var driver = SessionDriver { $0.worklist.view = .builtIn(.all) }
    driver.handle(.door(.storeOpened(StoreContents(followUps: [try Sample.followUp(due: now - 60)]))))
    driver.press(.worklist)
    #expect(shortIDs(driver) == ["ADA-TOSXM"], "before the service answers")
    driver.move(.down)
    driver.listed([try Sample.joDetail(), try Sample.detail()])
    #expect(shortIDs(driver) == ["ADA-TOSXM", "ADA-QF2RM"])
    #expect(line(0, driver)?.cells[2].text == "approved")
  }

  @Test func theLockTakesTheRowsAlong() throws {
    var driver = try open(.followUps, [try Sample.followUp(due: now - 60)], listed: [])
    driver.press(.lock)
    #expect(driver.listRows.isEmpty)
    driver.handle(.door(.unlocked(nil)))
    #expect(driver.listRows.isEmpty)
    driver.press(.back, .worklist)
    driver.listed([])
    #expect(shortIDs(driver) == ["ADA-TOSXM"])
  }

  @Test func theRefusedKeyHidesThem() throws {
    var driver = try open(.followUps, [try Sample.followUp(due: now - 60)], listed: [])
    driver.press(.refresh)
    driver.listFailed(Sample.badKey)
    #expect(driver.screen.worklist?.table.count == 0)
    #expect(driver.reason(.followUp) == "the service refuses the API key")
  }
}
