/// Makes every character of a foreign string visible, so that none of them can act on a terminal or hide.
///
/// `Surface.put` does this by itself. Text that leaves by another way (standard error, the window title, exports) goes
/// through `visible` or `visibleASCII`.
package enum Sanitiser {
  /// `text` with a visible mark for each character that shows nothing, moves the cursor or changes the direction.
  ///
  /// C0 controls and DEL, line ends and tabs included, become control pictures (`␛`); C1 and direction controls, zero
  /// widths, tags, byte-order marks, soft hyphens, private and unassigned code points become `‹U+202E›`. A mark without a
  /// base stands on `◌`; what different terminals measure differently is reduced and followed by `⁺`. Applying it again
  /// changes nothing.
  package static func visible(_ text: String) -> String {
    if Glyph.isPlain(text) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text {
      if Glyph.isPrintableASCII(character) {
        result.append(character)
        continue
      }
      for piece in Glyph.pieces(of: character) { result += piece.text }
    }
    return result
  }

  /// `text` in printable ASCII; everything else as `\u{202E}`.
  package static func visibleASCII(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if (0x20..<0x7F).contains(scalar.value) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{\(hexadecimal(scalar.value, digits: 1))}"
      }
    }
    return result
  }

  /// `text`, sanitized and in quotation marks, for one of the program's sentences: its beginning and end stay clear.
  ///
  /// Quotation marks inside are doubled.
  package static func isolatedText(_ text: String) -> String {
    var result = "\""
    // Works on scalars, because a quotation mark with a combining mark is a different character.
    for scalar in visible(text).unicodeScalars { result += scalar == "\"" ? "\"\"" : String(scalar) }
    return result + "\""
  }

  /// `text` for a field of many lines: line ends become LF and stay, everything else as in `visible`.
  package static func visibleLines(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      .map { visible(String($0)) }
      .joined(separator: "\n")
  }

  /// True when `text` is drawn as it is.
  package static func isPlain(_ text: String) -> Bool { visible(text) == text }

  /// The text that replaces a scalar that is never sent.
  static func mark(for scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) { return String(picture) }
    if scalar.value == 0x7F { return "\u{2421}" }
    return placeholder("U+" + hexadecimal(scalar.value, digits: 4))
  }

  /// `name` between the brackets that mark a placeholder.
  static func placeholder(_ name: String) -> String { "\u{2039}\(name)\u{203A}" }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
