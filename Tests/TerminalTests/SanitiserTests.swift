import FuzzLaws
import Terminal
import TestSupport
import Testing

@Suite struct SanitiserTests {
  @Test(arguments: HostileText.corpus) func nothingInvisibleOrActiveIsLeft(_ text: String) {
    for scalar in Sanitiser.visible(text).unicodeScalars {
      let properties = scalar.properties
      #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value), "U+\(String(scalar.value, radix: 16))")
      #expect(!properties.isDefaultIgnorableCodePoint, "U+\(String(scalar.value, radix: 16))")
      #expect(properties.generalCategory != .format && properties.generalCategory != .unassigned)
      #expect(properties.generalCategory != .lineSeparator && properties.generalCategory != .paragraphSeparator)
    }
  }

  @Test func noControlCharacterIsLeft() throws {
    for value in [UInt32](0..<0x20) + [UInt32](0x7F...0x9F) {
      let scalar = try #require(Unicode.Scalar(value))
      let shown = Sanitiser.visible("a\(scalar)b")
      let isLeft = shown.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
      #expect(!isLeft && shown.count > 2, "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: HostileText.corpus) func sanitisingAgainChangesNothing(_ text: String) {
    let once = Sanitiser.visible(text)
    #expect(Sanitiser.visible(once) == once)
    #expect(Sanitiser.isPlain(once))
  }

  @Test(arguments: 0..<300) func mixturesAreSafeToo(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let text = HostileText.random(length: 30, using: &generator)
    let once = Sanitiser.visible(text)
    #expect(Sanitiser.visible(once).unicodeScalars.elementsEqual(once.unicodeScalars))
    #expect(TextWidth.columns(of: once) == TextWidth.columns(of: text))
    #expect(once.unicodeScalars.allSatisfy { !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 0x20 })
  }

  @Test(arguments: HostileText.corpus) func asciiFormIsPrintableASCII(_ text: String) {
    #expect(Sanitiser.visibleASCII(text).utf8.allSatisfy { (0x20..<0x7F).contains($0) })
  }

  @Test(arguments: [
    ("\u{1B}[31m", "␛[31m"), ("a\tb", "a␉b"), ("a\r\nb", "a␍␊b"), ("\u{0}", "␀"), ("\u{7F}", "␡"),
    ("\u{9B}A", "‹U+009B›A"), ("\u{202E}abc", "‹U+202E›abc"), ("a\u{200B}", "a‹U+200B›"), ("\u{AD}", "‹U+00AD›"),
    ("\u{E0041}", "‹U+E0041›"), ("\u{301}x", "◌\u{301}x"), ("🇺🇸", "‹US›"), ("👨‍👩‍👧", "👨⁺"), ("👍🏽", "👍⁺"), ("❤️", "❤"),
    ("a\u{200D}b", "a‹U+200D›b"), ("\u{1112}\u{1161}\u{11AB}", "한"),
  ]) func placeholders(_ text: String, _ expected: String) {
    #expect(Array(Sanitiser.visible(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(arguments: [
    "[RED]", "<b>bold</b>", "%n%s", "\\n \\u{41}", "&amp;&#x41;", "Zoë Ødegård", "漢字", "नमस्ते", "สวัสดี", "a\u{A0}b",
    String(decoding: 0x21..<0x7F, as: UTF8.self),
  ])
  func printableTextIsDrawnLiterally(_ text: String) {
    #expect(Sanitiser.visible(text) == text)
    // A text of ASCII alone is drawn in another way than one with any other character in it.
    for drawn in [text, text + "漢"] {
      var surface = Surface(size: Size(columns: TextWidth.columns(of: drawn), rows: 1))
      surface.put(drawn, at: Point(column: 0, row: 0), style: .standard)
      #expect(surface.plainRows == [drawn])
    }
  }

  @Test func aStormOfMarksKeepsFourAndSaysThatThereWereMore() {
    let shown = Sanitiser.visible("Z" + String(repeating: "\u{300}", count: 500) + "y")
    #expect(Array(shown.unicodeScalars) == Array("Z\u{300}\u{300}\u{300}\u{300}⁺y".unicodeScalars))
  }

  @Test(arguments: [
    ("ab", "a\u{200B}b"), ("ab", "a\u{FEFF}b"), ("abc", "\u{202E}abc"), ("a-b", "a\u{AD}b"), ("x", "x\u{E0041}"),
  ])
  func lookAlikesAreDrawnDifferently(_ plain: String, _ hidden: String) {
    #expect(Sanitiser.visible(plain) != Sanitiser.visible(hidden))
  }

  @Test func linesStayOnlyWhereAsked() {
    #expect(Sanitiser.visibleLines("a\r\nb\rc\nd\u{1B}") == "a\nb\nc\nd␛")
    #expect(!Sanitiser.visible("a\nb").contains("\n"))
  }

  @Test func isolatedTextCannotLeaveItsQuotationMarks() {
    #expect(Sanitiser.isolatedText("a\" or \u{202E}") == "\"a\"\" or ‹U+202E›\"")
    // With a mark it is another character, and ends the text all the same for who reads it.
    #expect(
      Array(Sanitiser.isolatedText("a\"\u{301} or").unicodeScalars) == Array("\"a\"\"\u{301} or\"".unicodeScalars))
  }
}
