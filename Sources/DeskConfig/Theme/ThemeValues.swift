package import Terminal

extension Color {
  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  /// `"#rrggbb"`, one of the eight ANSI names with or without `bright-`, `"default"`, or a number of the 256 colours.
  init?(themeValue value: TOMLValue) {
    switch value {
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

  /// As a theme file writes it.
  package var themeText: String {
    switch self {
    case .standard: "default"
    case .indexed(let index): Self.names.indices.contains(Int(index)) ? Self.names[Int(index)] : brightName(index)
    case .rgb(let red, let green, let blue):
      "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  private func brightName(_ index: UInt8) -> String {
    index < 16 ? "bright-" + Self.names[Int(index) - 8] : String(index)
  }

  private static func hexadecimal(_ digits: Substring) -> Color? {
    guard digits.utf8.count == 6, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }), let value = Int(digits, radix: 16)
    else { return nil }
    return .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
  }
}

extension Attributes {
  private static let words: [(String, Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
  ]

  init?(themeWord word: String) {
    guard let known = Self.words.first(where: { $0.0 == word }) else { return nil }
    self = known.1
  }

  /// As a theme file writes them.
  package var themeWords: [String] { Self.words.filter { contains($0.1) }.map(\.0) }
}
