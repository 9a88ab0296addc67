import Terminal

extension Color {
  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  /// `"#rrggbb"`, one of the eight ANSI names with or without `bright-`, `"default"`, or a number of the 256 colours.
  init?(themeValue node: TOMLNode) {
    switch node {
    case .whole(let number):
      guard let index = UInt8(exactly: number) else { return nil }
      self = .indexed(index)
    case .text("default"): self = .standard
    case .text(let text):
      if text.hasPrefix("#") {
        guard let color = Self.hexadecimal(text.dropFirst()) else { return nil }
        self = color
      } else {
        let isBright = text.hasPrefix("bright-")
        guard let index = Self.names.firstIndex(of: isBright ? String(text.dropFirst(7)) : text) else { return nil }
        self = .indexed(UInt8(index + (isBright ? 8 : 0)))
      }
    default: return nil
    }
  }

  private static func hexadecimal(_ digits: Substring) -> Color? {
    guard digits.utf8.count == 6, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }), let value = Int(digits, radix: 16)
    else { return nil }
    return .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
  }
}

extension Attributes {
  init?(themeWord word: String) {
    switch word {
    case "bold": self = .bold
    case "dim": self = .dim
    case "italic": self = .italic
    case "underline": self = .underline
    case "reverse": self = .reverse
    default: return nil
    }
  }
}
