import Foundation
import Testing

@testable import Care360

struct CaseListTests {
  private static let start = Date(timeIntervalSince1970: 1_795_000_000)

  private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Data(text.utf8)) }

  private func id(_ number: Int) -> String { String(format: "00000000-0000-4000-8000-%012d", number) }

  private func cases(_ numbers: Range<Int>) throws -> [Case] {
    try numbers.map { try #require(Case(try json(#"{"id":"\#(id($0))"}"#))) }
  }

  @Test func theRequestHasTheDocumentedParameters() throws {
    let query = CaseListQuery(
      from: Self.start, until: Self.start + 86_400, statuses: [.open, .assigned], after: "a&b")
    let request = Route.caseList(query).request(base: try BaseURL(Rig.base), secret: try Secret(validating: "k".utf8))
    #expect(request.method == .get && request.path == "/api/v1/cases")
    #expect(
      request.url.hasSuffix(
        "/api/v1/cases?startTime=2026-11-18T11%3A06%3A40Z&endTime=2026-11-19T11%3A06%3A40Z&recordsPerPage=100"
          + "&includeOrders=true&includeCalendarEvents=true&includePayments=true&status=OPEN%2CASSIGNED&after=a%26b"))
    #expect(request.redacted.contains("cv-api-key: [redacted]"))
  }

  /// Which key holds the list is not documented.
  @Test(arguments: [
    #"{"data":[C],"pageInfo":P}"#, #"{"cases":[C],"pageInfo":P}"#, #"{"data":{"cases":[C],"pageInfo":P}}"#,
    #"{"data":{"cases":[C]},"pageInfo":P}"#,
  ])
  func thePageIsFoundWhereverItStands(_ shape: String) throws {
    let info = #"{"cursor":{"start":"x","end":"\#(id(1))"},"hasNextPage":true,"hasPreviousPage":false}"#
    let text = shape.replacing("C", with: #"{"id":"\#(id(1))"},{"id":7},{}"#).replacing("P", with: info)
    let page = try #require(CaseListPage(try json(text)))
    #expect(page.cases.map(\.id.text) == [id(1)] && page.withoutID == 2 && page.next == id(1))
  }

  /// Cases with many messages fill an answer up to the limit: fewer of them fit.
  @Test func aPageThatIsTooLargeIsAskedForWithFewerCases() throws {
    var walk = CaseListWalk(from: Self.start, until: Self.start + 86_400 * 61)
    walk.take(CaseListPage(cases: try cases(0..<2), next: id(1)))
    var sizes: [Int] = []
    while walk.askForLess() { sizes.append(try #require(walk.next).pageSize) }
    #expect(sizes == [25, 6, 1])
    let query = try #require(walk.next)
    #expect(query.after == id(1))
    let url = Route.caseList(query).request(base: try BaseURL(Rig.base), secret: try Secret(validating: "k".utf8)).url
    #expect(url.contains("&recordsPerPage=1&"))
    walk.take(CaseListPage(cases: try cases(2..<3)))
    #expect(walk.next?.pageSize == 1 && walk.next?.after == nil, "the next span too")
    walk.take(CaseListPage(cases: []))
    #expect(walk.end == .complete && walk.count == 3 && !walk.askForLess())
    let page = CaseListPage(try json(#"{"data":[{"id":"\#(id(1))"}]}"#), size: 1)
    #expect(page?.next == id(1), "a full page may not be the last one")
  }

  @Test func aPageWithoutAListIsNone() throws {
    for text in [#"{"data":{}}"#, #"{"data":"x"}"#, "{}", #"{"pageInfo":{"hasNextPage":true}}"#] {
      #expect(CaseListPage(try json(text)) == nil, "\(text)")
    }
  }

  @Test func whatThePageDoesNotSayIsTakenFromItsCases() throws {
    let one = #"{"id":"\#(id(1))"}"#
    #expect(CaseListPage(try json(#"{"data":[\#(one)]}"#))?.next == nil, "a short page is the last one")
    let full = Array(repeating: one, count: 100).joined(separator: ",")
    #expect(CaseListPage(try json(#"{"data":[\#(full)]}"#))?.next == id(1), "a full one may not be")
    #expect(CaseListPage(try json(#"{"data":[\#(one)],"pageInfo":{"hasNextPage":true}}"#))?.next == id(1))
    #expect(
      CaseListPage(try json(#"{"data":[\#(one)],"pageInfo":{"hasNextPage":false,"cursor":{"end":"x"}}}"#))?.next == nil)
  }

  // MARK: The walk

  @Test func aSpanOverSixtyDaysIsWalkedInSeveralNewestFirst() throws {
    var walk = CaseListWalk(from: Self.start, until: Self.start + 100 * 86_400)
    let first = try #require(walk.next)
    #expect(first.until == Self.start + 100 * 86_400 && first.from == Self.start + 40 * 86_400 && first.after == nil)
    walk.take(CaseListPage(cases: try cases(0..<2), next: id(1)))
    #expect(walk.next?.after == id(1) && walk.next?.from == first.from)
    walk.take(CaseListPage(cases: try cases(2..<3)))
    #expect(walk.next?.from == Self.start && walk.next?.until == first.from && walk.next?.after == nil)
    let new = walk.take(CaseListPage(cases: try cases(2..<4)))
    #expect(new.map(\.id.text) == [id(3)], "a case on the border of two spans comes once")
    #expect(walk.end == .complete && walk.next == nil && walk.count == 4)
  }

  @Test func nothingToWalkIsComplete() {
    #expect(CaseListWalk(from: Self.start, until: Self.start).end == .complete)
    #expect(CaseListWalk(from: Self.start, until: Self.start - 1).next == nil)
  }

  /// The same cursor again, a cycle of cursors, or new cursors without a case that is new.
  @Test func aListThatNeverEndsIsLeft() throws {
    var same = CaseListWalk(from: Self.start, until: Self.start + 1)
    same.take(CaseListPage(cases: try cases(0..<1), next: "a"))
    same.take(CaseListPage(cases: try cases(1..<2), next: "a"))
    #expect(same.end == .goesInCircles && same.count == 2)

    var cycle = CaseListWalk(from: Self.start, until: Self.start + 1)
    for (number, cursor) in ["a", "b", "c", "a"].enumerated() {
      cycle.take(CaseListPage(cases: try cases(number..<number + 1), next: cursor))
    }
    #expect(cycle.end == .goesInCircles)

    var idle = CaseListWalk(from: Self.start, until: Self.start + 1)
    var pages = 0
    while idle.next != nil, pages < 100 {
      idle.take(CaseListPage(cases: [], next: "\(pages)"))
      pages += 1
    }
    #expect(idle.end == .goesInCircles && pages == 5)
  }

  @Test func moreCasesWithoutACursorAreSaid() throws {
    let page = try #require(
      CaseListPage(try json(#"{"data":[{"id":7}],"pageInfo":{"hasNextPage":true}}"#)))
    #expect(page.next == nil && page.hasMore)
    var walk = CaseListWalk(from: Self.start, until: Self.start + 1)
    walk.take(page)
    #expect(walk.end == .hasNoCursor && walk.next == nil && walk.withoutID == 1)
  }

  @Test func twoThousandAreEnough() throws {
    var walk = CaseListWalk(from: Self.start, until: Self.start + 1)
    for page in 0..<30 where walk.next != nil {
      walk.take(CaseListPage(cases: try cases(page * 100..<page * 100 + 100), next: "\(page)"))
    }
    #expect(walk.end == .tooMany && walk.count == 2000)
    var exact = CaseListWalk(from: Self.start, until: Self.start + 1)
    exact.take(CaseListPage(cases: try cases(0..<2500)))
    #expect(exact.count == 2000 && exact.end == .tooMany, "the rest of the page is left out")
    var all = CaseListWalk(from: Self.start, until: Self.start + 1)
    all.take(CaseListPage(cases: try cases(0..<2000) + cases(0..<10)))
    #expect(all.end == .complete, "a case that comes twice is none that is left out")
  }

  /// Each page brings a case or two, so that neither the number of cases nor a circle ends it.
  @Test func sixtyRequestsAreEnough() throws {
    var walk = CaseListWalk(from: Self.start, until: Self.start + 366 * 86_400)
    var requests = 0
    while walk.next != nil, requests < 3000 {
      // Each case comes a second time with the next page.
      walk.take(
        CaseListPage(cases: try cases(requests..<requests + 2), next: requests % 20 == 19 ? nil : "\(requests)"))
      requests += 1
    }
    #expect(requests == 60 && walk.end == .tooManyPages && walk.count > 60 && walk.count < 2000)
    var large = CaseListWalk(from: Self.start, until: Self.start + 1)
    large.take(CaseListPage(cases: try cases(0..<1), next: "0"))
    while large.askForLess() {}
    #expect(large.next?.pageSize == 1, "a page that stays too large costs four requests")
    requests = 4
    while large.next != nil, requests < 3000 {
      large.take(CaseListPage(cases: try cases(requests..<requests + 1), next: "\(requests)"))
      requests += 1
    }
    #expect(requests == 60 && large.end == .tooManyPages)
  }

  @Test func anAnswerThatNobodyAskedForChangesNothing() throws {
    var walk = CaseListWalk(from: Self.start, until: Self.start)
    #expect(walk.take(CaseListPage(cases: try cases(0..<3))).isEmpty && walk.count == 0)
  }
}
