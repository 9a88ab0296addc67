import FoundationEssentials

/// Moments relative to the present, as the API writes them: ISO 8601, UTC, milliseconds, `Z`.
struct WorldClock {
  let now: Date

  var present: String { stamp(0) }

  func ago(days: Int = 0, hours: Int = 0, minutes: Int = 0) -> String {
    stamp(-((days * 24 + hours) * 60 + minutes))
  }

  func ahead(days: Int = 0, hours: Int = 0, minutes: Int = 0) -> String {
    stamp((days * 24 + hours) * 60 + minutes)
  }

  /// The same clock with the full hour as the present, because visits begin on the hour.
  var onTheHour: WorldClock {
    WorldClock(now: Date(timeIntervalSince1970: (now.timeIntervalSince1970 / 3600).rounded(.down) * 3600))
  }

  private func stamp(_ minutes: Int) -> String {
    WorldClock.stamp(now.addingTimeInterval(Double(minutes * 60)))
  }

  static func stamp(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
