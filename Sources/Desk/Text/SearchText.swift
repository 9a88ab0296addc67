@_spi(_Unicode) import Swift

/// A text in the form that searches compare: case, accents, apostrophes and the kind of dash or space do not count, so
/// that text typed on any keyboard finds text in any spelling.
struct SearchText: Hashable, Sendable {
  private let folded: String

  init(_ text: String) { folded = Self.folded(text) }

  /// The words of what was typed.
  var words: [Substring] { folded.split(separator: " ") }

  var isEmpty: Bool { folded.isEmpty }

  func contains(_ word: Substring) -> Bool {
    // Both are folded alike, so that equal bytes are equal text: a list of ten thousand is searched with each key.
    folded.utf8.withContiguousStorageIfAvailable { text in
      word.utf8.withContiguousStorageIfAvailable { Self.find($0, in: text) }
    }?.flatMap(\.self) ?? folded.contains(word)
  }

  func contains(_ other: SearchText) -> Bool { contains(other.folded[...]) }

  private static func find(_ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first else { return true }
    guard text.count >= word.count else { return false }
    for start in 0...(text.count - word.count) where text[start] == first {
      var length = 1
      while length < word.count, text[start + length] == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }

  /// Its places in a text; a hit begins and ends at whole characters.
  func ranges(in text: String) -> [Range<String.Index>] {
    guard !isEmpty, SearchText(text).contains(self) else { return [] }
    var ranges: [Range<String.Index>] = []
    var start = text.startIndex
    while start < text.endIndex {
      var end = start
      var hit = ""
      while end < text.endIndex, hit.unicodeScalars.count < folded.unicodeScalars.count {
        let next = text.index(after: end)
        hit += Self.folded(String(text[end..<next]))
        end = next
      }
      if hit.hasPrefix(folded), !hit.isEmpty {
        ranges.append(start..<end)
        start = end
      } else {
        start = text.index(after: start)
      }
    }
    return ranges
  }

  /// True when it contains every typed word.
  func contains(allOf words: [Substring]) -> Bool { words.allSatisfy { contains($0) } }

  private static func folded(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "`") }) else {
      return text.lowercased()
    }
    var result = String.UnicodeScalarView()
    for scalar in text.lowercased()._nfd {
      if let letters = letters[scalar] {
        result.append(contentsOf: letters.unicodeScalars)
        continue
      }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .format,
        .modifierLetter where apostrophes.contains(scalar):
        continue
      case .dashPunctuation: result.append("-")
      case .spaceSeparator: result.append(" ")
      default: if !apostrophes.contains(scalar) { result.append(scalar) }
      }
    }
    return String(result)
  }

  /// Single letters that keyboards without them spell differently; Unicode does not decompose these.
  private static let letters: [Unicode.Scalar: String] = [
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŧ": "t", "ħ": "h",
    "\u{2212}": "-",
  ]

  private static let apostrophes: Set<Unicode.Scalar> = [
    "'", "`", "\u{B4}", "\u{2BB}", "\u{2BC}", "\u{2018}", "\u{2019}", "\u{201B}", "\u{2032}", "\u{FF07}",
  ]
}
