import Foundation
import Testing

@testable import Care360
@testable import Desk

struct PlainWordsTests {
  @Test func `A known word is plain, an unknown one readable and marked`() {
    #expect(Vocabulary.visitStatus.words(for: "EVENT_ACCEPTED_BY_PROVIDER") == "accepted by the clinician")
    #expect(Vocabulary.orderStatus.words(for: "HELD_AT_CUSTOMS") == "held at customs (unknown value)")
    #expect(Vocabulary.orderStatus.words(for: "Held at customs") == "Held at customs (unknown value)")
    #expect(Vocabulary.orderStatus.words(for: "__") == "__ (unknown value)")
    #expect(Vocabulary.orderStatus.span(for: "LOST").role == .warning)
    #expect(Vocabulary.orderStatus.span(for: nil).text == "not given")
  }

  @Test func `Every documented status of a case has its word`() {
    for status in CaseStatus.known { #expect(!status.words.contains("new word"), "\(status)") }
  }

  @Test(arguments: [
    (["159", "49.00"], ["159.00", "49.00"]), (["7", "9"], ["7", "9"]), (["1.5", "12.255"], ["1.500", "12.255"]),
    (["free", "-3.10", "1,000"], ["free", "-3.10", "1,000"]), ([".5", "5.", "1"], [".5", "5.", "1"]),
  ]) func `Amounts of one table have the same decimals`(_ given: [String], _ shown: [String]) {
    let amounts = Amounts(given)
    #expect(given.map { amounts.text($0) } == shown)
    #expect(amounts.text(nil) == nil)
  }

  @Test(arguments: [
    ("Anything the <b>doctor</b> should know?", "Anything the doctor should know?"),
    ("Is 3 < 5 &amp; 7 > 6?", "Is 3 < 5 & 7 > 6?"), ("<p>One</p><br/><p>two</p>", "Onetwo"), ("a <<b>c", "a <c"),
    ("<a href=\"x\">Link</a>", "Link"), ("&unknown; <", "&unknown; <"),
  ]) func `Questions lose their markup and nothing else`(_ given: String, _ shown: String) {
    #expect(Markup.plain(given) == shown)
  }

  private static func time(_ offset: Int = 0) -> TimeText {
    // Sunday, 2026-11-22 10:42 UTC.
    TimeText(
      zone: Zone(local: { _ in (offset, "X") }, named: { _, _ in (-21_600, "CST") }),
      now: Date(timeIntervalSince1970: 1_795_344_120))
  }

  @Test(arguments: [
    ("2026-11-22T23:59:00Z", "today"), ("2026-11-21T00:01:00Z", "yesterday"), ("2026-11-23T00:01:00Z", "tomorrow"),
    ("2026-11-24T09:00:00Z", "in 2 days"), ("2026-11-12T09:00:00Z", "10 days ago"), ("soon", nil),
  ]) func `A day is told by its distance`(_ text: String, _ words: String?) {
    #expect(Self.time().relativeDay(Instant(text)) == words)
  }

  @Test func `Midnight is a time where a time is meant, and a day where a day is`() {
    let midnight = Instant("2026-11-24T00:00:00.000Z")
    let west = Self.time(-21_600)
    #expect(west.moment(midnight) == "Mon 23 Nov 18:00")
    #expect(west.visit(midnight) == "Mon 23 Nov 18:00 X")
    #expect(west.day(midnight) == "Tue 24 Nov")
    #expect(west.relativeDay(midnight) == "tomorrow" && west.relativeDay(midnight, isDay: true) == "in 2 days")
    #expect(west.moment(Instant("2026-11-24")) == "Tue 24 Nov")
    #expect(west.shortAge(Instant("2026-11-20"), isDay: true) == "2d")
    #expect(west.shortAge(Instant("2026-11-24T10:42:00Z")) == "in 2d")
    #expect(west.shortAge(Instant("soon")) == "")
  }

  @Test(arguments: [
    ("1988-04-02", "2 Apr 1988 (38)"), ("1988-11-23", "23 Nov 1988 (37)"), ("1988-11-22", "22 Nov 1988 (38)"),
    ("2027-01-01", "1 Jan 2027"), ("1700-01-01", "1 Jan 1700"), ("spring", "spring"),
  ]) func `A date of birth tells the age`(_ text: String, _ words: String) {
    #expect(Self.time().birthDay(text) == words)
  }
}
