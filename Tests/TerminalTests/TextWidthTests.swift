import FuzzLaws
import Terminal
import TestSupport
import Testing

@Suite struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("한국어", 6), ("👨‍👩‍👧", 3), ("🇺🇸", 4), ("\u{1B}", 1), ("\u{202E}", 8),
    ("नमस्ते", 4),
    ("ﾊﾝ", 2), ("Ａ", 2), ("…", 1), ("●", 1), ("┌", 1), ("❤️", 1), ("🚀", 2),
  ]) func columns(_ text: String, _ expected: Int) {
    #expect(TextWidth.columns(of: text) == expected)
  }

  @Test(arguments: HostileText.corpus) func widthIsThatOfTheSanitisedText(_ text: String) {
    #expect(TextWidth.columns(of: text) == TextWidth.columns(of: Sanitiser.visible(text)))
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("漢字漢", 5, "漢字…"), ("漢字漢", 4, "漢…"), ("abc", 1, "…"),
    ("abc", 0, ""),
    ("abc", -3, ""), ("", 4, ""), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
  ]) func truncate(_ text: String, _ columns: Int, _ expected: String) {
    #expect(TextWidth.truncate(text, to: columns) == expected)
  }

  @Test(arguments: 0..<200) func truncationNeverExceedsItsColumns(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text = HostileText.random(length: 12, using: &generator)
    for columns in 0..<30 {
      let cut = TextWidth.truncate(text, to: columns)
      #expect(TextWidth.columns(of: cut) <= columns)
      #expect(TextWidth.columns(of: TextWidth.pad(text, to: columns)) == columns)
    }
  }

  @Test(arguments: [
    ("the quick brown fox", 10, ["the quick", "brown fox"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("a\n\nb", 5, ["a", "", "b"]),
    ("one  two", 4, ["one", "two"]), ("  in", 6, ["  in"]), ("", 5, [""]), ("漢字漢字", 3, ["漢", "字", "漢", "字"]),
    ("ab cdefghij k", 4, ["ab", "cdef", "ghij", "k"]), ("漢", 1, ["漢"]), ("a\tb", 9, ["a␉b"]),
  ]) func wrap(_ text: String, _ columns: Int, _ expected: [String]) {
    #expect(TextWidth.wrap(text, columns: columns) == expected)
  }

  @Test(arguments: 0..<200) func wrappedLinesFitAndLoseNoVisibleCharacter(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text =
      HostileText.random(length: 20, using: &generator) + " b c " + HostileText.random(length: 5, using: &generator)
    for columns in [2, 3, 7, 20] {
      let lines = TextWidth.wrap(text, columns: columns)
      #expect(lines.allSatisfy { $0.count == 1 || TextWidth.columns(of: $0) <= columns })
      let kept = lines.joined().unicodeScalars.filter { $0 != " " }
      let wanted = Sanitiser.visibleLines(text).unicodeScalars.filter { $0 != " " && $0 != "\n" }
      #expect(Array(kept) == Array(wanted))
    }
  }
}
