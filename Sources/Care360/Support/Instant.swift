public import FoundationEssentials

/// A time the service gave: ISO 8601 UTC (documented), or the text as it came when it is not that.
public struct Instant: Hashable, Sendable {
  /// As it came.
  public let text: String
  /// Nil when `text` is no ISO 8601 time.
  public let date: Date?
  /// `YYYY-MM-DD` when the text is a date alone or a time at midnight UTC, which is how the service sends dates. Such a
  /// day is the same in every time zone.
  public let day: String?

  public init(_ text: String) {
    self.text = text
    let parsed = ISO8601Text(text)
    date = parsed?.date
    day = parsed?.isDay == true ? String(text.prefix(10)) : nil
  }
}

extension Instant: Comparable {
  /// Unreadable times come before all readable ones.
  public static func < (one: Instant, other: Instant) -> Bool {
    switch (one.date, other.date) {
    case (let one?, let other?): one < other
    case (nil, .some): true
    case (.some, nil): false
    case (nil, nil): one.text < other.text
    }
  }
}

extension JSONValue {
  var instant: Instant? { shown.map(Instant.init) }
}

/// `2026-11-24`, or `2026-11-24T14:00Z` with or without seconds, fractions, and an offset instead of the Z. The
/// standard library's format style refuses a time without seconds, and turns February 30 into March 2.
private struct ISO8601Text {
  let date: Date
  /// A date alone, or midnight UTC.
  let isDay: Bool

  init?(_ text: String) {
    var rest = text.utf8[...]
    guard let year = Self.number(4, &rest), Self.take("-", &rest), let month = Self.number(2, &rest),
      Self.take("-", &rest), let number = Self.number(2, &rest),
      let day = CivilDay(year: year, month: month, day: number)
    else { return nil }
    var seconds = 0
    var fraction = 0.0
    var offset = 0
    if !rest.isEmpty {
      guard Self.take("T", &rest), let hour = Self.number(2, &rest), hour < 24, Self.take(":", &rest),
        let minute = Self.number(2, &rest), minute < 60
      else { return nil }
      seconds = (hour * 60 + minute) * 60
      if Self.take(":", &rest) {
        guard let second = Self.number(2, &rest), second < 60 else { return nil }
        seconds += second
        if Self.take(".", &rest) {
          guard let part = Self.fraction(&rest) else { return nil }
          fraction = part
        }
      }
      guard let zone = Self.offset(&rest), rest.isEmpty else { return nil }
      offset = zone
    }
    let whole = Date(timeIntervalSince1970: Double(day.daysSince1970 * 86_400 + seconds))
    date = whole.addingTimeInterval(fraction - Double(offset))
    isDay = seconds == 0 && fraction == 0 && offset == 0
  }

  private static func number(_ digits: Int, _ rest: inout Substring.UTF8View) -> Int? {
    var number = 0
    for _ in 0..<digits {
      guard let digit = rest.popFirst(), (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }

  private static func take(_ character: Unicode.Scalar, _ rest: inout Substring.UTF8View) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func fraction(_ rest: inout Substring.UTF8View) -> Double? {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits.isEmpty ? nil : Double("0." + String(Substring(digits)))
  }

  /// Seconds east of UTC.
  private static func offset(_ rest: inout Substring.UTF8View) -> Int? {
    if take("Z", &rest) { return 0 }
    let isWest = take("-", &rest)
    guard isWest || take("+", &rest), let hours = number(2, &rest), hours < 24 else { return nil }
    _ = take(":", &rest)
    guard let minutes = number(2, &rest), minutes < 60 else { return nil }
    return (isWest ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
