import Care360
import FoundationEssentials

extension Zone {
  /// The time at which the clocks of this zone read as those of UTC do at `clock`.
  func time(ofClock clock: Date) -> Date {
    // The offset in force then, which the offset at the same reading in UTC may miss by one change of the clocks.
    let near = clock.addingTimeInterval(-Double(local(clock).seconds))
    return clock.addingTimeInterval(-Double(local(near).seconds))
  }
}
