public import FoundationEssentials

/// A time the service gave: ISO 8601 UTC (documented), or the text as it came when it is not that.
public struct Instant: Hashable, Sendable {
  /// As it came.
  public let text: String
  /// Nil when `text` is no ISO 8601 time.
  public let date: Date?

  public init(_ text: String) {
    self.text = text
    date = Self.parsed(text)
  }

  /// `2026-11-24T14:00:00Z`, with or without fractions of a second.
  private static func parsed(_ text: String) -> Date? {
    let plain = Date.ISO8601FormatStyle()
    for style in [Date.ISO8601FormatStyle(includingFractionalSeconds: true), plain] {
      do { return try style.parse(text) } catch { continue }
    }
    return nil
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
  var instant: Instant? { text.map(Instant.init) }
}
