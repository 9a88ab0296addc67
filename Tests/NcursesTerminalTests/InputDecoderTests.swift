import NcursesTerminal
import Terminal
import Testing

@Suite struct InputDecoderTests {
  /// Decodes bytes that arrive in one read, followed by silence.
  private func decode(_ bytes: [UInt8]) -> [TerminalInput] {
    var decoder = InputDecoder()
    var result: [TerminalInput] = []
    for byte in bytes { result += decoder.feed(.byte(byte), at: 0) }
    result += decoder.quiet(at: 0)
    result += decoder.quiet(at: 10_000)
    return result
  }

  @Test(arguments: [
    ("a", "a"), ("A", "A"), ("\r", "Enter"), ("\n", "Ctrl-J"), ("\t", "Tab"), ("\u{7F}", "Backspace"),
    ("\u{8}", "Backspace"),
    ("\u{3}", "Ctrl-C"), ("\u{1A}", "Ctrl-Z"), ("\u{13}", "Ctrl-S"), ("\u{11}", "Ctrl-Q"), ("\u{0}", "Ctrl-Space"),
    ("\u{1B}", "Esc"), ("\u{1B}b", "Alt-B"), ("\u{1B}1", "Alt-1"), ("\u{1B}\r", "Alt-Enter"),
    ("\u{1B}\u{7F}", "Alt-Backspace"),
    ("\u{1B}[A", "Up"), ("\u{1B}OA", "Up"), ("\u{1B}[1;5C", "Ctrl-Right"), ("\u{1B}[1;3D", "Alt-Left"),
    ("\u{1B}[Z", "Shift-Tab"),
    ("\u{1B}[3~", "Del"), ("\u{1B}[5~", "PgUp"), ("\u{1B}[6;2~", "Shift-PgDn"), ("\u{1B}[21~", "F10"),
    ("\u{1B}OP", "F1"),
    ("\u{1B}[1;2P", "Shift-F1"), ("\u{1B}[H", "Home"), ("\u{1B}[4~", "End"), ("é", "é"), ("漢", "漢"), ("🚀", "🚀"),
    ("\u{1B}[", "Alt-["), ("\u{1B}]", "Alt-]"), ("\u{1B}O", "Alt-Shift-O"), ("\u{1B}P", "Alt-Shift-P"),
    ("\u{1C}", "Ctrl-\\"),
  ]) func oneKey(_ bytes: String, _ name: String) {
    #expect(decode(Array(bytes.utf8)) == KeyPress(name: name).map { [.key($0)] })
  }

  @Test(arguments: [
    "\u{1B}[?1;2c", "\u{1B}[>41;354;0c", "\u{1B}[24;80R", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\",
    "\u{1B}]52;c;eQ==\u{7}",
    "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[?2026;2$y", "\u{1B}[I", "\u{1B}[O", "\u{1B}[<0;10;10M",
    "\u{1B}[99~",
    "\u{1B}[P",
  ]) func answersOfTheTerminalAreSwallowed(_ bytes: String) {
    #expect(decode(Array(bytes.utf8)).isEmpty)
    #expect(decode(Array((bytes + "y").utf8)) == [.key(KeyPress(.character("y")))])
  }

  /// It never becomes a key, and text that looks like it is text.
  @Test func aStatusReportIsAnAnswer() {
    #expect(decode(Array("\u{1B}[0ny\u{1B}[3n".utf8)) == [.answered, .key(KeyPress(.character("y"))), .answered])
    #expect(decode(Array("\u{1B}[5n\u{1B}[?0n".utf8)).isEmpty)
    #expect(decode(Array("\u{1B}[200~\u{1B}[0n\u{1B}[201~".utf8)) == [.paste("[0n")])
  }

  @Test func anUnfinishedSequenceHoldsTheKeyboardOnlyForAWhile() {
    var decoder = InputDecoder()
    for byte in Array("\u{1B}]0;never ended".utf8) { #expect(decoder.feed(.byte(byte), at: 0).isEmpty) }
    #expect(decoder.quiet(at: 0).isEmpty)
    #expect(decoder.deadline == InputDecoder.sequenceTimeout)
    #expect(decoder.quiet(at: InputDecoder.sequenceTimeout).isEmpty)
    #expect(decoder.deadline == nil)
    #expect(decoder.feed(.byte(UInt8(ascii: "y")), at: 600) == [.key(KeyPress(.character("y")))])
  }

  @Test func aScalarMayArriveInPieces() {
    var decoder = InputDecoder()
    let bytes = Array("é".utf8)
    #expect(decoder.feed(.byte(bytes[0]), at: 0).isEmpty)
    #expect(decoder.quiet(at: 0).isEmpty)
    #expect(decoder.feed(.byte(bytes[1]), at: 40) == [.key(KeyPress(.character("é")))])
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE6, 0xBC], [0xC2, 0x9B],
      [0xE6, 0xFF],
    ] as [[UInt8]]) func badBytesAreToldOnceAndTheNextKeyCounts(_ bytes: [UInt8])
  {
    #expect(decode(bytes + [UInt8(ascii: "y")]) == [.unreadable, .key(KeyPress(.character("y")))])
    #expect(decode(bytes + [0x0D]) == [.unreadable, .key(KeyPress(.enter))])
  }

  @Test func altCountsWithALetterOfSeveralBytes() {
    #expect(decode(Array("\u{1B}é".utf8)) == [.key(KeyPress(.character("é"), .alt))])
  }

  @Test func aKeyOfTheDescriptionAfterEscapeIsAnAltKey() {
    var decoder = InputDecoder()
    #expect(decoder.feed(.byte(0x1B), at: 0).isEmpty)
    #expect(decoder.feed(.key(KeyPress(.up)), at: 0) == [.key(KeyPress(.up, .alt))])
    #expect(decoder.feed(.key(KeyPress(.up)), at: 0) == [.key(KeyPress(.up))])
  }

  @Test func twoEscapesAreTwoKeys() {
    #expect(decode([0x1B, 0x1B]) == [.key(KeyPress(.escape)), .key(KeyPress(.escape))])
  }
}
