/// The sequence that asks a terminal to set its clipboard (OSC 52, documented by xterm).
enum ClipboardSequence {
  /// Longer texts are refused: the program copies identifiers and links, and terminals drop long sequences.
  static let maximumBytes = 8192

  /// Only base64 stands between introducer and end, so nothing in `text` can act on the terminal. Nil for text that is
  /// empty or too long.
  static func bytes(copying text: String) -> [UInt8]? {
    let payload = Array(text.utf8)
    guard !payload.isEmpty, payload.count <= maximumBytes else { return nil }
    return Array("\u{1B}]52;c;".utf8) + base64(payload) + [0x07]
  }

  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for offset in 0..<3 { bits = bits << 8 | (offset < group.count ? Int(group[start + offset]) : 0) }
      for place in 0..<4 {
        result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return result
  }
}
