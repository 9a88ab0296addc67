import Care360
import Foundation
import Testing

@Suite struct CivilDayTests {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  /// The calendar is another one before the 15th of October 1582.
  @Test func `Every day from 1600 to 2500 is that of the calendar, and the next one follows`() throws {
    let first = try #require(CivilDay(year: 1600, month: 1, day: 1)).daysSince1970
    let end = try #require(CivilDay(year: 2501, month: 1, day: 1)).daysSince1970
    #expect(end - first == 329_084)
    var wrong: [Int] = []
    for number in first..<end {
      let parts = Self.calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let day = CivilDay(daysSince1970: number)
      if parts.year != day.year || parts.month != day.month || parts.day != day.day || day.daysSince1970 != number {
        wrong.append(number)
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test func `Days long ago and far ahead come back as they were`() throws {
    for number in [-719_528, -719_162, -800_000, -1, 0, 2_932_896, 5_000_000] {
      #expect(CivilDay(daysSince1970: number).daysSince1970 == number)
    }
    #expect(CivilDay(daysSince1970: -719_162) == CivilDay(year: 1, month: 1, day: 1))
    #expect(CivilDay(daysSince1970: 2_932_896) == CivilDay(year: 9999, month: 12, day: 31))
  }

  @Test(arguments: [
    (2026, 2, 29), (2100, 2, 29), (2024, 2, 30), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0),
    (2026, 12, 32), (0, 1, 1), (10_000, 1, 1),
  ])
  func `A day that does not exist is refused`(year: Int, month: Int, day: Int) {
    #expect(CivilDay(year: year, month: month, day: day) == nil)
  }

  @Test func `A leap day is one`() {
    #expect(CivilDay(year: 2024, month: 2, day: 29)?.daysSince1970 == 19_782)
    #expect(CivilDay(year: 2000, month: 2, day: 29)?.daysSince1970 == 11_016)
  }
}
