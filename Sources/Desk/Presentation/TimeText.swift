import Care360
import FoundationEssentials

/// Times as the coordinator reads them. Every time names its zone where it could be mistaken.
struct TimeText {
  let zone: Zone
  let now: Date
  /// Ages are read out, so that a single letter is no unit.
  var isSpoken = false

  /// "10:42".
  func clock(_ date: Date) -> String { Self.clock(date, offset: zone.local(date).seconds) }

  /// The name of the zone just now.
  var zoneName: String { zone.local(now).name }

  /// "Tue 24 Nov 15:00", with the year when it is not this one; of a date alone "Tue 24 Nov".
  func moment(_ instant: Instant) -> String {
    guard !instant.isDateAlone, let date = instant.date else { return day(instant) }
    return moment(date, offset: zone.local(date).seconds)
  }

  /// "Tue 24 Nov 15:00 CET": a time that nobody may take for another one.
  func exact(_ date: Date) -> String {
    let local = zone.local(date)
    return "\(moment(date, offset: local.seconds)) \(local.name)"
  }

  /// "Tue 24 Nov", of a day since 1970.
  func dayWords(number: Int) -> String {
    let date = Date(timeIntervalSince1970: Double(number) * 86_400)
    return "\(Self.weekday(date, offset: 0)) \(day(date, offset: 0))"
  }

  private func moment(_ date: Date, offset: Int) -> String {
    "\(Self.weekday(date, offset: offset)) \(day(date, offset: offset)) \(Self.clock(date, offset: offset))"
  }

  /// "Tue 24 Nov" or "Mon 24 Nov 2025". A date is the same one in every zone.
  func day(_ instant: Instant) -> String {
    guard let date = instant.date else { return Self.unreadable(instant) }
    let offset = instant.day == nil ? zone.local(date).seconds : 0
    return "\(Self.weekday(date, offset: offset)) \(day(date, offset: offset))"
  }

  /// "2 Apr 1988 (38)": a date of birth, and the age at it.
  func birthDay(_ text: String) -> String {
    let instant = Instant(text)
    guard instant.day != nil, let date = instant.date else { return text }
    let born = Self.civilDay(date, offset: 0)
    let today = Self.civilDay(now, offset: zone.local(now).seconds)
    let isBefore = (today.month, today.day) < (born.month, born.day)
    let words = "\(born.day) \(Self.months[born.month - 1]) \(born.year)"
    let age = today.year - born.year - (isBefore ? 1 : 0)
    return (0...130).contains(age) ? "\(words) (\(age))" : words
  }

  /// "24 Nov", or with its year, without the day of the week.
  func date(_ instant: Instant, isDay: Bool = false) -> String {
    guard let date = instant.date else { return Self.unreadable(instant) }
    return day(date, offset: offset(of: instant, date, isDay: isDay))
  }

  /// A date alone is the same one in every zone; so is midnight UTC where a date is meant.
  private func offset(of instant: Instant, _ date: Date, isDay: Bool) -> Int {
    instant.isDateAlone || isDay && instant.day != nil ? 0 : zone.local(date).seconds
  }

  /// "today", "yesterday", "in 2 days", "5 days ago"; nil of a time that cannot be read.
  /// - Parameter isDay: a date is meant, not a time.
  func relativeDay(_ instant: Instant, isDay: Bool = false) -> String? {
    guard let days = days(to: instant, isDay: isDay) else { return nil }
    switch days {
    case 0: return "today"
    case -1: return "yesterday"
    case 1: return "tomorrow"
    case let days where days < 0: return "\(-days) days ago"
    case let days: return "in \(days) days"
    }
  }

  /// Days from today; -1 for yesterday.
  private func days(to instant: Instant, isDay: Bool) -> Int? {
    guard let date = instant.date else { return nil }
    return Int(Self.dayNumber(date, offset: offset(of: instant, date, isDay: isDay)) - localDay(now))
  }

  /// "now", "3h", "5d", "in 2d", for a column of a table; empty of a time that cannot be read.
  /// - Parameter isDay: a date is meant, not a time.
  func shortAge(_ instant: Instant, isDay: Bool = false) -> String {
    guard let date = instant.date, let days = days(to: instant, isDay: isDay) else { return "" }
    guard !instant.isDateAlone, !isDay || instant.day == nil else {
      guard days != 0 else { return "today" }
      let count = abs(days)
      let text = isSpoken ? "\(count) \(count == 1 ? "day" : "days")" : "\(count)d"
      return days < 0 ? text : "in \(text)"
    }
    guard date > now else { return age(since: date) }
    return ahead(date)
  }

  /// "in 3h", "in 2d" of a time to come; spoken "in 3 h", "in 2 days".
  func ahead(_ date: Date) -> String {
    let later = TimeText(zone: zone, now: date, isSpoken: isSpoken)
    return "in \(later.age(since: now))".replacing("in now", with: "now")
  }

  private static func unreadable(_ instant: Instant) -> String { "time not readable: \(instant.text)" }

  /// A visit in the profile's time zone, with the zone's name, so that nobody comes at the wrong time.
  func visit(_ instant: Instant) -> String {
    guard !instant.isDateAlone, let date = instant.date else { return day(instant) }
    return "\(moment(instant)) \(zone.local(date).name)"
  }

  /// The same time in the visit's own zone: "Sun 29 Nov 20:00 CST"; nil when both clocks show the same time.
  /// - Parameter besideOurs: it stands beside the time on our own clock: the day only where it is another one, and the place
  ///   behind it, as "20:00 CST (Chicago)".
  func visitInOwnZone(_ instant: Instant, _ ownZone: String?, besideOurs: Bool = false) -> String? {
    guard !instant.isDateAlone, let date = instant.date, let ownZone else { return nil }
    guard let own = zone.named(ownZone, date) else { return "zone \(ownZone) not known here" }
    guard own.seconds != zone.local(date).seconds else { return nil }
    let place = ownZone.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? ownZone
    let whole = "\(moment(date, offset: own.seconds)) \(own.name)"
    guard besideOurs else { return whole }
    let isSameDay = day(date, offset: own.seconds) == day(date, offset: zone.local(date).seconds)
    let time = isSameDay ? "\(Self.clock(date, offset: own.seconds)) \(own.name)" : whole
    return "\(time) (\(place.replacing("_", with: " ")))"
  }

  /// "now", "2m", "3h", "5d"; spoken "now", "2 min", "3 h", "5 days".
  func age(since date: Date) -> String {
    isSpoken && now.timeIntervalSince(date) >= 60 ? span(since: date) : Self.age(since: date, at: now)
  }

  static func age(since date: Date, at now: Date) -> String {
    let seconds = Int(now.timeIntervalSince(date))
    return switch seconds {
    case ..<60: "now"
    case ..<3600: "\(seconds / 60)m"
    case ..<86_400: "\(seconds / 3600)h"
    default: "\(seconds / 86_400)d"
    }
  }

  /// "just now", "40 s ago", "3 min ago", "2 h ago", "5 days ago".
  func longAge(since date: Date) -> String {
    now.timeIntervalSince(date) < 10 ? "just now" : "\(span(since: date)) ago"
  }

  /// "40 s", "3 min", "2 h", "1 day", "5 days".
  func span(since date: Date) -> String { Self.span(since: date, at: now) }

  static func span(since date: Date, at now: Date) -> String {
    let seconds = max(0, Int(now.timeIntervalSince(date)))
    return switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3600) h"
    case ..<172_800: "1 day"
    default: "\(seconds / 86_400) days"
    }
  }

  /// "10:42" of today, "24 Nov 10:42" of another day.
  func stamp(_ date: Date) -> String {
    isToday(date) ? clock(date) : dayAndClock(date)
  }

  func isToday(_ date: Date) -> Bool { localDay(date) == localDay(now) }

  /// Days since 1970, without a calendar, because every frame needs this for every recent case.
  private func localDay(_ date: Date) -> Double { Self.dayNumber(date, offset: zone.local(date).seconds) }

  private static func dayNumber(_ date: Date, offset: Int) -> Double {
    ((date.timeIntervalSince1970 + Double(offset)) / 86_400).rounded(.down)
  }

  /// "24 Nov 10:42".
  func dayAndClock(_ date: Date) -> String { "\(day(date, offset: zone.local(date).seconds)) \(clock(date))" }

  private func day(_ date: Date, offset: Int) -> String {
    let day = Self.civilDay(date, offset: offset)
    let text = "\(day.day) \(Self.months[day.month - 1])"
    return day.year == Self.civilDay(now, offset: offset).year ? text : "\(text) \(day.year)"
  }

  private static func clock(_ date: Date, offset: Int) -> String {
    // Of the worklist, at each key: a calendar takes longer than the rest of its border.
    let seconds = (date.timeIntervalSince1970.rounded(.down) + Double(offset)).truncatingRemainder(dividingBy: 86_400)
    let minutes = ((Int(exactly: seconds) ?? 0) + 86_400) / 60 % 1440
    return "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func civilDay(_ date: Date, offset: Int) -> CivilDay {
    CivilDay(daysSince1970: Int(dayNumber(date, offset: offset)))
  }

  /// The 1st of January 1970 was a Thursday.
  private static func weekday(_ date: Date, offset: Int) -> String {
    let number = Int(dayNumber(date, offset: offset)) % 7
    return weekdays[number < 0 ? number + 7 : number]
  }

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Instant {
  /// It has no time of day.
  fileprivate var isDateAlone: Bool { day == text }
}
