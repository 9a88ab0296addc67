/// Typed or pasted text without the invisible characters that other programs put around and into identifiers: bidi
/// controls, zero-width characters, byte order marks. Full-width forms, dashes and blanks of all kinds become plain.
struct PastedText {
  /// Blanks at the ends are gone; a line end within is a newline.
  let text: String
  /// True when an invisible character stood between visible ones.
  let hadInvisibleWithin: Bool

  init(_ source: String) throws(IdentifierProblem) {
    var folded = String.UnicodeScalarView()
    var invisible: [Int] = []
    for scalar in source.unicodeScalars {
      switch (scalar.value, scalar.properties.generalCategory) {
      case (0x0A, _), (0x0D, _), (0x85, _), (_, .lineSeparator), (_, .paragraphSeparator): folded.append("\n")
      case (0x09, _), (_, .spaceSeparator): folded.append(" ")
      case (_, .format): invisible.append(folded.count)
      case (0xFFFD, _): throw .unreadable("This text is not UTF-8.")
      case (_, .control), (_, .surrogate), (_, .unassigned), (_, .privateUse):
        throw .unreadable("\(scalar.named) cannot be part of an identifier.")
      case (0x2212, _), (_, .dashPunctuation): folded.append("-")
      case (0xFF01...0xFF5E, _): folded.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default: folded.append(scalar)
      }
    }
    let text = String(folded)
    self.text = text.trimmedOfSpaces
    let first = folded.firstIndex { !$0.isBlank }.map { folded.distance(from: folded.startIndex, to: $0) } ?? 0
    let last = folded.lastIndex { !$0.isBlank }.map { folded.distance(from: folded.startIndex, to: $0) } ?? 0
    hadInvisibleWithin = invisible.contains { $0 > first && $0 <= last }
  }
}

extension Unicode.Scalar {
  /// The character as a sentence names it: itself when it is visible, and with its code point when it is not ASCII.
  var named: String {
    let number = "U+" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned, .privateUse,
      .nonspacingMark, .enclosingMark, .spacingMark:
      number
    default: isASCII ? String(self) : "\(self) (\(number))"
    }
  }

  private var hexadecimal: String { String(value, radix: 16, uppercase: true) }

  fileprivate var isBlank: Bool { self == " " || self == "\n" }
}

extension StringProtocol {
  /// The text without all leading `openers` and all trailing `closers`.
  func peeled(_ openers: Set<Character>, _ closers: Set<Character>) -> SubSequence {
    var rest = self[...]
    while let first = rest.first, openers.contains(first) { rest.removeFirst() }
    while let last = rest.last, closers.contains(last) { rest.removeLast() }
    return rest
  }
}
