extension Collection where Element == UInt8 {
  /// Two lower-case digits a byte.
  package var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

extension Array where Element == UInt8 {
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
