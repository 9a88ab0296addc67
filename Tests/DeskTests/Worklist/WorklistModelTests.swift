import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

/// The worklist by itself: pages in, rows and effects out.
struct WorklistModelTests {
  private static let now = Date(timeIntervalSince1970: 1_795_344_120)

  private func id(_ number: Int) -> String {
    let digits = String(number)
    return "5b1d8c70-3f2e-4a96-8d41-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  /// Abandoned, so that each has a reason; the higher the number the longer ago it changed.
  private func listed(
    _ number: Int, status: String = "ABANDONED", escalated: Bool = false, minutesAgo: Int? = nil
  ) throws -> Case {
    let changed = Self.now.addingTimeInterval(-Double(minutesAgo ?? number) * 60).formatted(.iso8601)
    let text = """
      {"id":"\(id(number))","shortId":"ADA-\(number)","status":"\(status)","isArchived":false,"updatedAt":"\(changed)",
       "isEscalated":\(escalated),"orders":[],"payments":[],"comments":[],"calendarEvents":[],
       "submitter":{"firstName":"Pat","lastName":"\(number)","email":"p\(number)@example.com"}}
      """
    return try #require(Case(try JSONValue(parsing: Data(text.utf8))))
  }

  private func page(_ numbers: [Int], next: String? = nil, withoutID: Int = 0) throws -> CaseListPage {
    CaseListPage(cases: try numbers.map { try listed($0) }, withoutID: withoutID, next: next)
  }

  private func worklist(view: WorklistView = .needsAttention) -> Worklist {
    Worklist(WorklistQuery(window: .week, view: .builtIn(view)))
  }

  private func shown(_ list: Worklist) -> [String] { list.rows.map(\.shownShortID) }

  private func ask(_ list: inout Worklist) -> [Effect] { list.ask(at: Self.now, most: CaseListWalk.most) }

  private func take(_ list: inout Worklist, _ page: CaseListPage, generation: Int? = nil) -> [Effect] {
    list.pageArrived(.success(page), generation ?? list.generation, rules: WorklistRules(), at: Self.now)
  }

  private func queries(_ effects: [Effect]) -> [CaseListQuery] {
    effects.compactMap { if case .read(.fetchCases(let query, _)) = $0 { query } else { nil } }
  }

  // MARK: Pages

  /// A case of thousands of messages beside 99 others must not close the whole list.
  @Test func aPageThatIsTooLargeIsAskedForWithFewerCases() throws {
    var list = worklist()
    _ = ask(&list)
    _ = take(&list, try page([1, 2], next: "a"))
    func refuse() -> [Effect] {
      list.pageArrived(
        .failure(.tooLarge(httpStatus: 200)), list.generation, rules: WorklistRules(), at: Self.now)
    }
    for size in [25, 6, 1] {
      let again = queries(refuse())
      #expect(again.map(\.pageSize) == [size] && again.map(\.after) == ["a"])
      #expect(list.isAsking && list.soFar == 2)
    }
    #expect(refuse() == [.record(.listed(2))])
    #expect(list.standing == .failed(Care360Error.tooLarge(httpStatus: 200).sentence) && list.soFar == 0)
  }

  @Test func pagesAreAskedForOneByOne() throws {
    var list = worklist()
    let first = ask(&list)
    #expect(queries(first).count == 1 && first.count == 1)
    #expect(queries(first).first?.from == Self.now + 60 - 7 * 86_400)
    let second = take(&list, try page([1, 2], next: "a"))
    #expect(queries(second).map(\.after) == ["a"] && list.soFar == 2 && list.isAsking)
    #expect(take(&list, try page([3])) == [.record(.listed(3))])
    #expect(list.standing == .read(.complete) && list.readAt == Self.now)
  }

  @Test func aPageOfAnEarlierReadingIsDropped() throws {
    var list = worklist()
    _ = ask(&list)
    let old = list.generation
    _ = ask(&list)
    #expect(take(&list, try page([1]), generation: old).isEmpty && list.rows.isEmpty)
    _ = list.stop(at: Self.now)
    #expect(take(&list, try page([1]), generation: old + 1).isEmpty && list.rows.isEmpty)
  }

  @Test func theGravestStandsFirstWhilePagesCome() throws {
    var list = worklist()
    _ = ask(&list)
    _ = take(&list, try page([1, 2], next: "a"))
    #expect(shown(list) == ["ADA-2", "ADA-1"] && list.selectedID == nil)
    _ = take(&list, CaseListPage(cases: [try listed(9, escalated: true), try listed(5)]))
    #expect(shown(list) == ["ADA-9", "ADA-5", "ADA-2", "ADA-1"])
    #expect(list.selected?.shownShortID == "ADA-9", "the first one, once it is whole")
  }

  @Test func noRowMovesWhileOneIsSelected() throws {
    var list = worklist()
    _ = ask(&list)
    _ = take(&list, try page([1, 2], next: "a"))
    list.move(.down, page: 10)
    #expect(list.selected?.shownShortID == "ADA-2")
    _ = take(&list, CaseListPage(cases: [try listed(9, escalated: true), try listed(5)]))
    #expect(shown(list) == ["ADA-2", "ADA-1", "ADA-9", "ADA-5"])
    #expect(list.selected?.shownShortID == "ADA-2")
  }

  @Test func stoppingKeepsWhatCame() throws {
    var list = worklist()
    _ = ask(&list)
    _ = take(&list, try page([1, 2], next: "a"))
    #expect(list.stop(at: Self.now) == [.read(.cancelCases), .record(.listed(2))])
    #expect(list.standing == .stopped && list.rows.count == 2)
  }

  @Test func aFailureKeepsWhatCame() throws {
    var list = worklist()
    _ = ask(&list)
    _ = take(&list, try page([1, 2], next: "a"))
    let effects = list.pageArrived(
      .failure(Sample.serverFault), list.generation, rules: WorklistRules(), at: Self.now)
    #expect(effects == [.record(.listed(2))] && list.standing == .failed(Sample.serverFault.sentence))
    #expect(list.rows.count == 2)
  }

  @Test func aListThatFailsAtOnceIsNotRecorded() {
    var list = worklist()
    _ = ask(&list)
    let failed = list.pageArrived(
      .failure(.timedOut(httpStatus: nil)), list.generation, rules: WorklistRules(), at: Self.now)
    #expect(failed.isEmpty && list.standing == .failed(Care360Error.timedOut(httpStatus: nil).sentence))
  }

  // MARK: What the service may do

  @Test func aListThatNeverEndsIsLeftAndSaysSo() throws {
    var list = worklist()
    _ = ask(&list)
    _ = take(&list, try page([1], next: "a"))
    #expect(take(&list, try page([2], next: "a")) == [.record(.listed(2))], "the same cursor again")
    #expect(list.standing == .read(.goesInCircles))
  }

  @Test func aListOfOneCaseAPageIsLeftAndSaysSo() throws {
    var driver = SessionDriver { $0.worklist.view = .builtIn(.all) }
    driver.press(.worklist)
    var pages = 0
    while driver.session.worklist.isAsking, pages < 3000 {
      pages += 1
      driver.handle(
        .worklist(.pageArrived(.success(try page([pages], next: "\(pages)")), generation: driver.listGeneration)))
    }
    #expect(pages == 60 && driver.listRows.count == 60 && driver.effects.contains(.record(.listed(60))))
    #expect(driver.session.worklist.standing == .read(.tooManyPages))
    #expect(driver.screen.worklist?.banners.map(\.role) == [.warning])
    #expect(driver.screen.worklist?.badge.text.hasSuffix("not complete") == true)
  }

  @Test func aCaseThatComesTwiceIsListedOnce() throws {
    var list = worklist()
    _ = ask(&list)
    _ = take(&list, try page([1, 2, 1], next: "a"))
    _ = take(&list, try page([2, 3], withoutID: 2))
    #expect(list.rows.count == 3 && list.withoutID == 2)
  }

  @Test func itStopsAtItsLimit() throws {
    var list = worklist()
    _ = list.ask(at: Self.now, most: 3)
    #expect(take(&list, try page([1, 2, 3, 4], next: "a")) == [.record(.listed(3))])
    #expect(list.standing == .read(.tooMany) && list.rows.count == 3)
  }

  @Test func aCaseWithNothingButItsIDIsARow() throws {
    var list = worklist()
    _ = ask(&list)
    let bare = try #require(Case(.object(["id": .string(id(7))])))
    _ = take(&list, CaseListPage(cases: [bare]))
    #expect(list.selected?.patient == "name not given" && list.selected?.statusWords == "status not given")
    #expect(list.selected?.why(at: Self.now).contains("look: status not given") == true)
  }

  @Test func aWordThatIsNotKnownAndATimeToComeHideNoCase() throws {
    var list = worklist()
    _ = ask(&list)
    _ = take(
      &list, CaseListPage(cases: [try listed(1, status: "ON_HOLD", minutesAgo: -600), try listed(2, minutesAgo: -601)]))
    #expect(list.rows.map { $0.why(at: Self.now) } == ["look: case status ON_HOLD now", "abandoned now"])
  }

  /// A case with any of what decides about views, marks and orders, or nothing of it.
  private func anyCase(_ number: Int, _ random: inout SeededGenerator) throws -> Case {
    let statuses = ["OPEN", "ASSIGNED", "IN_PROGRESS", "APPROVED", "REJECTED", "NO_DECISION", "ABANDONED", "ON_HOLD"]
    let possible = [
      #""status":"\#(statuses[random.below(statuses.count)])""#, #""isArchived":true"#, #""isEscalated":true"#,
      #""shortId":"ADA-\#(number)""#, #""orders":[]"#, #""payments":[{"status":"FROZEN"}]"#,
      #""comments":[{"isRestricted":false,"author":{"role":"USER"}}]"#, #""submitter":{"firstName":"Pat"}"#,
      #""updatedAt":"2026-11-0\#(number % 9 + 1)T10:00:00Z""#,
    ]
    let members = [#""id":"\#(id(number))""#] + possible.filter { _ in random.below(2) == 0 }
    return try #require(Case(try JSONValue(parsing: Data("{\(members.joined(separator: ","))}".utf8))))
  }

  /// In every order, and in whatever pages they came.
  @Test func inAllEveryCaseThatCameStandsOnce() throws {
    var random = SeededGenerator(seed: 70)
    for round in 0..<40 {
      let cases = try (1...20).map { try anyCase($0, &random) }
      let expected = cases.map(\.id.text).sorted()
      var list = worklist(view: .all)
      _ = ask(&list)
      for start in stride(from: 0, to: cases.count, by: 5) {
        if random.below(2) == 0 { list.move(.down, page: 10) }
        let again = cases.prefix(random.below(start + 1))
        let next = start + 5 < cases.count ? String(start) : nil
        _ = take(&list, CaseListPage(cases: Array(cases[start..<start + 5]) + Array(again), next: next))
      }
      #expect(list.standing == .read(.complete))
      #expect(list.rows.map(\.id.text).sorted() == expected, "round \(round)")
      for column in WorklistColumn.allCases {
        list.choose(WorklistQuery(window: .week, view: .builtIn(.all), sort: column))
        #expect(list.rows.map(\.id.text).sorted() == expected, "round \(round), by \(column)")
      }
    }
  }

  // MARK: Reading it again

  private func read(_ numbers: [Int]) throws -> Worklist {
    var list = worklist()
    _ = ask(&list)
    _ = take(&list, try page(numbers))
    return list
  }

  @Test func aSecondReadingMarksWhatIsNewAndChanged() throws {
    var list = try read([1, 2, 3])
    list.move(.down, page: 10)
    #expect(list.selected?.shownShortID == "ADA-2")
    _ = ask(&list)
    _ = take(&list, CaseListPage(cases: [try listed(2), try listed(9)], next: "a"))
    #expect(shown(list) == ["ADA-3", "ADA-2", "ADA-1"], "nothing moves before it is whole")
    _ = take(&list, CaseListPage(cases: [try listed(1, escalated: true)]))
    #expect(shown(list) == ["ADA-1", "ADA-9", "ADA-2"])
    #expect(list.news == [try CaseID(id(9)): .new, try CaseID(id(1)): .changed])
    #expect(list.selected?.shownShortID == "ADA-2", "the selection stays on its case")
  }

  @Test func aSelectedRowThatLeftSelectsNoOther() throws {
    var list = try read([1, 2, 3])
    _ = ask(&list)
    _ = take(&list, try page([1, 2]))
    #expect(list.selected == nil && list.selectedID == nil)
    list.move(.down, page: 10)
    #expect(list.selected?.shownShortID == "ADA-2", "the row that stands where it was")
  }

  @Test func aSecondReadingThatIsNotWholeTakesNothingAway() throws {
    var list = try read([1, 2, 3])
    _ = ask(&list)
    _ = take(&list, CaseListPage(cases: [try listed(9), try listed(2, escalated: true)], next: "a"))
    _ = list.stop(at: Self.now)
    #expect(shown(list) == ["ADA-3", "ADA-2", "ADA-1", "ADA-9"])
    #expect(list.rows[1].reasons.first?.kind == .escalated)
  }

  // MARK: Views and orders

  @Test func viewsAndOrdersAreChosenHere() throws {
    var list = try read([1, 2, 3])
    list.select(try CaseID(id(1)))
    list.choose(WorklistQuery(window: .week, view: .builtIn(.needsAttention), sort: .patient))
    #expect(shown(list) == ["ADA-1", "ADA-2", "ADA-3"] && list.selected?.shownShortID == "ADA-1")
    list.choose(WorklistQuery(window: .week, view: .builtIn(.closed)))
    #expect(list.rows.isEmpty && list.selectedID == nil && list.readCount == 3)
    let own = OwnWorklistView(name: "left", statuses: [.abandoned], reasons: [.abandoned])
    list.choose(WorklistQuery(window: .week, view: .own(own), sort: .changed))
    #expect(shown(list) == ["ADA-1", "ADA-2", "ADA-3"])
  }

  @Test func findGoesRound() throws {
    var list = try read([1, 2, 3])
    let order = list.rows.map(\.shownShortID)
    #expect(list.find(SearchText("pat 1"))?.count == 1 && list.selected?.shownShortID == "ADA-1")
    #expect(list.find(SearchText("abandoned")) != nil && list.selected?.shownShortID == "ADA-3", "from the top again")
    #expect(list.find(SearchText("nobody")) == nil && list.selected?.shownShortID == "ADA-3")
    let (next, selected) = (list.find(SearchText("pat")), list.selected?.shownShortID)
    let after = list.find(SearchText("pat"))
    #expect(next?.count == 3 && selected == next.map { order[$0.place - 1] })
    #expect(after?.place == next.map { $0.place % 3 + 1 })
  }

  // MARK: Leaving

  @Test func nothingOfAPatientIsLeftAfterAWipe() throws {
    var list = try read([1, 2, 3])
    list.open()
    _ = ask(&list)
    _ = take(&list, try page([4], next: "a"))
    let generation = list.generation
    list.wipe()
    var text = ""
    dump(list, to: &text)
    #expect(!text.contains("Pat") && !text.contains("ADA-") && !text.contains("5b1d8c70"))
    #expect(list.isOpen && list.standing == .wiped)
    #expect(take(&list, try page([5]), generation: generation).isEmpty && list.rows.isEmpty)
  }
}
