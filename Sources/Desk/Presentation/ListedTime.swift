package import FoundationEssentials

/// A time in a list of the command line, of which the heading names the zone.
package struct ListedTime: Sendable {
  private let zone: Zone
  private let now: Date

  package init(zone: Zone, at now: Date) {
    self.zone = zone
    self.now = now
  }

  /// "CET", as it is now.
  package var zoneName: String { zone.local(now).name }

  /// "24 Nov 15:00" or "24 Nov 2025 15:00".
  package func exact(_ date: Date) -> String { TimeText(zone: zone, now: now).dayAndClock(date) }

  /// "2 h ago".
  package func age(_ date: Date) -> String { TimeText(zone: zone, now: now).longAge(since: date) }
}
