/// Attributes of a cell. Blinking is left out on purpose: nothing on the screen moves by itself.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The standard library's own looks through every conformance of the program when it is first used.
  package init(arrayLiteral elements: Attributes...) { rawValue = elements.reduce(0) { $0 | $1.rawValue } }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)
}

/// How a cell looks. A screen has thousands of cells: the three parts are packed, so that two looks are compared at once.
package struct Style: Hashable, Sendable {
  /// The foreground lowest, then the background, then the attributes.
  private var packed: UInt64

  package init(foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []) {
    packed =
      foreground.packed | background.packed << Color.packedBits | UInt64(attributes.rawValue) << (2 * Color.packedBits)
  }

  package var foreground: Color {
    get { Color(packed: packed) }
    set { self = Style(foreground: newValue, background: background, attributes: attributes) }
  }

  package var background: Color {
    get { Color(packed: packed >> Color.packedBits) }
    set { self = Style(foreground: foreground, background: newValue, attributes: attributes) }
  }

  package var attributes: Attributes {
    get { Attributes(rawValue: UInt8(packed >> (2 * Color.packedBits))) }
    set { self = Style(foreground: foreground, background: background, attributes: newValue) }
  }

  /// The terminal's own colours, no attributes.
  package static let standard = Style()

  /// This style with `attributes` added.
  package func adding(_ attributes: Attributes) -> Style {
    Style(foreground: foreground, background: background, attributes: self.attributes.union(attributes))
  }
}

extension Color {
  /// The number of bits of a packed colour.
  fileprivate static let packedBits: UInt64 = 26

  /// The kind in the upper two bits; below it the index, or red, green and blue.
  fileprivate var packed: UInt64 {
    switch self {
    case .standard: 0
    case .indexed(let index): 1 << 24 | UInt64(index)
    case .rgb(let red, let green, let blue): 2 << 24 | UInt64(red) << 16 | UInt64(green) << 8 | UInt64(blue)
    }
  }

  /// - Parameter packed: what stands above its bits is left out.
  fileprivate init(packed: UInt64) {
    switch packed >> 24 & 3 {
    case 0: self = .standard
    case 1: self = .indexed(UInt8(truncatingIfNeeded: packed))
    default:
      self = .rgb(
        UInt8(truncatingIfNeeded: packed >> 16), UInt8(truncatingIfNeeded: packed >> 8),
        UInt8(truncatingIfNeeded: packed))
    }
  }
}
