import Care360
import FoundationEssentials

/// Times as the coordinator reads them. Every time names its zone where it could be mistaken.
struct TimeText {
  let zone: Zone
  let now: Date

  /// "10:42".
  func clock(_ date: Date) -> String { Self.clock(date, offset: zone.local(date).seconds) }

  /// "24 Nov 15:00 CET", with the year when it is not this one.
  func moment(_ instant: Instant) -> String {
    guard let date = instant.date else { return Self.unreadable(instant) }
    let local = zone.local(date)
    return "\(day(date, offset: local.seconds)) \(Self.clock(date, offset: local.seconds)) \(local.name)"
  }

  /// "24 Nov" or "24 Nov 2025". A date is the same one in every zone.
  func day(_ instant: Instant) -> String {
    guard let date = instant.date else { return Self.unreadable(instant) }
    return day(date, offset: instant.day == nil ? zone.local(date).seconds : 0)
  }

  private static func unreadable(_ instant: Instant) -> String { "time not readable: \(instant.text)" }

  /// A visit: in the profile's zone and, when that differs, in its own.
  func visit(_ instant: Instant, ownZone: String?) -> String {
    let mine = moment(instant)
    guard let date = instant.date, let ownZone else { return mine }
    guard let own = zone.named(ownZone, date) else { return "\(mine) (visit's zone \(ownZone))" }
    guard own.seconds != zone.local(date).seconds else { return mine }
    return
      "\(mine) (\(day(date, offset: own.seconds)) \(Self.clock(date, offset: own.seconds)) \(own.name), \(ownZone))"
  }

  /// "now", "2m", "3h", "5d".
  func age(since date: Date) -> String { Self.age(since: date, at: now) }

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
  func span(since date: Date) -> String {
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

  /// Days since 1970, without a calendar: it is asked for every recent case at each frame.
  private func localDay(_ date: Date) -> Double {
    ((date.timeIntervalSince1970 + Double(zone.local(date).seconds)) / 86_400).rounded(.down)
  }

  /// "24 Nov 10:42".
  func dayAndClock(_ date: Date) -> String { "\(day(date, offset: zone.local(date).seconds)) \(clock(date))" }

  private func day(_ date: Date, offset: Int) -> String {
    let parts = Self.parts(date, offset: offset)
    let month = Self.months[max(0, min(11, (parts.month ?? 1) - 1))]
    let text = "\(parts.day ?? 0) \(month)"
    let thisYear = Self.parts(now, offset: offset).year
    return parts.year == thisYear ? text : "\(text) \(parts.year ?? 0)"
  }

  private static func clock(_ date: Date, offset: Int) -> String {
    let parts = parts(date, offset: offset)
    return "\(twoDigits(parts.hour)):\(twoDigits(parts.minute))"
  }

  private static func twoDigits(_ value: Int?) -> String {
    let text = String(value ?? 0)
    return text.count < 2 ? "0" + text : text
  }

  private static func parts(_ date: Date, offset: Int) -> DateComponents {
    var calendar = Calendar(identifier: .gregorian)
    if let zone = TimeZone(secondsFromGMT: 0) { calendar.timeZone = zone }
    return calendar.dateComponents(
      [.year, .month, .day, .hour, .minute], from: date.addingTimeInterval(Double(offset)))
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
