package import Care360
package import FoundationEssentials

/// The time at which an escalation is due, as a person types it.
package enum EscalationTime {
  /// Reads `2026-12-01 10:00` or `2026-12-01` (9:00) in `zone`, or ISO 8601 with a zone of its own. The only place where
  /// such a text is read.
  package static func read(_ text: String, in zone: Zone, now: Date) throws(EscalationTimeProblem) -> Date {
    let text = text.trimmedOfSpaces.replacing(" ", with: "T")
    let hasTime = text.contains("T")
    guard let time = hasTime ? Instant(text).date ?? local(text + "Z", zone) : local(text + "T09:00Z", zone) else {
      throw .unreadable
    }
    guard time > now else { throw .past }
    return time
  }

  /// - Parameter text: the time of the clocks in `zone`, written as if it were UTC.
  private static func local(_ text: String, _ zone: Zone) -> Date? {
    guard let clock = Instant(text).date else { return nil }
    // The offset in force then, which the offset at the same reading in UTC may miss by one change of the clocks.
    let near = clock.addingTimeInterval(-Double(zone.local(clock).seconds))
    return clock.addingTimeInterval(-Double(zone.local(near).seconds))
  }
}

package enum EscalationTimeProblem: Error, Hashable, Sendable {
  case unreadable
  case past

  package var sentence: String {
    switch self {
    case .unreadable: "Write the time as 2026-12-01 10:00, or a day as 2026-12-01."
    case .past: "This time has passed: give a later one."
    }
  }
}
