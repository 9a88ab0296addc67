import Care360
import FoundationEssentials

/// The terminal gets the keyboard, or loses it to another window. Neither is the operator's activity.
extension Desk {
  /// A case that was read longer ago than this is offered to be read again; in seconds.
  static let freshFor: Double = 60

  mutating func focusLost() {
    appearance.focus(isHere: false)
    if settings.withoutFocus == .mask { mask() }
  }

  /// No request goes to the service: the person decides.
  mutating func focusGained(at now: Date) {
    guard !appearance.hasFocus else { return }
    appearance.focus(isHere: true)
    guard !door.isCovering, overlays.isEmpty, !patient.isRereading, let shown, case .live(let since) = shown.standing,
      now.timeIntervalSince(since) > Self.freshFor, notice?.role != .error, notice?.role != .warning
    else { return }
    let age = TimeText(zone: settings.zone, now: now).longAge(since: since)
    say(Span("\(shown.shortID) was read \(age): \(name(.refresh)) reads it again.", .muted))
  }

  /// Health data is out of sight while another window has the keyboard.
  var isMaskedWithoutFocus: Bool { settings.withoutFocus == .mask && !appearance.hasFocus }

  var isDimmed: Bool { settings.withoutFocus == .dim && !appearance.hasFocus }
}
