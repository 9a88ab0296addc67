import Foundation
import Testing

@testable import Terminal

struct QRCodeTests {
  /// Codes of another encoder (python-qrcode 8.2): the mask, the text, and the modules with `#` for dark.
  struct Known: Sendable {
    let mask: Int
    let text: String
    let rows: [String]
  }

  static func known() throws -> [Known] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/qr-codes.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n\n").map { part in
      let lines = part.split(separator: "\n").map(String.init)
      let head = lines[0].split(separator: " ", maxSplits: 1)
      return Known(mask: try #require(Int(head[0])), text: String(head[1]), rows: Array(lines.dropFirst()))
    }
  }

  private func matrix(_ text: String, mask: Int) throws -> QRMatrix {
    let version = try #require(QRVersion.smallest(holding: text.utf8.count))
    return QRMatrix(version: version, words: QRWords.interleaved(Array(text.utf8), version), mask: mask)
  }

  /// Versions 1 (with every mask), 5, 8 and 12: one block and several, with and without alignment and version.
  @Test func codesAreThoseOfAnotherEncoder() throws {
    let known = try Self.known()
    #expect(Set(known.map(\.rows.count)) == [21, 37, 49, 65])
    #expect(Set(known.map(\.mask)) == Set(0..<8))
    for code in known {
      let made = try matrix(code.text, mask: code.mask)
      let rows = (0..<made.size).map { row in
        String((0..<made.size).map { made.modules[row * made.size + $0] ? "#" : "." })
      }
      #expect(rows == code.rows, "\(code.text) with mask \(code.mask)")
    }
  }

  /// Penalties that were counted by another program over the codes of that encoder.
  @Test(arguments: [
    ("CaseDesk 1-M", [359, 461, 370, 358, 492, 581, 460, 426]),
    (
      "https://example.com/check-in/3f2504e0-4f89-11d3-9a0c-0305e82c3301", [1004, 1187, 843, 984, 994, 1032, 845, 1182]
    ),
  ])
  func theMaskWithTheLeastPenaltyIsTaken(text: String, penalties: [Int]) throws {
    let drawn = try (0..<8).map { try matrix(text, mask: $0) }
    #expect(drawn.map(\.penalty) == penalties)
    let best = try #require(penalties.firstIndex(of: penalties.min() ?? 0))
    let code = try #require(QRCode(text))
    for row in 0..<code.size {
      for column in 0..<code.size { #expect(code[column, row] == drawn[best].modules[row * code.size + column]) }
    }
  }

  /// Annex C of the standard: level M with each mask.
  @Test func everyMaskHasItsFormat() {
    let formats = [
      0b101010000010010, 0b101000100100101, 0b101111001111100, 0b101101101001011, 0b100010111111001, 0b100000011001110,
      0b100111110010111, 0b100101010100000,
    ]
    #expect((0..<8).map(QRMatrix.formatBits) == formats)
  }

  /// Annex D of the standard: the version information of version 7.
  @Test func versionsFromSevenOnCarryTheirNumber() {
    #expect(QRMatrix.versionBits(7) == 0b000111110010010100)
  }

  /// The worked example that is printed with the standard's tables: HELLO WORLD at 1-M.
  @Test func theCorrectionIsReedSolomons() {
    let data: [UInt8] = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]
    #expect(QRWords.correction(of: data, count: 10) == [196, 35, 39, 119, 235, 215, 231, 226, 93, 23])
  }

  /// Table 7 of the standard: bytes at level M.
  @Test func versionsHoldWhatTheStandardSays() {
    let capacities = [
      14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
    ]
    #expect((1...QRVersion.largest).map { QRVersion(number: $0).capacity } == capacities)
  }

  /// Annex E of the standard.
  @Test func alignmentPatternsStandWhereTheStandardHasThem() {
    #expect(QRVersion(number: 1).alignments == [])
    #expect(QRVersion(number: 2).alignments == [6, 18])
    #expect(QRVersion(number: 7).alignments == [6, 22, 38])
    #expect(QRVersion(number: 14).alignments == [6, 26, 46, 66])
    #expect(QRVersion(number: 20).alignments == [6, 34, 62, 90])
  }

  @Test func whatDoesNotFitIsRefused() {
    #expect(QRCode("") == nil)
    #expect(QRCode(String(repeating: "a", count: 666))?.size == 97)
    #expect(QRCode(String(repeating: "a", count: 667)) == nil)
  }

  @Test func everythingOutsideIsLight() throws {
    let code = try #require(QRCode("CaseDesk"))
    #expect(code[0, 0] && !code[-1, 0] && !code[0, -1] && !code[code.size, 0] && !code[0, code.size])
  }
}
