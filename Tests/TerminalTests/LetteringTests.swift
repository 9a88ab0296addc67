import Terminal
import Testing

@Suite struct LetteringTests {
  @Test(arguments: [
    ("Tomás", "Tom\\u{E1}s"), ("Ярослава", "\\u{42F}\\u{440}\\u{43E}\\u{441}\\u{43B}\\u{430}\\u{432}\\u{430}"),
    ("5 µg", "5 \\u{B5}g"), ("漢", "\\u{6F22}"), ("e\u{301}", "\\u{65}\\u{301}"), ("a · b …", "a - b ~"),
    ("\u{202E}", "\\u{202E}"), ("áa\u{301}á", "\\u{E1}a\\u{301}\\u{E1}"),
  ])
  func whereOnlyASCIIIsDrawnNamesStayApart(_ text: String, _ drawn: String) {
    Lettering.$drawn.withValue(.ascii) {
      var surface = Surface(size: Size(columns: 80, rows: 1))
      let columns = surface.put(text, at: Point(column: 0, row: 0), style: .standard)
      let expected = drawn.replacing("\\u{65}", with: "e")
      #expect(surface.plainRows == [expected])
      #expect(columns == expected.count && TextWidth.columns(of: text) == columns)
      #expect(TextWidth.wrap(text, columns: 7).joined().filter { $0 != " " } == expected.filter { $0 != " " })
    }
    #expect(TextWidth.columns(of: "á") == 1)
  }

  @Test(arguments: [
    ("Tomás", "Tomás"), ("Toma\u{301}s", "Toma‹U+0301›s"), ("\u{64A}\u{64E}", "\u{64A}‹U+064E›"),
    ("\u{301}x", "‹U+0301›x"), ("漢 · …", "漢 · …"), ("क\u{94D}ष", "क‹U+094D›ष"),
    ("áa\u{301}á", "áa‹U+0301›á"),
  ])
  func aTerminalWithoutMarksGetsThemAsCodePoints(_ text: String, _ drawn: String) {
    Lettering.$drawn.withValue(.withoutMarks) {
      var surface = Surface(size: Size(columns: 80, rows: 1))
      let columns = surface.put(text, at: Point(column: 0, row: 0), style: .standard)
      #expect(surface.plainRows.map { Array($0.unicodeScalars) } == [Array(drawn.unicodeScalars)])
      #expect(TextWidth.columns(of: text) == columns)
      #expect(Sanitiser.visible(drawn).unicodeScalars.elementsEqual(drawn.unicodeScalars))
    }
  }

  /// Terminals draw a letter of a flag in one column or two, whatever stands behind it.
  @Test(arguments: ["\u{1F1E6}\u{200D}", "\u{1F1E6}\u{1F1E7}\u{200D}", "\u{1F1E6}\u{FE0F}", "\u{1F1E6}\u{301}"])
  func aLetterOfAFlagIsAPlaceholderWithAnythingBehindIt(_ text: String) {
    let shown = Sanitiser.visible(text)
    #expect(shown.hasPrefix("\u{2039}A"))
    #expect(shown.unicodeScalars.allSatisfy { !(0x1F1E6...0x1F1FF).contains($0.value) })
    #expect(Sanitiser.visible(shown) == shown)
  }
}
