import Care360
import FoundationEssentials

/// A date of HTTP in one of its three forms (RFC 9110, section 5.6.7).
enum HTTPDate {
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
  static func parsed(_ text: String) -> Date? {
    let words = text.split { " ,-:".contains($0) }.map(String.init)
    guard words.count == 8 && words[7] == "GMT" || words.count == 7 else { return nil }
    let isAsctime = words.count == 7
    let order = isAsctime ? (day: 2, month: 1, year: 6, hour: 3) : (day: 1, month: 2, year: 3, hour: 4)
    guard let month = months.firstIndex(of: words[order.month]), let day = number(words[order.day], 1...31),
      let written = number(words[order.year], 0...9999), let hour = number(words[order.hour], 0...23),
      let minute = number(words[order.hour + 1], 0...59), let second = number(words[order.hour + 2], 0...60)
    else { return nil }
    // A year of two digits belongs to this century, which is right for a date near the present.
    let year = words[order.year].utf8.count == 2 ? 2000 + written : written
    guard let days = CivilDay(year: year, month: month + 1, day: day)?.daysSince1970 else { return nil }
    return Date(timeIntervalSince1970: Double(((days * 24 + hour) * 60 + minute) * 60 + second))
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
    guard text.utf8.count <= 4, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let value = Int(text),
      range.contains(value)
    else { return nil }
    return value
  }
}
