/// Mode 2026, synchronized output (documented by contour, and taken over by kitty, foot, iTerm2, tmux and others): a
/// terminal that knows it shows nothing of a frame before its end.
enum SynchronizedOutput {
  /// DECRQM (`CSI ? mode $ p`, documented by xterm): answered with `CSI ? mode ; state $ y`.
  static let question = Array("\u{1B}[?2026$p".utf8)
  static let begin = Array("\u{1B}[?2026h".utf8)
  static let end = Array("\u{1B}[?2026l".utf8)

  /// The meaning of a mode report for this one: known where it is set or reset. Nil: it is no report, or one of another
  /// mode.
  static func isKnown(introducer: UInt8, parameters: [UInt8], final: UInt8) -> Bool? {
    guard introducer == UInt8(ascii: "["), final == UInt8(ascii: "y"), parameters.first == UInt8(ascii: "?"),
      parameters.last == UInt8(ascii: "$"), let fields = KeyFields(Array(parameters.dropFirst().dropLast())),
      fields.count == 2, fields[0] == 2026, let state = fields.part(0, of: 1)
    else { return nil }
    return [1, 2].contains(state)
  }
}
