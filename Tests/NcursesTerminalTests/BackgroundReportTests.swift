import NcursesTerminal
import Terminal
import Testing

/// Answers of the terminal about its background, whole and damaged. No byte of one is a key.
@Suite struct BackgroundReportTests {
  private static let answer = Array("\u{1B}]11;rgb:fdfd/f6f6/e3e3\u{1B}\\".utf8)
  private static let report = Array("\u{1B}[?997;2n".utf8)

  private func asking() -> InputDecoder {
    var decoder = InputDecoder()
    decoder.takesBackground = true
    return decoder
  }

  /// All of `text` in one read, and a long time after it.
  private func decode(_ text: String) -> [TerminalInput] {
    var decoder = asking()
    return Array(text.utf8).flatMap { decoder.feed(.byte($0), at: 0) } + decoder.quiet(at: 0)
      + decoder.quiet(at: 60_000)
  }

  private func key(_ character: Character) -> TerminalInput { .key(KeyPress(.character(character))) }

  @Test(arguments: [
    ("rgb:0000/0000/0000", Brightness.dark), ("rgb:ffff/ffff/ffff", .light), ("rgb:1a1a/1b1b/2626", .dark),
    ("rgb:fdfd/f6f6/e3e3", .light), ("rgb:0/0/0", .dark), ("rgb:f/f/f", .light), ("rgb:00/2b/36", .dark),
    ("rgb:fff/fff/fff", .light), ("rgb:FF/FF/FF", .light), ("rgba:ffff/ffff/ffff/ffff", .light),
    ("rgba:00/00/00/80", .dark), ("rgb:f/00/000", .dark), ("rgb:0000/ffff/0000", .light), ("rgb:0000/0000/ffff", .dark),
    ("rgb:ffff/0000/0000", .dark), ("rgb:7f/7f/7f", .dark), ("rgb:80/80/80", .light), ("rgb:7fff/7fff/7fff", .dark),
    ("rgb:7/7/7", .dark), ("rgb:8/8/8", .light),
  ])
  func aColourIsLightOrDarkAtEveryWidth(_ color: String, _ brightness: Brightness) {
    for end in ["\u{7}", "\u{1B}\\"] {
      #expect(decode("\u{1B}]11;\(color)\(end)z") == [.background(brightness), key("z")])
    }
  }

  @Test(arguments: [
    ("1", [TerminalInput.background(.dark)]), ("2", [.background(.light)]), ("3", []), ("", []), ("0", []),
  ])
  func aReportOfAChangeIsRead(_ number: String, _ inputs: [TerminalInput]) {
    #expect(decode("\u{1B}[?997;\(number)nz") == inputs + [key("z")])
  }

  @Test(arguments: [
    "11;rgb:", "11;rgb:fff/fff", "11;rgb:fff/fff/fff/fff", "11;rgba:fff/fff/fff", "11;rgb:fffff/f/f", "11;rgb:g/f/f",
    "11;rgb://", "11;rgb:-f/f/f", "11;rgb:+f/f/f", "11;#ffffff", "11;?", "11", "10;rgb:ffff/ffff/ffff", "12;rgb:f/f/f",
    "4;11;rgb:f/f/f", "11;rgb:ffff/ffff/ffff ", "11;rgb:ffff/ffff/ffff/", " 11;rgb:f/f/f", "11;hsv:f/f/f",
    "11;rgb:f/f/f:", "11;rgb:ffff/ffff/ffff;11;rgb:0/0/0", "52;c;QUJD",
  ])
  func otherTextsSayNothing(_ text: String) {
    #expect(decode("\u{1B}]\(text)\u{7}z") == [key("z")])
    #expect(decode("\u{1B}]\(text)\u{1B}\\z") == [key("z")])
  }

  @Test(arguments: ["?997;1;1n", "997;1n", "?996;1n", "?997n", "?997;1$n", "?997;1m", ">997;1n"])
  func otherReportsSayNothing(_ report: String) {
    #expect(decode("\u{1B}[\(report)z") == [key("z")])
  }

  @Test(arguments: ["P", "X", "^", "_"]) func onlyAnOperatingSystemCommandIsAnAnswer(_ introducer: String) {
    #expect(decode("\u{1B}\(introducer)11;rgb:ffff/ffff/ffff\u{1B}\\z") == [key("z")])
  }

  @Test(arguments: ["\u{18}", "\u{1A}"]) func anAnswerThatIsCancelledSaysNothing(_ end: String) {
    #expect(decode("\u{1B}]11;rgb:ffff/ffff/ffff\(end)z") == [key("z")])
  }

  @Test func anOversizedAnswerSaysNothingAndIsSwallowed() {
    let long = String(repeating: "f", count: 100_000)
    #expect(decode("\u{1B}]11;rgb:ffff/ffff/ffff\(long)\u{7}z") == [key("z")])
    #expect(decode("\u{1B}]11;rgb:ffff/ffff/\(long)\u{1B}\\z") == [key("z")])
  }

  @Test func nothingIsReportedThatWasNotAskedFor() {
    var decoder = InputDecoder()
    let inputs = (Self.answer + Self.report + Array("z".utf8)).flatMap { decoder.feed(.byte($0), at: 0) }
    #expect(inputs + decoder.quiet(at: 0) == [key("z")])
  }

  @Test(arguments: [answer, report]) func itMayBeSplitAtEveryByte(_ bytes: [UInt8]) {
    for place in 1..<bytes.count {
      var decoder = asking()
      var inputs: [TerminalInput] = []
      // The rest of one that was split behind its Escape comes at once: a pause there is the key Escape.
      for part in [bytes[..<place], bytes[place...]] {
        inputs += part.flatMap { decoder.feed(.byte($0), at: 0) }
        if place > 1 { inputs += decoder.quiet(at: 0) }
      }
      inputs += decoder.feed(.byte(UInt8(ascii: "z")), at: 1) + decoder.quiet(at: 1)
      #expect(inputs == [.background(.light), key("z")], "\(place)")
    }
  }

  /// The line hangs in the middle of it for longer than an unfinished sequence is waited for.
  @Test(arguments: [answer, report]) func itsRestMayComeLate(_ bytes: [UInt8]) {
    for place in 3..<bytes.count {
      var decoder = asking()
      var inputs = bytes[..<place].flatMap { decoder.feed(.byte($0), at: 0) } + decoder.quiet(at: 0)
      inputs += decoder.quiet(at: InputDecoder.sequenceTimeout)
      #expect(decoder.deadline == nil)
      inputs += bytes[place...].flatMap { decoder.feed(.byte($0), at: 4_000) } + decoder.quiet(at: 4_000)
      inputs += decoder.feed(.byte(UInt8(ascii: "z")), at: 4_001) + decoder.quiet(at: 4_001)
      #expect(inputs == [.background(.light), key("z")], "\(place)")
    }
  }

  @Test(arguments: [answer, report]) func aPauseBehindItsEscapeIsTheKeyAndTheRestIsStillAnAnswer(_ bytes: [UInt8]) {
    var decoder = asking()
    var inputs = decoder.feed(.byte(bytes[0]), at: 0) + decoder.quiet(at: 0)
    inputs += bytes[1...].flatMap { decoder.feed(.byte($0), at: 300) } + decoder.quiet(at: 300)
    #expect(inputs == [.key(KeyPress(.escape)), .background(.light)])
  }

  @Test(arguments: 3..<answer.count) func afterOneThatNeverEndsKeysCountAgain(_ count: Int) {
    for typed in ["zebra", "q", "\\", "fade", "11", "]", "\r", "\u{1B}", "\u{1B}[A", "\u{1B}x", "Ü", "日"] {
      let bytes = Array(typed.utf8)
      var plain = asking()
      let keys = bytes.flatMap { plain.feed(.byte($0), at: 0) } + plain.quiet(at: 0) + plain.quiet(at: 1000)
      var decoder = asking()
      var inputs = Self.answer[..<count].flatMap { decoder.feed(.byte($0), at: 0) } + decoder.quiet(at: 0)
      inputs += decoder.quiet(at: 500)
      // The end of the answer belongs to it.
      if typed == "\\", count == Self.answer.count - 1 { continue }
      // One key a read, as a person types; the sequences of keys come whole.
      let reads = typed.hasPrefix("\u{1B}") || !typed.allSatisfy(\.isASCII) ? [bytes] : bytes.map { [$0] }
      for read in reads {
        inputs += read.flatMap { decoder.feed(.byte($0), at: 700) } + decoder.quiet(at: 700)
      }
      inputs += decoder.quiet(at: 2000)
      #expect(inputs == keys, "\(typed.debugDescription) after \(count)")
    }
  }

  @Test func longAfterACutAnswerNothingIsTakenForItsRest() {
    var decoder = asking()
    for byte in Self.answer[..<12] { _ = decoder.feed(.byte(byte), at: 0) }
    #expect(decoder.quiet(at: 500).isEmpty)
    let late = 501 + InputDecoder.restTimeout
    let inputs = Array("ff".utf8).flatMap { decoder.feed(.byte($0), at: late) } + decoder.quiet(at: late)
    #expect(inputs == [key("f"), key("f")])
  }

  @Test func aPasteBehindACutAnswerStaysAPaste() {
    var decoder = asking()
    for byte in Self.answer[..<12] { _ = decoder.feed(.byte(byte), at: 0) }
    _ = decoder.quiet(at: 500)
    let paste = Array("\u{1B}[200~rgb:ff/ff/ff\u{1B}[201~".utf8)
    let inputs = paste.flatMap { decoder.feed(.byte($0), at: 600) } + decoder.quiet(at: 600) + decoder.quiet(at: 2000)
    #expect(inputs == [.paste("rgb:ff/ff/ff")])
  }

  @Test func aSmallPasteAfterAnEscapeStaysAPaste() {
    var decoder = asking()
    #expect(decoder.feed(.byte(0x1B), at: 0) + decoder.quiet(at: 0) == [.key(KeyPress(.escape))])
    let inputs =
      Array("\u{1B}[200~ab\u{1B}[201~".utf8).flatMap { decoder.feed(.byte($0), at: 100) } + decoder.quiet(at: 100)
      + decoder.quiet(at: 2000)
    #expect(inputs == [.paste("ab")])
  }

  @Test(arguments: ["jk", "[A", "OA", "]", "]x", "x", "\u{1B}", "\r"]) func keysAfterAnEscapeStayKeys(_ typed: String) {
    var decoder = asking()
    _ = decoder.feed(.byte(0x1B), at: 0) + decoder.quiet(at: 0)
    let inputs =
      Array(typed.utf8).flatMap { decoder.feed(.byte($0), at: 200) } + decoder.quiet(at: 200) + decoder.quiet(at: 2000)
    var plain = InputDecoder()
    let keys = Array(typed.utf8).flatMap { plain.feed(.byte($0), at: 0) } + plain.quiet(at: 0) + plain.quiet(at: 2000)
    #expect(inputs == keys)
  }

  @Test func theQueueOfAReadIsNeverHeldBack() {
    var decoder = asking()
    for byte in Self.answer[..<12] { _ = decoder.feed(.byte(byte), at: 0) }
    _ = decoder.quiet(at: 500)
    let text = String(repeating: "fa", count: 100)
    let inputs = Array(text.utf8).flatMap { decoder.feed(.byte($0), at: 600) } + decoder.quiet(at: 600)
    #expect(inputs == text.map(key))
  }
}
