/// A QR code (ISO/IEC 18004, model 2) of bytes, error correction M: a square of dark and light modules.
package struct QRCode: Hashable, Sendable {
  /// Modules on one side, without the quiet zone.
  package let size: Int
  /// Row after row; true is dark.
  private let modules: [Bool]

  /// Light modules that a reader wants on every side.
  package static let quietZone = 4

  /// The smallest code that holds `text` in UTF-8; nil when `text` is empty or too long for the largest code made here.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, let version = QRVersion.smallest(holding: bytes.count) else { return nil }
    let words = QRWords.interleaved(bytes, version)
    let drawn = (0..<8).map { QRMatrix(version: version, words: words, mask: $0) }
    guard let best = drawn.min(by: { $0.penalty < $1.penalty }) else { return nil }
    size = version.size
    modules = best.modules
  }

  /// True for a dark module; modules outside the square are light.
  package subscript(column: Int, row: Int) -> Bool {
    guard (0..<size).contains(column), (0..<size).contains(row) else { return false }
    return modules[row * size + column]
  }
}

/// The size of a code, and how its words are cut into blocks at error correction M (tables 7 and 9 of the standard).
struct QRVersion {
  let number: Int

  /// Larger codes have more modules than a terminal has cells.
  static let largest = 20
  private static let correctionPerBlock = [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
  ]
  private static let blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]

  static func smallest(holding bytes: Int) -> QRVersion? {
    (1...largest).lazy.map(QRVersion.init).first { $0.capacity >= bytes }
  }

  var size: Int { 17 + 4 * number }
  /// Of the length in front of the bytes.
  var lengthBits: Int { number < 10 ? 8 : 16 }
  var blocks: Int { Self.blockCounts[number - 1] }
  var correctionWords: Int { Self.correctionPerBlock[number - 1] }
  var words: Int { dataModules / 8 }
  var dataWords: Int { words - blocks * correctionWords }
  /// Bytes of text.
  var capacity: Int { (dataWords * 8 - 4 - lengthBits) / 8 }

  /// Rows and columns of the middles of the alignment patterns.
  var alignments: [Int] {
    guard number > 1 else { return [] }
    let count = number / 7 + 2
    let step = (number * 4 + count * 2 + 1) / (count * 2 - 2) * 2
    return [6] + (0..<count - 1).map { size - 7 - (count - 2 - $0) * step }
  }

  /// Modules that are neither pattern nor format nor version.
  private var dataModules: Int {
    var modules = (16 * number + 128) * number + 64
    guard number > 1 else { return modules }
    let count = number / 7 + 2
    modules -= (25 * count - 10) * count - 55
    return number < 7 ? modules : modules - 36
  }
}
