/// A day of the proleptic Gregorian calendar, which is that of ISO 8601.
///
/// Foundation's calendar takes many times as long, and the answer to one lookup has a hundred times in it.
package struct CivilDay: Hashable, Sendable {
  package let year: Int
  /// From 1.
  package let month: Int
  package let day: Int

  private static let daysOf400Years = 146_097
  /// From the 1st of March of the year 0.
  private static let daysBefore1970 = 719_468

  /// Nil for a day that the calendar does not have, and outside the years 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// - Parameter daysSince1970: negative before that year.
  package init(daysSince1970: Int) {
    let days = daysSince1970 + Self.daysBefore1970
    let era = Self.floor(days, Self.daysOf400Years)
    let dayOfEra = days - era * Self.daysOf400Years
    // Takes out the leap days that came before, so that every year has 365 days.
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  package var daysSince1970: Int {
    // Years count from March, so that the leap day comes last.
    let shifted = month > 2 ? year : year - 1
    let era = Self.floor(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysOf400Years + dayOfEra - Self.daysBefore1970
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func floor(_ number: Int, _ divisor: Int) -> Int {
    (number >= 0 ? number : number - divisor + 1) / divisor
  }
}
