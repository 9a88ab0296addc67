import FoundationEssentials

/// The first line of a segment. Its `previous` is the last hash of the segment before.
struct SegmentHead: Codable, Hashable, Sendable {
  /// Tells the line from a record.
  private let event: Event
  /// The month and number in the name of the file, so that a renamed segment shows.
  let segment: String
  /// ISO 8601, UTC, whole seconds.
  let time: String
  /// The opening records of the writes that are not settled yet, so that a write needs no older segment.
  let unsettled: [ActivityRecord]
  /// Damage found in the previous segment and not acknowledged yet; nil when there is none.
  let damage: [RecordDamage]?

  private enum Event: String, Codable, Hashable, Sendable { case segment }

  init(_ name: SegmentName, at time: Date, unsettled: [ActivityRecord], damage: [RecordDamage]) {
    event = .segment
    segment = name.text
    self.time = time.formatted(.iso8601)
    self.unsettled = unsettled
    self.damage = damage.isEmpty ? nil : damage
  }
}
