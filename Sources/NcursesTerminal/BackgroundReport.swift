import Terminal

/// The brightness of the terminal's background: the answer to a question (OSC 11, documented by xterm), and reports of
/// later changes (mode 2031, documented by contour, and taken over by kitty, ghostty, tmux and others).
enum BackgroundReport {
  /// Answered with `OSC 11 ; rgb:RRRR/GGGG/BBBB`, ended by ST or BEL.
  static let question = Array("\u{1B}]11;?\u{1B}\\".utf8)
  static let on = Array("\u{1B}[?2031h".utf8)
  static let off = Array("\u{1B}[?2031l".utf8)
  /// In bytes: the longest answer, from its introducer to its end.
  static let longest = Array("\u{1B}]11;rgba:RRRR/GGGG/BBBB/AAAA\u{1B}\\".utf8).count
  private static let begin = Array("11;rgb".utf8)

  /// True when this can be the beginning of an answer's text, or is one with more behind it.
  static func isBegun(_ text: [UInt8]) -> Bool { text.starts(with: begin) || begin.starts(with: text) }

  /// True for what an answer or a report can have between its introducer and its end.
  static func canHold(_ token: InputToken) -> Bool {
    guard case .byte(let byte) = token else { return false }
    return parts.contains(byte)
  }

  private static let parts = Set("0123456789abcdefABCDEF/:;rg".utf8)

  /// The meaning of `CSI ? 997 ; 1 n` (dark) and `CSI ? 997 ; 2 n` (light). Nil: it is another sequence.
  static func brightness(introducer: UInt8, parameters: [UInt8], final: UInt8) -> Brightness? {
    guard introducer == UInt8(ascii: "["), final == UInt8(ascii: "n"), parameters.first == UInt8(ascii: "?"),
      let fields = KeyFields(Array(parameters.dropFirst())), fields.count == 2, fields[0] == 997
    else { return nil }
    return switch fields.part(0, of: 1) {
    case 1: .dark
    case 2: .light
    default: nil
    }
  }

  /// The meaning of an answer's text: `11;rgb:R/G/B` or `11;rgba:R/G/B/A`. Nil: it is no such answer.
  static func brightness(answer text: [UInt8]) -> Brightness? {
    let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let count = [begin: 3, begin + [UInt8(ascii: "a")]: 4][Array(parts[0])]
    let colors = parts[1].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).compactMap(share)
    guard colors.count == count, parts[1].count(where: { $0 == UInt8(ascii: "/") }) + 1 == count else { return nil }
    // The weights of ITU-R BT.601, for values as they are sent to a screen.
    return 0.299 * colors[0] + 0.587 * colors[1] + 0.114 * colors[2] > 0.5 ? .light : .dark
  }

  /// From 0 to 1: one to four hexadecimal digits, on the scale of as many (XParseColor). Nil: they are something else.
  private static func share(_ digits: ArraySlice<UInt8>) -> Double? {
    // `Int` takes a sign too.
    guard (1...4).contains(digits.count), digits.first.map({ $0 >= UInt8(ascii: "0") }) == true,
      let value = Int(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    return Double(value) / Double(1 << (4 * digits.count) - 1)
  }
}
