extension Collection where Element == UInt8 {
  /// Two lower-case digits a byte.
  package var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

  /// The same as bytes, which can be overwritten.
  package var hexDigits: [UInt8] {
    flatMap { byte in [byte >> 4, byte & 0xF].map { $0 < 10 ? UInt8(ascii: "0") + $0 : UInt8(ascii: "a") + $0 - 10 } }
  }
}

extension Array where Element == UInt8 {
  /// Nil unless `hexDigits` are pairs of hexadecimal digits. Makes no text of them, for a secret.
  package init?(hexDigits: [UInt8]) {
    guard hexDigits.count.isMultiple(of: 2) else { return nil }
    var bytes = [UInt8](repeating: 0, count: hexDigits.count / 2)
    for (index, digit) in hexDigits.enumerated() {
      guard digit < 0x80, let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      bytes[index / 2] |= UInt8(value) << (index.isMultiple(of: 2) ? 4 : 0)
    }
    self = bytes
  }

  /// Nil unless `hex` is pairs of hexadecimal digits.
  package init?(hex: String) {
    let digits = hex.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    guard digits.count.isMultiple(of: 2), digits.count == hex.count else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      bytes.append(UInt8(digits[index] * 16 + digits[index + 1]))
    }
    self = bytes
  }
}
