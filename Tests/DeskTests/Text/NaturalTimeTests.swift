import Care360
import FoundationEssentials
import Testing

@testable import Desk

/// Typed times on Chicago's clock: CST (-6 h) until 8 March 2026 08:00Z, CDT (-5 h) until 1 November 2026 07:00Z, CST until
/// 14 March 2027 08:00Z, CDT until 7 November 2027 07:00Z.
struct NaturalTimeTests {
  static let chicago = Zone(
    local: { date in
      let changes = ["2026-03-08T08:00Z", "2026-11-01T07:00Z", "2027-03-14T08:00Z", "2027-11-07T07:00Z"].compactMap {
        Instant($0).date
      }
      return changes.count { $0 <= date } % 2 == 1 ? (-18_000, "CDT") : (-21_600, "CST")
    }, named: { _, _ in nil })

  private static func time(_ text: String, at now: String) throws(NaturalTimeProblem) -> NaturalTime {
    try NaturalTime(text, at: Instant(now).date ?? .distantPast, zone: chicago)
  }

  private static func problem(_ text: String, at now: String) -> NaturalTimeProblem? {
    do throws(NaturalTimeProblem) {
      _ = try time(text, at: now)
      return nil
    } catch {
      return error
    }
  }

  @Test func aClockTimeThatIsNowIsTomorrow() throws {
    #expect(try Self.time("10:42", at: "2026-11-24T16:42:00Z").words == "Wed 25 Nov 10:42 CST")
    #expect(try Self.time("10:43", at: "2026-11-24T16:42:00Z").words == "Tue 24 Nov 10:43 CST")
  }

  /// Tuesday 24 November 2026, 10:42:30.
  private static let now = "2026-11-24T16:42:30Z"

  @Test(arguments: [
    ("tomorrow 9", "2026-11-25T15:00Z", "Wed 25 Nov 09:00 CST"),
    ("tomorrow 9:30", "2026-11-25T15:30Z", "Wed 25 Nov 09:30 CST"),
    ("Tomorrow", "2026-11-25T15:00Z", "Wed 25 Nov 09:00 CST"),
    ("tomorrow at 9 am", "2026-11-25T15:00Z", "Wed 25 Nov 09:00 CST"),
    ("tomorrow 12am", "2026-11-25T06:00Z", "Wed 25 Nov 00:00 CST"),
    ("tomorrow noon", "2026-11-25T18:00Z", "Wed 25 Nov 12:00 CST"),
    ("tomorrow 0930", "2026-11-25T15:30Z", "Wed 25 Nov 09:30 CST"),
    ("today 2pm", "2026-11-24T20:00Z", "Tue 24 Nov 14:00 CST"),
    ("in 2 h", "2026-11-24T18:42Z", "Tue 24 Nov 12:42 CST"), ("in 45 min", "2026-11-24T17:27Z", "Tue 24 Nov 11:27 CST"),
    ("in 2h", "2026-11-24T18:42Z", "Tue 24 Nov 12:42 CST"),
    ("in 1 h 30 min", "2026-11-24T18:12Z", "Tue 24 Nov 12:12 CST"),
    ("in an hour", "2026-11-24T17:42Z", "Tue 24 Nov 11:42 CST"),
    ("in 1 min", "2026-11-24T16:43Z", "Tue 24 Nov 10:43 CST"),
    ("in 3 days", "2026-11-27T15:00Z", "Fri 27 Nov 09:00 CST"),
    ("in 3 days 14:00", "2026-11-27T20:00Z", "Fri 27 Nov 14:00 CST"),
    ("in a week", "2026-12-01T15:00Z", "Tue 1 Dec 09:00 CST"), ("fri", "2026-11-27T15:00Z", "Fri 27 Nov 09:00 CST"),
    ("fri 14:00", "2026-11-27T20:00Z", "Fri 27 Nov 14:00 CST"),
    ("Friday, 14:00", "2026-11-27T20:00Z", "Fri 27 Nov 14:00 CST"),
    ("wed 10:00", "2026-11-25T16:00Z", "Wed 25 Nov 10:00 CST"), ("mon", "2026-11-30T15:00Z", "Mon 30 Nov 09:00 CST"),
    ("1 dec", "2026-12-01T15:00Z", "Tue 1 Dec 09:00 CST"), ("1 dec 9:00", "2026-12-01T15:00Z", "Tue 1 Dec 09:00 CST"),
    ("dec 1 9", "2026-12-01T15:00Z", "Tue 1 Dec 09:00 CST"),
    ("1st of December", "2026-12-01T15:00Z", "Tue 1 Dec 09:00 CST"),
    ("Tue 1 Dec 09:00", "2026-12-01T15:00Z", "Tue 1 Dec 09:00 CST"),
    ("1 jan", "2027-01-01T15:00Z", "Fri 1 Jan 2027 09:00 CST"),
    ("1 jan 2027 8:15", "2027-01-01T14:15Z", "Fri 1 Jan 2027 08:15 CST"),
    ("28 feb", "2027-02-28T15:00Z", "Sun 28 Feb 2027 09:00 CST"),
    ("2026-12-01 10:00", "2026-12-01T16:00Z", "Tue 1 Dec 10:00 CST"),
    ("2026-12-01", "2026-12-01T15:00Z", "Tue 1 Dec 09:00 CST"),
    ("2026-12-01T10:00", "2026-12-01T16:00Z", "Tue 1 Dec 10:00 CST"),
    ("2026-12-01T10:00:00+01:00", "2026-12-01T09:00Z", "Tue 1 Dec 03:00 CST"),
    ("14:00", "2026-11-24T20:00Z", "Tue 24 Nov 14:00 CST"), ("2:30pm", "2026-11-24T20:30Z", "Tue 24 Nov 14:30 CST"),
    ("15 jul 2027", "2027-07-15T14:00Z", "Thu 15 Jul 2027 09:00 CDT"),
  ])
  func isRead(_ text: String, _ wanted: String, _ words: String) throws {
    let found = try Self.time(text, at: Self.now)
    #expect(found.date == Instant(wanted).date)
    #expect(found.words == words)
    #expect(found.note == nil)
  }

  @Test func saysWhichOfTwoDaysItTook() throws {
    let clock = try Self.time("9:30", at: Self.now)
    #expect(clock.words == "Wed 25 Nov 09:30 CST")
    #expect(clock.note == "09:30 has passed today, so this is tomorrow.")
    let weekday = try Self.time("tue 14:00", at: Self.now)
    #expect(weekday.words == "Tue 1 Dec 14:00 CST")
    #expect(weekday.note == "This is in a week: today itself is called today.")
    // In the last hour of UTC's day, Chicago's day is still the one before.
    let late = try Self.time("tomorrow", at: "2026-11-25T05:30Z")
    #expect(late.words == "Wed 25 Nov 09:00 CST")
  }

  @Test(arguments: [
    ("today 10:42", NaturalTimeProblem.past("Tue 24 Nov 10:42 CST")), ("2026-11-23", .past("Mon 23 Nov 09:00 CST")),
    ("today", .past("Tue 24 Nov 09:00 CST")), ("31 feb", .noSuchDay("31 Feb")),
    ("31 feb 2027", .noSuchDay("31 Feb 2027")),
    ("29 feb", .noSuchDay("29 Feb within a year")), ("2027-02-30", .noSuchDay("30 Feb 2027")),
    ("2026-13-01", .notUnderstood), ("0 dec", .noSuchDay("0 Dec")),
    ("26 nov 2027", .tooFar("Fri 26 Nov 2027 09:00 CST")), ("in 400 days", .tooFar("Wed 29 Dec 2027 09:00 CST")),
    ("mon 1 dec", .otherWeekday(day: "1 Dec", weekday: "Tuesday")), ("", .empty), ("  ", .empty), ("on the", .empty),
    ("9", .notUnderstood), ("soon", .notUnderstood), ("in 2", .notUnderstood), ("in 0 h", .notUnderstood),
    ("in h", .notUnderstood), ("in 2 moons", .notUnderstood), ("in 2 h 9:00", .notUnderstood),
    ("in 2 h 3 days", .notUnderstood),
    ("tomorrow 25:00", .notUnderstood), ("tomorrow 9:60", .notUnderstood), ("tomorrow 24:00", .notUnderstood),
    ("tomorrow 13 pm", .notUnderstood), ("tomorrow 0 am", .notUnderstood), ("tomorrow 9:5", .notUnderstood),
    ("tomorrow 9 sharp", .notUnderstood), ("tomorrow noon pm", .notUnderstood), ("12/1", .notUnderstood),
    ("-1 dec", .notUnderstood),
    ("99999999999999999999 dec", .notUnderstood), ("in 99999999999999999999 h", .notUnderstood), ("fr", .notUnderstood),
    ("tomorrow 9:00:00", .notUnderstood), ("2026-12", .notUnderstood), ("10:00 tomorrow", .notUnderstood),
  ])
  func isRefused(_ text: String, _ wanted: NaturalTimeProblem) {
    #expect(Self.problem(text, at: Self.now) == wanted)
  }

  @Test func takesTheFirstOfAnHourThatComesTwice() throws {
    let evening = "2026-10-31T20:00Z"
    let first = try Self.time("tomorrow 1:30", at: evening)
    #expect(first.date == Instant("2026-11-01T06:30Z").date)
    #expect(first.words == "Sun 1 Nov 01:30 CDT")
    #expect(first.note == "01:30 comes twice that night: this is the first.")
    // The first of the two has passed.
    let second = try Self.time("1:45", at: "2026-11-01T06:50Z")
    #expect(second.date == Instant("2026-11-01T07:45Z").date)
    #expect(second.note == "01:45 comes twice that night: this is the second.")
    #expect(try Self.time("tomorrow 3:00", at: evening).note == nil)
  }

  @Test func refusesAnHourThatTheClocksSkip() throws {
    let evening = "2026-03-07T20:00Z"
    let problem = try #require(Self.problem("tomorrow 2:30", at: evening))
    #expect(problem == .skipped("02:30", day: "Sun 8 Mar", from: "02:00", to: "03:00"))
    #expect(
      problem.sentence
        == "On Sun 8 Mar there is no 02:30: the clocks go from 02:00 to 03:00. Type a time before 02:00, or 03:00 or later."
    )
    #expect(try Self.time("tomorrow 1:59", at: evening).date == Instant("2026-03-08T07:59Z").date)
    #expect(try Self.time("tomorrow 3:00", at: evening).date == Instant("2026-03-08T08:00Z").date)
    // Days and hours are told apart: a day later it is the same hour, 24 hours later another one.
    #expect(try Self.time("tomorrow 14:00", at: evening).words == "Sun 8 Mar 14:00 CDT")
    #expect(try Self.time("in 24 h", at: evening).words == "Sun 8 Mar 15:00 CDT")
  }

  @Test func everyRefusalSaysWhatToType() {
    let problems = ["", "soon", "today 9:00", "31 feb", "2030-01-01", "mon 1 dec"].compactMap {
      Self.problem($0, at: Self.now)
    }
    #expect(problems.count == 6)
    for problem in problems { #expect(problem.sentence.lowercased().contains("type")) }
    #expect(
      NaturalTimeProblem.otherWeekday(day: "1 Dec", weekday: "Tuesday").sentence.contains("leave out the weekday"))
  }
}
