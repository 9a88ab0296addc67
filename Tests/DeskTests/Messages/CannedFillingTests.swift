import Care360
import Foundation
import Testing

@testable import Desk

/// A canned text and a case: what is put in, what is asked, and that nothing open is sent.
struct CannedFillingTests {
  static let now = Date(timeIntervalSince1970: 1_795_528_800)

  static func time(_ hours: Double) -> String { now.addingTimeInterval(hours * 3600).ISO8601Format() }

  static func filling(_ body: String, _ members: String, operatorName: String? = "Jo Park") throws -> CannedFilling {
    let text = CannedText(name: "t", title: "T", kinds: [.message], body: try CannedText.Body(body))
    let detail = try #require(Case(try JSONValue(parsing: Data(#"{"id":"\#(Sample.avery)",\#(members)}"#.utf8))))
    return CannedFilling(text, from: detail, operatorName: operatorName, zone: testZone, at: now)
  }

  @Test func theCaseFillsEveryBlank() throws {
    let body = Blank.named.map(\.source).joined(separator: "|")
    let filling = try Self.filling(
      body,
      #"""
      "shortId":"ADA-TOSXM","submitter":{"firstName":"Avery","lastName":"Lindqvist"},"productBundle":{"name":"Premium"},
      "caseProducts":[{"status":"CLOSE","product":{"name":"Old"}},{"status":"OPEN","product":{"name":"Semaglutide"}}],
      "orders":[{"trackingId":"1Z1","createdAt":"\#(Self.time(-48))"},{"trackingId":"1Z2","createdAt":"\#(Self.time(-1))"}],
      "calendarEvents":[{"startDateTime":"\#(Self.time(1))","timezone":"America/Chicago"}]
      """#)
    #expect(filling.questions.isEmpty)
    #expect(
      filling.text == "Avery|Lindqvist|Semaglutide|Premium|1Z2|\(Self.visitInChicago)|ADA-TOSXM|Jo Park")
  }

  /// 2026-11-24 14:00 UTC and an hour.
  static let visitInChicago = "Tue 24 Nov 09:00 CST"

  /// Blank, members of the case, its question and its choices.
  @Test(
    arguments: [
      (.firstName, #""submitter":{}"#, "patient.firstName: the case has no first name: what is it?", []),
      (
        .firstName, #""submitter":{"firstName":"\u202e\u200f"}"#,
        "patient.firstName: the case has no first name: what is it?", []
      ),
      (.product, #""a":1"#, "product: the service did not list the products: which one?", []),
      (
        .product,
        #""caseProducts":[{"status":"OPEN","product":{"name":"A"}},{"status":"OPEN","product":{"name":"B"}}]"#,
        "product: the case has 2 open products: which one?", ["A", "B"]
      ),
      (
        .product, #""caseProducts":[{"status":"CLOSE","product":{"name":"A"}}]"#,
        "product: the case has no open product: which one?", ["A"]
      ),
      (
        .product, #""caseProducts":[{"product":{"name":"A"}}]"#, "product: the case has one product: which one?", ["A"]
      ),
      (
        .product, #""caseProducts":[{"status":"OPEN"}]"#, "product: the product of the case has no name: what is it?",
        []
      ),
      (.bundle, #""productBundleId":"b-1""#, "bundle: the case does not name its bundle: which one is it?", []),
      (.tracking, #""orders":[]"#, "tracking: the case has no order: which number?", []),
      (.tracking, #""a":1"#, "tracking: the service did not list the orders: which number?", []),
      (
        .tracking,
        #""orders":[{"trackingId":"1Z1","createdAt":"2026-01-01T00:00:00Z"},{"createdAt":"2026-02-01T00:00:00Z"}]"#,
        "tracking: the newest order has no tracking number: what is it?", ["1Z1"]
      ),
      (
        .tracking, #""orders":[{"trackingId":"1Z1"},{"trackingId":"1Z2"}]"#,
        "tracking: CaseDesk cannot tell which order is newest: which number?", ["1Z1", "1Z2"]
      ),
      (.visitTime, #""calendarEvents":[]"#, "visit.time: the case has no upcoming visit: when is it?", []),
      (.visitTime, #""a":1"#, "visit.time: the service did not list the visits: when is it?", []),
      (
        .visitTime, #""calendarEvents":[{"startDateTime":"\#(time(1))","timezone":"Mars/Base"}]"#,
        "visit.time: the time zone of the visit, Mars/Base, is not known here: when is it?", []
      ),
      (.ask("which pharmacy?"), #""a":1"#, "which pharmacy?", []),
    ] as [(Blank, String, String, [String])])
  func theRestIsAsked(_ blank: Blank, _ members: String, _ words: String, _ choices: [String]) throws {
    var filling = try Self.filling("<\(blank.source)> \(blank.source)", members)
    #expect(filling.questions.map(\.words) == [words] && filling.questions.first?.choices == choices)
    #expect(filling.text == nil && filling.preview == "<\(blank.source)> \(blank.source)")
    let isEmptyTaken = filling.answer(blank, with: " \n\u{202E} ")
    #expect(!isEmptyTaken && filling.text == nil)
    let isTaken = filling.answer(blank, with: " an\nans\u{202E}wer ")
    #expect(isTaken)
    #expect(filling.questions.isEmpty && filling.text == "<an answer> an answer")
  }

  @Test func nobodysNameIsAsked() throws {
    let filling = try Self.filling("{operator.name}", #""a":1"#, operatorName: nil)
    #expect(filling.questions.map(\.words) == ["operator.name: no operator_name is set: what is your name?"])
  }

  /// A visit that was, is under way, was missed or given back is none to come; the first of the others is.
  @Test func theNextVisitIsOneToCome() throws {
    func visit(_ hours: Double, _ status: String?) -> String {
      let status = status.map { #","status":"\#($0)""# } ?? ""
      return #"{"startDateTime":"\#(Self.time(hours))","endDateTime":"\#(Self.time(hours + 1))"\#(status)}"#
    }
    let deleted = #"{"startDateTime":"\#(Self.time(2))","isDeleted":true}"#
    let passed = [
      visit(-24, nil), visit(0, nil), visit(1, "NEED_RESCHEDULE"), visit(2, "MISSED_EVENT_BY_USER"),
      visit(3, "CANCELED"), deleted,
    ]
    func filling(_ visits: [String]) throws -> CannedFilling {
      try Self.filling("{visit.time}", #""calendarEvents":[\#(visits.joined(separator: ","))]"#)
    }
    #expect(try filling(passed).text == nil)
    let next = try filling([visit(6, nil), visit(4, "EVENT_ACCEPTED_BY_PROVIDER")] + passed)
    #expect(next.text == "Tue 24 Nov 18:00 UTC")
  }

  /// A name is data: marks of direction go, line ends become spaces, and a brace in it is no blank.
  @Test func aNameCannotChangeTheText() throws {
    let members = #""submitter":{"firstName":"Av\u202eery\u0000\nX","lastName":"{tracking}"}"#
    let filling = try Self.filling("Hi {patient.firstName} {patient.lastName}!", members)
    let text = try #require(filling.text)
    #expect(text == "Hi Avery X {tracking}!")
    #expect(try MessageText(text).text == text)
  }

  @Test func anAnswerMayReplaceWhatTheCaseSays() throws {
    var filling = try Self.filling("{case}", #""shortId":"ADA-TOSXM""#)
    #expect(filling.text == "ADA-TOSXM")
    let isTaken = filling.answer(.shortID, with: "ADA-QF2RM")
    #expect(isTaken && filling.text == "ADA-QF2RM")
  }
}
