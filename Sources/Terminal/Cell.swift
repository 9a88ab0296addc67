/// One cell of the screen.
///
/// Its text is one base and at most four marks without their own column; terminal libraries store no more. A screen has
/// thousands of cells: the scalars are packed, so that no reference is counted where cells are copied and compared.
package struct Cell: Hashable, Sendable {
  /// Base and two marks, 21 bits each, the base lowest; zero is no scalar.
  private let base: UInt64
  /// The other two marks.
  private let rest: UInt64
  package var style: Style

  /// - Parameter text: of a longer one the first five scalars.
  package init(text: String, style: Style) {
    var packed: (UInt64, UInt64) = (0, 0)
    for (index, scalar) in text.unicodeScalars.prefix(Self.scalarLimit).enumerated() {
      let value = UInt64(scalar.value) << (index % 3 * Self.scalarBits)
      if index < 3 { packed.0 |= value } else { packed.1 |= value }
    }
    (base, rest) = packed
    self.style = style
  }

  private static let scalarLimit = Glyph.maximumMarks + 1
  private static let scalarBits = 21

  private init(base: UInt64, style: Style) {
    self.base = base
    rest = 0
    self.style = style
  }

  static func ascii(_ byte: UInt8, _ style: Style) -> Cell { Cell(base: UInt64(byte), style: style) }

  package static func blank(_ style: Style) -> Cell { ascii(0x20, style) }

  /// The right half of the wide glyph in the cell to the left.
  static func continuation(_ style: Style) -> Cell { Cell(base: 0, style: style) }

  package var isContinuation: Bool { base == 0 }

  /// Nil where it is no single character of ASCII.
  package var ascii: UInt8? { base > 0 && base < 0x80 && rest == 0 ? UInt8(base) : nil }

  /// Empty in a continuation.
  package var text: String { String(String.UnicodeScalarView(scalars)) }

  package var scalars: [Unicode.Scalar] {
    (0..<Self.scalarLimit).compactMap { index in
      let value = (index < 3 ? base : rest) >> (index % 3 * Self.scalarBits) & (1 << Self.scalarBits - 1)
      return value == 0 ? nil : Unicode.Scalar(UInt32(value))
    }
  }
}
