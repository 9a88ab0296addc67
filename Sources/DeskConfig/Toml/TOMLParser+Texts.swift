extension TOMLParser {
  /// A text in single or double quotes, of one line.
  mutating func line(_ quote: UInt8) throws(TOMLFault) -> String {
    let start = scanner.place
    scanner.skip(1)
    var bytes: [UInt8] = []
    while !scanner.isAtLineEnd {
      if scanner.next == UInt8(ascii: "\\"), quote == Self.quote {
        try escape(into: &bytes)
      } else if let byte = try scanner.takeByte() {
        if byte == quote { return String(decoding: bytes, as: UTF8.self) }
        bytes.append(byte)
      }
    }
    throw TOMLFault(place: start, reason: .textOpen)
  }

  /// A text in three quotes on each side. Line ends become LF.
  mutating func lines(_ quote: UInt8) throws(TOMLFault) -> String {
    let start = scanner.place
    scanner.skip(3)
    _ = scanner.takeLineEnd()
    var bytes: [UInt8] = []
    while scanner.next != nil {
      if scanner.takeLineEnd() {
        bytes.append(UInt8(ascii: "\n"))
      } else if scanner.next == quote {
        // Up to two quotes of the text itself may precede the closing three.
        let quotes = scanner.takeRun(upTo: 5) { $0 == quote }
        guard quotes.count < 3 else { return String(decoding: bytes + quotes.dropLast(3), as: UTF8.self) }
        bytes += quotes
      } else if scanner.next == UInt8(ascii: "\\"), quote == Self.quote {
        if !skipFoldedLines() { try escape(into: &bytes) }
      } else if let byte = try scanner.takeByte() {
        bytes.append(byte)
      }
    }
    throw TOMLFault(place: start, reason: .textOpen)
  }

  /// A backslash at the end of a line takes all blanks and line ends behind it away.
  private mutating func skipFoldedLines() -> Bool {
    var ahead = scanner
    ahead.skip(1)
    ahead.skipBlanks()
    guard ahead.takeLineEnd() else { return false }
    repeat { ahead.skipBlanks() } while ahead.takeLineEnd()
    scanner = ahead
    return true
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(TOMLFault) {
    let place = scanner.place
    scanner.skip(1)
    let byte = scanner.isAtLineEnd ? nil : try scanner.takeByte()
    switch byte {
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte ?? 0)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = byte == UInt8(ascii: "u") ? 4 : 8
      let digits = scanner.takeRun(upTo: count) { TOMLWord.isDigit($0, radix: 16) }
      guard digits.count == count, let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(number)
      else { throw TOMLFault(place: place, reason: .notAScalar) }
      bytes += Array(String(scalar).utf8)
    default: throw TOMLFault(place: place, reason: .unknownEscape)
    }
  }
}
