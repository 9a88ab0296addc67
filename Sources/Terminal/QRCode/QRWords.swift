/// The code words of a text: the bytes, padding, and Reed-Solomon correction, in the order in which they are drawn.
enum QRWords {
  static func interleaved(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
    let data = padded(bytes, version)
    let shortLength = data.count / version.blocks
    let longBlocks = data.count % version.blocks
    var blocks: [ArraySlice<UInt8>] = []
    var rest = data[...]
    for index in 0..<version.blocks {
      let length = shortLength + (index < version.blocks - longBlocks ? 0 : 1)
      blocks.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    let corrections = blocks.map { correction(of: Array($0), count: version.correctionWords) }
    var words: [UInt8] = []
    for index in 0...shortLength {
      for block in blocks where index < block.count { words.append(block[block.startIndex + index]) }
    }
    for index in 0..<version.correctionWords {
      for correction in corrections { words.append(correction[index]) }
    }
    return words
  }

  /// Byte mode, length, text, end, and padding up to the version's capacity.
  static func padded(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
    var bits = Bits()
    bits.append(0b0100, count: 4)
    bits.append(UInt32(bytes.count), count: version.lengthBits)
    for byte in bytes { bits.append(UInt32(byte), count: 8) }
    bits.append(0, count: min(4, version.dataWords * 8 - bits.count))
    var words = bits.bytes
    for padding in 0..<version.dataWords - words.count { words.append(padding % 2 == 0 ? 0xEC : 0x11) }
    return words
  }

  /// The remainder of `data` after division by the generator of this degree.
  static func correction(of data: [UInt8], count: Int) -> [UInt8] {
    let generator = generator(degree: count)
    var remainder = [UInt8](repeating: 0, count: count)
    for byte in data {
      let factor = byte ^ remainder[0]
      remainder.removeFirst()
      remainder.append(0)
      for index in 0..<count { remainder[index] ^= product(generator[index], factor) }
    }
    return remainder
  }

  /// The polynomial whose roots are the first powers of 2, its leading 1 left out.
  private static func generator(degree: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: degree)
    result[degree - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in 0..<degree {
        result[index] = product(result[index], root) ^ (index + 1 < degree ? result[index + 1] : 0)
      }
      root = product(root, 2)
    }
    return result
  }

  /// In the field of 256 elements modulo x^8 + x^4 + x^3 + x^2 + 1.
  private static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
    var result: UInt16 = 0
    for bit in (0..<8).reversed() {
      result = (result << 1) ^ (result >> 7) * 0x11D
      if other >> bit & 1 == 1 { result ^= UInt16(one) }
    }
    return UInt8(truncatingIfNeeded: result)
  }

  private struct Bits {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    mutating func append(_ value: UInt32, count added: Int) {
      for bit in (0..<added).reversed() {
        if count % 8 == 0 { bytes.append(0) }
        bytes[count / 8] |= UInt8(value >> bit & 1) << (7 - count % 8)
        count += 1
      }
    }
  }
}
