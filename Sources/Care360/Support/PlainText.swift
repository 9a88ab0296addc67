extension Unicode.Scalar {
  /// False for controls, line ends, direction marks, and the character that stands for bytes that were not valid text.
  package var isPlainText: Bool {
    // The table of the categories is read for other letters alone.
    if isASCII { return value >= 0x20 && value != 0x7F }
    return switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: !(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value) && value != 0xFFFD
    }
  }

  /// Line feed and tab are plain enough for a text of several lines. Marks of direction are not: nobody sees them, and they
  /// change how a name or number beside them reads.
  package var isCommunicable: Bool {
    self == "\n" || self == "\t" || isPlainText && !properties.isBidiControl && self != "\u{FEFF}"
  }

  /// "U+202E (RIGHT-TO-LEFT OVERRIDE)", for a sentence about a character that nobody sees.
  package var codeAndName: String {
    let digits = String(value, radix: 16, uppercase: true)
    let name = properties.name ?? (properties.generalCategory == .control ? "a control character" : nil)
    return "U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)" + (name.map { " (\($0))" } ?? "")
  }
}
