import Glibc
package import Terminal

/// Contrast as WCAG 2 defines it: relative luminance of sRGB, ratios from 1 to 21.
package enum Contrast {
  /// The contrast that AA requires for text of ordinary size.
  package static let least = 4.5

  /// Nil where a colour is the terminal's own, whose value nobody knows here.
  package static func ratio(_ one: Color, _ other: Color) -> Double? {
    guard let one = luminance(one), let other = luminance(other) else { return nil }
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  static func luminance(_ color: Color) -> Double? {
    guard let (red, green, blue) = color.components else { return nil }
    func linear(_ value: UInt8) -> Double {
      let share = Double(value) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
