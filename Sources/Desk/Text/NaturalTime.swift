import Care360
package import FoundationEssentials

/// A time as a person types it, read in the profile's time zone: "tomorrow 9", "in 2 h", "fri 14:00", "1 dec 9:30",
/// "2026-12-01 10:00", "14:00". A day without a clock time means 9:00.
package struct NaturalTime: Hashable, Sendable {
  package let date: Date
  /// "Tue 1 Dec 09:00 CET": to be shown before the time is kept.
  package let words: String
  /// A sentence about the choice where the text could mean two times; nil where it means one.
  package let note: String?

  package static let examples = "tomorrow 9, in 2 h, fri 14:00 or 1 dec 9:30"

  /// - Throws: where the text is no time, or a time that is past, more than a year ahead, or skipped by the zone's clocks.
  package init(_ text: String, at now: Date, zone: Zone) throws(NaturalTimeProblem) {
    let time = TimeText(zone: zone, now: now)
    let (date, note) = try Self.found(text, now, zone, time)
    self.date = date
    self.note = note
    words = time.exact(date)
    guard date > now else { throw .past(words) }
    guard date <= now.addingTimeInterval(Self.longest) else { throw .tooFar(words) }
  }

  /// In seconds: a year, leap years included.
  private static let longest: TimeInterval = 366 * 86_400

  private static func found(
    _ text: String, _ now: Date, _ zone: Zone, _ time: TimeText
  ) throws(NaturalTimeProblem) -> (Date, note: String?) {
    let instant = Instant(text)
    if let date = instant.date, instant.text.utf8.contains(UInt8(ascii: "T")) { return (date, nil) }
    var words = TimeWords(text)
    guard !words.isAtEnd else { throw .empty }
    let clock = LocalClock(zone: zone, time: time)
    let today = clock.day(of: now)
    if words.take("in") {
      guard let span = words.span() else { throw .notUnderstood }
      if case .seconds(let seconds) = span {
        guard words.isAtEnd else { throw .notUnderstood }
        return (now.wholeMinute.addingTimeInterval(Double(seconds)), nil)
      }
      guard case .days(let days) = span, let minute = words.lastClock(needsColon: false) else { throw .notUnderstood }
      return try clock.date(today + days, minute, after: now)
    }
    if let (day, note) = try words.day(from: today) {
      guard let minute = words.lastClock(needsColon: false) else { throw .notUnderstood }
      let found = try clock.date(day, minute, after: now)
      return (found.0, found.note ?? note)
    }
    guard let minute = words.lastClock(needsColon: true) else { throw .notUnderstood }
    let found = try clock.date(today, minute, after: now)
    guard found.0 <= now else { return found }
    let next = try clock.date(today + 1, minute, after: now)
    return (next.0, next.note ?? "\(time.clock(found.0)) has passed today, so this is tomorrow.")
  }
}

/// A day as a person types it, on the clock of the profile's time zone: "today", "fri", "1 dec", "2026-12-01".
package enum NaturalDay {
  package static let examples = "today, tomorrow, fri, 1 dec or 2026-12-01"

  /// From midnight to midnight; nothing typed is today.
  ///
  /// - Throws: where the text is no day.
  package static func span(_ text: String, at now: Date, zone: Zone) throws(NaturalTimeProblem) -> Range<Date> {
    var words = TimeWords(text)
    let today = LocalClock(zone: zone, time: TimeText(zone: zone, now: now)).day(of: now)
    let day = words.isAtEnd ? today : try words.day(from: today)?.0
    guard let day, words.isAtEnd else { throw .noDay }
    let midnight = Date(timeIntervalSince1970: Double(day) * 86_400)
    // A zone that once crossed the date line had a day of no length.
    let (start, end) = (zone.time(ofClock: midnight), zone.time(ofClock: midnight.addingTimeInterval(86_400)))
    return start..<max(start, end)
  }
}

/// The reason why a typed text is not taken as a time. Times are in the words that `NaturalTime` has.
package enum NaturalTimeProblem: Error, Hashable, Sendable {
  case empty
  case notUnderstood
  /// Neither is it read as a day, where one was asked for.
  case noDay
  case past(String)
  case tooFar(String)
  /// "31 Feb".
  case noSuchDay(String)
  /// The day of the week is not that of the date: "1 Dec", "Tue".
  case otherWeekday(day: String, weekday: String)
  /// The zone's clocks skip the time: "02:30" on "Sun 29 Mar", from "02:00" to "03:00".
  case skipped(String, day: String, from: String, to: String)

  /// Says what to type instead.
  package var sentence: String {
    switch self {
    case .empty: "Type a time: \(NaturalTime.examples)."
    case .notUnderstood: "CaseDesk cannot read this as a time. Type \(NaturalTime.examples)."
    case .noDay: "CaseDesk cannot read this as a day. Type \(NaturalDay.examples)."
    case .past(let words): "\(words) has passed: type a time that is still to come."
    case .tooFar(let words): "\(words) is more than a year ahead: type a time within a year."
    case .noSuchDay(let day): "There is no \(day): type a day that exists, such as 1 dec or fri."
    case .otherWeekday(let day, let weekday): "\(day) is a \(weekday): leave out the weekday, or type another date."
    case .skipped(let clock, let day, let from, let to):
      "On \(day) there is no \(clock): the clocks go from \(from) to \(to). Type a time before \(from), or \(to) or later."
    }
  }
}

/// Days since 1970 and minutes of the day on the clock of a zone.
private struct LocalClock {
  let zone: Zone
  let time: TimeText

  func day(of date: Date) -> Int {
    Int(((date.timeIntervalSince1970 + Double(zone.local(date).seconds)) / 86_400).rounded(.down))
  }

  /// The instant at which the clock shows this time. Of two, the first that is after `now`.
  func date(_ day: Int, _ minute: Int, after now: Date) throws(NaturalTimeProblem) -> (Date, note: String?) {
    // As if the zone were UTC; no zone is more than 14 hours away, and none changes its offset twice within these days.
    let shown = Date(timeIntervalSince1970: Double(day) * 86_400 + Double(minute) * 60)
    let (start, end) = (shown.addingTimeInterval(-129_600), shown.addingTimeInterval(129_600))
    let (before, after) = (zone.local(start).seconds, zone.local(end).seconds)
    let dates = Set([before, after]).map { (offset: $0, date: shown.addingTimeInterval(-Double($0))) }
      .filter { zone.local($0.date).seconds == $0.offset }.map(\.date).sorted()
    guard let first = dates.first else {
      let change = change(from: before, between: start, and: end)
      throw .skipped(
        Self.words(minute), day: time.dayWords(number: day), from: Self.clock(change, before),
        to: Self.clock(change, after))
    }
    guard dates.count > 1 else { return (first, nil) }
    let date = dates.first { $0 > now } ?? first
    return (date, "\(Self.words(minute)) comes twice that night: this is the \(date == first ? "first" : "second").")
  }

  /// The instant from which the offset is another one than `before`.
  private func change(from before: Int, between start: Date, and end: Date) -> Date {
    var (low, high) = (start, end)
    while high.timeIntervalSince(low) > 0.5 {
      let middle = low.addingTimeInterval(high.timeIntervalSince(low) / 2)
      if zone.local(middle).seconds == before { low = middle } else { high = middle }
    }
    return Date(timeIntervalSince1970: high.timeIntervalSince1970.rounded())
  }

  private static func clock(_ date: Date, _ offset: Int) -> String {
    let seconds = Int(date.timeIntervalSince1970) + offset
    return words((seconds % 86_400 + 86_400) % 86_400 / 60)
  }

  private static func words(_ minute: Int) -> String {
    "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
  }
}

/// The words of a typed time, taken from the front.
private struct TimeWords {
  private var words: [String] = []

  /// Words that say nothing: "fri at 14:00", "on the 1st of dec".
  private static let fillers: Set<String> = ["at", "on", "the", "of", "t", "st", "nd", "rd", "th"]

  /// Numbers and letters that touch are words of their own: "2h", "9am", "1dec".
  init(_ text: String) {
    var isNumber = false
    var isInWord = false
    for character in text.lowercased() {
      guard !character.isWhitespace, character != "," else {
        isInWord = false
        continue
      }
      let isDigit = !character.isLetter
      if isInWord, isDigit == isNumber {
        words[words.count - 1].append(character)
      } else {
        words.append("\(character)")
      }
      (isInWord, isNumber) = (true, isDigit)
    }
    words.removeAll(where: Self.fillers.contains)
  }

  var isAtEnd: Bool { words.isEmpty }

  mutating func take(_ word: String) -> Bool {
    guard words.first == word else { return false }
    words.removeFirst()
    return true
  }

  private mutating func take<Value>(_ read: (String) -> Value?) -> Value? {
    guard let first = words.first, let value = read(first) else { return nil }
    words.removeFirst()
    return value
  }

  private static func number(_ word: String) -> Int? {
    word.count <= 4 && word.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(word) : nil
  }

  // MARK: Spans

  enum Span {
    case seconds(Int)
    case days(Int)
  }

  /// "2 h", "1 h 30 min", "3 days". Days and clock time do not mix.
  mutating func span() -> Span? {
    var seconds = 0
    while let count = take({ ["a", "an"].contains($0) ? 1 : Self.number($0) }) {
      guard let unit = take({ $0 }) else { return nil }
      switch unit {
      case "m", "min", "mins", "minute", "minutes": seconds += count * 60
      case "h", "hr", "hrs", "hour", "hours": seconds += count * 3600
      case "d", "day", "days": return seconds == 0 ? .days(count) : nil
      case "w", "week", "weeks": return seconds == 0 ? .days(count * 7) : nil
      default: return nil
      }
    }
    return seconds == 0 ? nil : .seconds(seconds)
  }

  // MARK: Days

  private static let weekdays = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  private static func place(of word: String, in names: [String]) -> Int? {
    word.count < 3 ? nil : names.firstIndex { $0.hasPrefix(word) }
  }

  /// The day that the first words name, in days since 1970; nil where they name none.
  mutating func day(from today: Int) throws(NaturalTimeProblem) -> (Int, note: String?)? {
    if take("today") { return (today, nil) }
    if take("tomorrow") || take("tmrw") { return (today + 1, nil) }
    let weekday = take { Self.place(of: $0, in: Self.weekdays) }
    if let day = try date(from: today) {
      let actual = (day % 7 + 7) % 7
      guard let weekday, weekday != actual else { return (day, nil) }
      throw .otherWeekday(
        day: Self.words(ofDay: day),
        weekday: Self.weekdays[actual].prefix(1).uppercased() + Self.weekdays[actual].dropFirst())
    }
    guard let weekday else { return nil }
    let ahead = (weekday - today % 7 + 14) % 7
    return ahead == 0 ? (today + 7, "This is in a week: today itself is called today.") : (today + ahead, nil)
  }

  /// "1 dec", "dec 1", either with a year, and "2026-12-01".
  private mutating func date(from today: Int) throws(NaturalTimeProblem) -> Int? {
    if let parts = take(Self.isoDate) {
      guard let day = Self.day(parts.year, parts.month, parts.day) else {
        throw .noSuchDay("\(parts.day) \(Self.name(ofMonth: parts.month)) \(parts.year)")
      }
      return day
    }
    let before = words
    let leading = take(Self.number)
    guard let month = take({ Self.place(of: $0, in: Self.months) }), let day = leading ?? take(Self.number) else {
      words = before
      return nil
    }
    let name = "\(day) \(Self.name(ofMonth: month + 1))"
    if let year = take({ word in Self.number(word).flatMap { $0 >= 2000 ? $0 : nil } }) {
      guard let found = Self.day(year, month + 1, day) else { throw .noSuchDay("\(name) \(year)") }
      return found
    }
    let year = CivilDay(daysSince1970: today).year
    let days = [year, year + 1].map { Self.day($0, month + 1, day) }
    guard let found = days.compactMap({ $0 }).first(where: { $0 >= today }) else {
      throw .noSuchDay(days.allSatisfy { $0 == nil } && day != 29 ? name : "\(name) within a year")
    }
    return found
  }

  private static func isoDate(_ word: String) -> (year: Int, month: Int, day: Int)? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false).map { number(String($0)) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], year >= 2000,
      (1...12).contains(month)
    else { return nil }
    return (year, month, day)
  }

  /// "Dec".
  private static func name(ofMonth month: Int) -> String {
    months[month - 1].prefix(1).uppercased() + months[month - 1].dropFirst().prefix(2)
  }

  /// Nil for a day that the calendar does not have.
  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    CivilDay(year: year, month: month, day: day)?.daysSince1970
  }

  private static func words(ofDay day: Int) -> String {
    let date = CivilDay(daysSince1970: day)
    return "\(date.day) \(name(ofMonth: date.month))"
  }

  // MARK: Clock

  /// The clock time that the remaining words say, in minutes of the day; 9:00 where nothing remains. Nil where they say
  /// none.
  ///
  /// - Parameter needsColon: a number alone is no clock time.
  mutating func lastClock(needsColon: Bool) -> Int? {
    guard let first = take({ $0 }) else { return needsColon ? nil : 9 * 60 }
    if first == "noon" { return isAtEnd ? 12 * 60 : nil }
    let half: String? = take { ["am", "pm"].contains($0) ? $0 : nil }
    guard isAtEnd, var (hour, minute) = Self.clock(first, isBareAllowed: !needsColon || half != nil) else { return nil }
    if let half {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (half == "pm" ? 12 : 0)
    }
    guard hour < 24, minute < 60 else { return nil }
    minute += hour * 60
    return minute
  }

  /// "9", "9:30", "0930".
  private static func clock(_ word: String, isBareAllowed: Bool) -> (hour: Int, minute: Int)? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false).map { number(String($0)) }
    guard let hour = parts[0] else { return nil }
    if parts.count == 2, let minute = parts[1], word.utf8.count >= 4, word.utf8.dropLast(2).last == UInt8(ascii: ":") {
      return (hour, minute)
    }
    guard parts.count == 1, isBareAllowed else { return nil }
    return word.utf8.count == 4 ? (hour / 100, hour % 100) : (hour, 0)
  }
}

extension Date {
  fileprivate var wholeMinute: Date {
    Date(timeIntervalSince1970: (timeIntervalSince1970 / 60).rounded(.down) * 60)
  }
}
