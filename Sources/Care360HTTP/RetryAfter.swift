import FoundationEssentials

/// The `Retry-After` header (RFC 9110): seconds, or a date in one of the three forms of HTTP.
enum RetryAfter {
  /// One day, the longest wait that is reported.
  static let longest = 86_400

  /// Seconds to wait, 0 to `longest`; nil when `text` is neither form.
  static func seconds(_ text: String, now: Date) -> Int? {
    let digits = text.utf8.drop { $0 == 0x20 || $0 == 0x09 }
    guard !digits.isEmpty else { return nil }
    if digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      // More digits than an Int holds is still a number, only a very long wait.
      return min(Int(String(decoding: digits, as: UTF8.self)) ?? longest, longest)
    }
    guard let date = HTTPDate.parsed(text) else { return nil }
    let wait = (date.timeIntervalSince1970 - now.timeIntervalSince1970).rounded(.up)
    return Int(max(0, min(wait, Double(longest))))
  }
}
