package import TestSupport

/// Texts that try to act on a terminal, to hide or to be measured wrongly.
package enum HostileText {
  package static let corpus: [String] = [
    "\u{1B}[31mred", "\u{1B}]0;title\u{07}", "\u{1B}]8;;https://example.com\u{1B}\\link", "\u{1B}]52;c;eA==\u{07}",
    "\u{1B}P1$r\u{1B}\\", "\u{1B}_apc\u{1B}\\", "\u{1B}^pm\u{1B}\\", "\u{1B}Xsos\u{1B}\\", "\u{9B}31m",
    "\u{9D}0;t\u{9C}",
    "unterminated \u{1B}[", "a\rb", "a\u{8}b", "a\tb", "a\nb", "a\r\nb", "a\u{B}b\u{C}c\u{0}d", "del\u{7F}",
    "user\u{202E}moc.elpmaxe", "\u{2066}isolate\u{2069}", "zero\u{200B}width", "join\u{200D}er", "non\u{200C}joiner",
    "\u{FEFF}bom", "soft\u{AD}hyphen", "tag\u{E0041}\u{E0042}", "line\u{2028}para\u{2029}", "word\u{2060}joiner",
    "e\u{301}", "Z" + String(repeating: "\u{300}", count: 500), "\u{301}orphan", "👨‍👩‍👧", "👍🏽", "❤️", "1️⃣", "🇺🇸", "🇺",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "漢字かな", "한국어", "\u{1112}\u{1161}\u{11AB}", "\u{1161}", "क्षत्रिय", "สวัสดี", "مرحبا", "private\u{E000}",
    "unassigned\u{378}", "fill\u{3164}er", "sel\u{FE01}ector", "ivs葛\u{E0100}", "[RED]<b>%n\\&amp;", "",
  ]

  /// A text of `length` characters drawn from pieces of the corpus, the same for the same numbers.
  package static func random(length: Int, using generator: inout SeededGenerator) -> String {
    var result = ""
    for _ in 0..<length {
      if let piece = corpus.randomElement(using: &generator), let character = piece.randomElement(using: &generator) {
        result.append(character)
      }
    }
    return result
  }
}
