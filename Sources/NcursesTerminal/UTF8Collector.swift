/// Puts scalars together from single bytes. Bytes that make none are dropped; a good byte after them counts again.
struct UTF8Collector: Sendable {
  private var bytes: [UInt8] = []
  private var expected = 0

  mutating func reset() {
    bytes = []
    expected = 0
  }

  mutating func append(_ byte: UInt8) -> Unicode.Scalar? {
    if byte & 0xC0 == 0x80 {
      guard expected > 0 else { return nil }
    } else {
      reset()
      expected = Self.length(startingWith: byte)
    }
    guard expected > 0 else { return nil }
    bytes.append(byte)
    guard bytes.count == expected else { return nil }
    defer { reset() }
    // Overlong forms, surrogates and values beyond Unicode fail here.
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return text.unicodeScalars.first
  }

  private static func length(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }
}
