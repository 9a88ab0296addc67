import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The worklist on the desk: opening rows, going on, the lock, the refused key.
struct WorklistDeskTests {
  private func open(adjusting: (inout DeskSettings) -> Void = { _ in }) throws -> SessionDriver {
    var driver = SessionDriver { settings in
      settings.worklist.view = .builtIn(.all)
      adjusting(&settings)
    }
    driver.press(.worklist)
    #expect(driver.screen.worklist?.emptyText.map(\.text) == ["Asking the service …"])
    driver.listed([try Sample.detail(), try Sample.joDetail()])
    return driver
  }

  private func selected(_ driver: SessionDriver) -> String? {
    guard let list = driver.screen.worklist, let index = list.selected else { return nil }
    return list.table.line(at: index, [.shortID]).cells[0].text
  }

  @Test func aRowOpensItsCaseAsARecentDoes() throws {
    var driver = try open()
    let first = try #require(selected(driver))
    driver.press(.accept)
    #expect(driver.screen.focus == .caseDetail && driver.shownCase == nil, "not before the live answer")
    #expect(
      driver.effects.contains {
        if case .read(.fetchCase(.id(let id), _)) = $0 { id.text == Sample.avery } else { false }
      })
    #expect(
      driver.effects.contains { if case .read(.findLatestCase) = $0 { true } else { false } },
      "whether there is a newer one is asked too")
    #expect(driver.reason(.refill) == "wait for the service's answer")
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.screen.casePane.title == "Case 1 of 2 · \(first) · Avery Lindqvist · 1988-04-02")
    #expect(driver.effects.contains(.record(.view(try CaseID(Sample.avery)))))
    driver.press(.worklist)
    #expect(driver.screen.focus == .worklist && selected(driver) == first && driver.effects.isEmpty)
  }

  @Test func onlyATextThatWasBegunMarksItsRow() throws {
    var driver = try open { $0.author = Sample.author }
    driver.press(.accept)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    func marks(_ driver: SessionDriver) -> [WorklistMark] {
      (driver.screen.worklist?.table.line(at: 0, []).marks ?? []).filter { $0 == .draft }
    }
    driver.press(.message)
    #expect(marks(driver).isEmpty)
    driver.type("Hello")
    #expect(marks(driver) == [.draft])
  }

  @Test func theNextRowOpensAndTheLastHasNone() throws {
    var driver = try open()
    driver.press(.accept)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    driver.press(.nextCase)
    driver.latest(.success(try CaseID(Sample.jo)))
    driver.found(.success(try Sample.joDetail()))
    #expect(driver.screen.casePane.title.hasPrefix("Case 2 of 2 · ADA-QF2RM"))
    driver.press(.nextCase)
    #expect(driver.notice == "That was the last row of the worklist." && driver.shownCase?.detail.id.text == Sample.jo)
    driver.press(.previousCase)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.screen.casePane.title.hasPrefix("Case 1 of 2"))
  }

  /// A newer case of the patient is offered, never opened by itself.
  @Test func aNewerCaseOfThePatientIsSaid() throws {
    var driver = try open()
    driver.press(.accept)
    driver.latest(.success(try CaseID(Sample.averyOlder)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.banners.contains("There is a newer case of this patient"))
  }

  @Test func noKeyActsOnTheCaseBehindAnotherRow() throws {
    var driver = try open()
    driver.press(.accept)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.reason(.refill) == nil)
    driver.press(.worklist)
    #expect(driver.reason(.refill) == nil, "its own row is selected")
    driver.move(.down)
    #expect(driver.reason(.refill)?.hasPrefix("the worklist has another case selected") == true)
    #expect(driver.reason(.wrongPerson)?.hasPrefix("the worklist has another case selected") == true)
  }

  @Test func theLockTakesTheList() throws {
    var driver = try open()
    driver.press(.refresh)
    driver.handle(
      .worklist(
        .pageArrived(
          .success(CaseListPage(cases: [try Sample.joDetail()], next: "a")), generation: driver.listGeneration)))
    driver.press(.lock)
    #expect(driver.effects.contains(.read(.cancelCases)) && driver.effects.contains(.record(.listed(1))))
    #expect(driver.listRows.isEmpty)
    driver.press(.accept)
    #expect(driver.lockScreen == nil)
    #expect(driver.screen.worklist?.table.count == 0)
    #expect(driver.screen.worklist?.emptyText.first?.text == "The lock cleared the list: F5 reads it again.")
  }

  /// However the lock came.
  @Test func underTheLockThereIsNoList() throws {
    var driver = try open { $0.lock = LockRule(idleMinutes: 1, asksForSecret: false) }
    driver.uptime += 61
    driver.handle(.worklist(.nextCaseTimerFired))
    #expect(driver.lockScreen != nil && driver.listRows.isEmpty)
  }

  /// Not in the list, nor in what stood above it, nor in a page of a reading that the lock cut short.
  @Test func underTheLockNothingOfARowIsLeft() throws {
    var driver = try open()
    driver.press(.worklistOrder, .back, .refresh)
    driver.handle(
      .worklist(
        .pageArrived(
          .success(CaseListPage(cases: [try Sample.joDetail()], next: "a")), generation: driver.listGeneration)))
    let traces = ["Avery L.", "ADA-TOSXM", Sample.avery, "Jo P.", "ADA-QF2RM", Sample.jo]
    for trace in traces { #expect(driver.everything.contains(trace), "the search finds what is there: \(trace)") }
    driver.press(.lock)
    for trace in traces { #expect(!driver.everything.contains(trace), "\(trace)") }
  }

  @Test func aRefusedKeyHidesTheList() throws {
    var driver = try open()
    driver.press(.refresh)
    driver.listFailed(Sample.badKey)
    #expect(driver.screen.worklist?.table.count == 0)
    #expect(driver.screen.worklist?.emptyText.map(\.text) == ["Hidden: the service refuses the API key."])
    driver.press(.nextCase)
    #expect(driver.notice == "next-case is off: the service refuses the API key")
    driver.press(.accept)
    #expect(driver.shownCase == nil && driver.screen.focus == .worklist)
    driver.press(.back, .refresh)
    driver.press(.worklist, .refresh)
    driver.listed([try Sample.detail()])
    #expect(driver.screen.worklist?.table.count == 1, "a list that is accepted shows it again")
  }

  @Test func thePolicyTakesItAway() throws {
    var driver = SessionDriver { $0.worklist.isAllowed = false }
    driver.press(.worklist)
    #expect(driver.notice == "worklist is off: the site policy keeps the worklist off")
    #expect(driver.screen.worklist == nil && driver.effects.isEmpty)
  }

  /// Nothing asks for it by itself.
  @Test func anOldListSaysHowOldItIs() throws {
    var driver = try open()
    #expect(driver.screen.worklist?.badge == Span("2 cases, read 10:42", .success))
    driver.now += 299
    #expect(driver.screen.worklist?.badge.role == .success)
    driver.now += 1
    #expect(driver.screen.worklist?.badge == Span("2 cases, read 10:42, 5 min ago", .stale))
  }

  // MARK: After a write

  private func wrote(_ driver: inout SessionDriver) throws {
    driver.press(.accept)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    try driver.changeBundle("premium")
    driver.handle(
      .writes(
        .ended(
          .success(
            Written(value: .bundle(BundleReference(id: try BundleID("premium"), name: "Premium")), isRecorded: true)),
          write: 1)))
  }

  @Test func afterAWriteTheNextIsOffered() throws {
    var driver = try open()
    try wrote(&driver)
    let banner = driver.banners.split(separator: "\n").first { $0.contains("next-case") }
    #expect(banner == "“next-case” opens the next case of the worklist: ADA-QF2RM Jo P.")
    #expect(!driver.effects.contains { if case .timer(.nextCase) = $0 { true } else { false } })
  }

  @Test func afterAWriteTheNextOpensOnceTheOutcomeWasShown() throws {
    var driver = try open { $0.worklist.goesToNext = true }
    try wrote(&driver)
    #expect(driver.effects.contains(.timer(.nextCase(seconds: 2))))
    #expect(driver.shownCase?.detail.id.text == Sample.avery)
    driver.handle(.worklist(.nextCaseTimerFired))
    #expect(driver.shownCase == nil)
    #expect(
      driver.effects.contains { if case .read(.fetchCase(.id(let id), _)) = $0 { id.text == Sample.jo } else { false } }
    )
  }

  @Test func whoeverPressesAKeyStays() throws {
    var driver = try open { $0.worklist.goesToNext = true }
    try wrote(&driver)
    driver.move(.down)
    driver.handle(.worklist(.nextCaseTimerFired))
    #expect(driver.shownCase?.detail.id.text == Sample.avery)
  }

  /// A link has to be taken along first.
  @Test func anOutcomeThatStandsOpenIsReadFirst() throws {
    var driver = try open { $0.worklist.goesToNext = true }
    driver.press(.accept)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    driver.requestRefill()
    driver.handle(
      .writes(.ended(.success(Written(value: .link("https://example.com/1"), isRecorded: true)), write: 1)))
    #expect(driver.reading != nil)
    driver.handle(.worklist(.nextCaseTimerFired))
    #expect(driver.reading != nil && driver.shownCase?.detail.id.text == Sample.avery)
    driver.press(.back)
    #expect(driver.shownCase == nil, "closing it goes on")
  }

  // MARK: Choosing

  @Test func statusesAreSwitchedAndAskedForOnLeaving() throws {
    var driver = try open()
    driver.press(.worklistStatuses, .accept)
    #expect(driver.picker?.rows.first?.spans.map(\.text).joined() == "[x] open")
    driver.move(.down)
    driver.press(.accept, .back)
    let query = driver.effects.compactMap { if case .read(.fetchCases(let query, _)) = $0 { query } else { nil } }
    #expect(query.map(\.statuses) == [[.open, .assigned]])
    #expect(driver.screen.worklist?.title == "Worklist · all · 7 days · open, assigned")
  }

  @Test func anotherTimeAsksAndAnotherViewDoesNot() throws {
    var driver = try open()
    driver.press(.worklistView)
    driver.choose("closed")
    #expect(driver.effects.isEmpty && driver.screen.worklist?.title == "Worklist · closed · 7 days")
    #expect(driver.screen.worklist?.emptyText.first?.text == "No cases in this view.")
    driver.press(.worklistWindow)
    driver.choose("30")
    #expect(driver.effects.contains { if case .read(.fetchCases) = $0 { true } else { false } })
  }
}

extension SessionDriver {
  var listGeneration: Int { session.worklist.generation }
  var listRows: [WorklistRow] { session.worklist.rows }

  /// The whole list in one page.
  mutating func listed(_ cases: [Case]) {
    handle(.worklist(.pageArrived(.success(CaseListPage(cases: cases)), generation: listGeneration)))
  }

  mutating func listFailed(_ error: Care360Error) {
    handle(.worklist(.pageArrived(.failure(error), generation: listGeneration)))
  }
}
