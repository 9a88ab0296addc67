import NcursesTerminal
import Terminal
import Testing

/// Sequences of modes that another program left on, and of terminals that send other ones than their description says.
@Suite struct ForeignSequenceTests {
  private func decode(_ bytes: [UInt8]) -> [TerminalInput] {
    var decoder = InputDecoder()
    return bytes.flatMap { decoder.feed(.byte($0), at: 0) } + decoder.quiet(at: 0) + decoder.quiet(at: 10_000)
  }

  private func names(_ text: String) -> [String] {
    decode(Array(text.utf8)).map { if case .key(let press) = $0 { press.name } else { "\($0)" } }
  }

  @Test(
    arguments: [
      " y%", " V%", "   ", "#!!", "`!!", "a~~", "@!!", " \u{0}\u{0}", " \r\t", " \u{3}\u{7F}", "\u{0}\u{1}\u{2}", " éé",
      " ÃÃ", " é!", " !é", "ÀÁÂ",
    ]) func anOldReportOfTheMouseIsSwallowedWhole(_ values: String)
  {
    #expect(decode(Array("\u{1B}[M\(values)z".utf8)) == [.key(KeyPress(.character("z")))])
  }

  @Test(arguments: [[0x20, 0xE0, 0x25], [0x20, 0xFF, 0xFF], [0x20, 0x25, 0xC5], [0x60, 0x80, 0x21]] as [[UInt8]])
  func aValueBeyondASCIIBelongsToTheReport(_ values: [UInt8]) {
    #expect(decode(Array("\u{1B}[M".utf8) + values + Array("z".utf8)) == [.key(KeyPress(.character("z")))])
  }

  @Test func aKeyOfTheDescriptionMayBeAByteOfTheReport() {
    var decoder = InputDecoder()
    for byte in Array("\u{1B}[M ".utf8) { _ = decoder.feed(.byte(byte), at: 0) }
    #expect(decoder.feed(.key(KeyPress(.backspace)), at: 0).isEmpty)
    #expect(decoder.feed(.byte(0x25), at: 0).isEmpty)
    #expect(decoder.feed(.key(KeyPress(.backspace)), at: 0) == [.key(KeyPress(.backspace))])
  }

  @Test func aPasteBehindACutReportStaysAPaste() {
    #expect(decode(Array("\u{1B}[M \u{1B}[200~y\u{1B}[201~".utf8)) == [.paste("y")])
    #expect(decode(Array("\u{1B}\u{1B}[200~y\u{1B}[201~".utf8)) == [.key(KeyPress(.escape)), .paste("y")])
  }

  @Test(arguments: ["32;120;5M", "35;1;1M", "64;300;200M", "<0;5;5M", "<0;5;5m", "<35;300;200M", "<-1;2;3M", "I", "O"])
  func reportsOfOtherModesAreSwallowed(_ report: String) {
    #expect(names("\u{1B}[\(report)z") == ["z"])
  }

  @Test(arguments: [
    ("27u", "Esc"), ("99;5u", "Ctrl-C"), ("112;5u", "Ctrl-P"), ("100;5:1u", "Ctrl-D"), ("100;5:2u", "Ctrl-D"),
    ("97;3u", "Alt-A"), ("97;7u", "Ctrl-Alt-A"), ("97:65;4u", "Alt-Shift-A"), ("13u", "Enter"), ("13;2u", "Enter"),
    ("13;3u", "Alt-Enter"), ("13;5u", "Enter"), ("9u", "Tab"), ("9;2u", "Shift-Tab"), ("127u", "Backspace"),
    ("127;3u", "Alt-Backspace"), ("127;5u", "Backspace"), ("105;5u", "Tab"), ("1089::99;5u", "Ctrl-C"),
    ("97;1;97u", "a"), ("97:65;2;65u", "A"), ("97;2u", "A"), ("49:33;2u", "!"), ("0;;229u", "å"), ("32;2u", "Space"),
    ("97;65u", "A"), ("97;66u", "a"), ("99;133u", "Ctrl-C"), ("57364u", "F1"), ("57375;2u", "Shift-F12"),
    ("57376u", "F13"), ("57399u", "0"), ("57408;129u", "9"), ("57414u", "Enter"), ("57419u", "Up"),
    ("57352;3u", "Alt-Up"),
    ("27;5;99~", "Ctrl-C"), ("27;5;112~", "Ctrl-P"), ("27;3;97~", "Alt-A"), ("27;2;13~", "Enter"),
    ("27;2;9~", "Shift-Tab"),
    ("27;5;9~", "Tab"), ("27;2;33~", "!"), ("27;6;65~", "Ctrl-A"), ("27;5;127~", "Backspace"), ("27;1;27~", "Esc"),
    ("1;5:1A", "Ctrl-Up"), ("1;1:2B", "Down"), ("5;3:1~", "Alt-PgUp"), ("1;129C", "Right"), ("1;133C", "Ctrl-Right"),
  ])
  func aKeyOfAnExtendedModeIsThatKey(_ sequence: String, _ name: String) {
    #expect(names("\u{1B}[\(sequence)") == [name])
  }

  @Test func aTextOfSeveralCodePointsIsTypedWhole() {
    #expect(decode(Array("\u{1B}[0;;101:769u".utf8)) == ["e", "\u{301}"].map { .key(KeyPress(.character($0))) })
    #expect(names("#\u{1B}[;;99:200000u#") == ["#", "c", "\u{30D40}", "#"])
  }

  @Test(arguments: [
    "99;5:3u", "27;1:3u", "1;1:3A", "5;1:3~", "57441;2u", "57358u", "57440u", "99;9u", "57344;1:3u", "49;2u",
    "1114112u",
    "99999999999999999999u", "55296u", "0u", "31;5u", "155u", "1;2;3;4u", "99;0u", "99;999u", "?1u", "27;5~",
    "27;9;99~",
    ":u", ";;u",
  ])
  func releasesAndKeysOfNoUseAreSwallowed(_ sequence: String) {
    #expect(names("\u{1B}[\(sequence)z") == ["z"])
  }

  @Test(arguments: Array(zip("pqrstuvwxyjklmnoX", "0123456789*+,-./=")))
  func theBlockOfDigitsTypesDigits(_ final: Character, _ sign: Character) {
    #expect(names("\u{1B}O\(final)") == [String(sign)])
  }

  @Test(arguments: [
    ("\u{1B}OM", ["Enter"]), ("\u{1B}OI", ["Tab"]), ("\u{1B}O ", ["Space"]), ("\u{1B}O5k", ["Ctrl-+"]),
    ("\u{1B}\u{1B}[A", ["Alt-Up"]), ("\u{1B}\u{1B}OA", ["Alt-Up"]), ("\u{1B}\u{1B}[D", ["Alt-Left"]),
    ("\u{1B}\u{1B}OB", ["Alt-Down"]), ("\u{1B}\u{1B}[3~", ["Alt-Del"]), ("\u{1B}\u{1B}", ["Esc", "Esc"]),
    ("\u{1B}\u{1B}\u{1B}[A", ["Esc", "Alt-Up"]), ("\u{1B}\u{1B}x", ["Esc", "Alt-X"]), ("\u{1B}\u{1B}[99~", ["Esc"]),
    ("\u{1B}\u{1B}[24;80R", ["Esc"]), ("\u{1B}\u{1B}[", ["Esc", "Alt-["]),
    ("\u{1B}[[A", ["F1"]), ("\u{1B}[[B", ["F2"]), ("\u{1B}[[C", ["F3"]), ("\u{1B}[[D", ["F4"]), ("\u{1B}[[E", ["F5"]),
    ("\u{1B}[[Az", ["F1", "z"]), ("\u{1B}[[Fz", ["z"]), ("\u{1B}[[1z", ["z"]), ("\u{1B}\u{1B}[[A", ["Alt-F1"]),
  ])
  func otherTerminalsKeys(_ sequence: String, _ expected: [String]) {
    #expect(names(sequence) == expected)
  }

  /// Whole sequences in any order, with a key between them: of none of them a byte is left over, and nothing traps.
  @Test(arguments: 0..<200) func noByteOfAKnownSequenceBecomesText(_ seed: UInt64) {
    var random = SeededNumbers(state: seed)
    let parts = ["<", ">", "?", "=", ";", ":", "0", "1", "5", "27", "57399", "99", "200000", "3"]
    for _ in 0..<50 {
      var text = "\u{1B}["
      for _ in 0..<random.below(7) { text += parts[random.below(parts.count)] }
      // Of the finals those that begin more than they end are left out: a bracket, and a report of the mouse.
      text += ["u", "~", "A", "R", "m", "M", "n", "c", "Z", "y"][random.below(10)]
      guard text != "\u{1B}[M", text != "\u{1B}[200~" else { continue }
      let inputs = decode(Array("#\(text)#".utf8))
      #expect(inputs.first == .key(KeyPress(.character("#"))) && inputs.last == inputs.first)
      let fields = text.split(separator: ";", omittingEmptySubsequences: false)
      let typed = text.hasSuffix("u") && fields.count == 3 ? fields[2].split(separator: ":").count : 1
      #expect(inputs.count <= 2 + typed, "\(text.debugDescription) gives \(inputs)")
    }
  }

  @Test(arguments: 0..<200) func noBytesTrapAndTheKeyboardComesBack(_ seed: UInt64) {
    var random = SeededNumbers(state: seed &+ 1000)
    let special: [UInt8] = [0x1B, 0x5B, 0x4F, 0x4D, 0x3B, 0x3A, 0x75, 0x7E, 0x31, 0x39, 0x3C, 0xC3, 0xE2, 0x0D]
    var decoder = InputDecoder()
    var now: UInt64 = 0
    for _ in 0..<400 {
      let byte = random.below(3) > 0 ? special[random.below(special.count)] : UInt8(random.below(256))
      let key = random.below(20) == 0 ? InputToken.key(KeyPress(.up)) : .byte(byte)
      _ = decoder.feed(key, at: now)
      if random.below(5) == 0 {
        now += UInt64(random.below(700))
        _ = decoder.quiet(at: now)
      }
    }
    for _ in 0..<3 {
      now += 5000
      _ = decoder.quiet(at: now)
    }
    // The beginning of a letter may still be waiting for its rest.
    let last = decoder.feed(.byte(0x79), at: now) + decoder.quiet(at: now)
    #expect(last.filter { $0 != .unreadable } == [.key(KeyPress(.character("y")))])
  }

  /// Reports and answers of a terminal, in any order, however much of them one read brings, are no key and no paste, so
  /// that no command runs.
  @Test(arguments: 0..<200) func noReportOrAnswerIsAKey(_ seed: UInt64) {
    var random = SeededNumbers(state: seed &+ 5000)
    var decoder = InputDecoder()
    decoder.takesMouse = seed % 2 == 0
    decoder.takesFocus = seed % 3 == 0
    decoder.takesBackground = seed % 5 == 0
    var now: UInt64 = 0
    for _ in 0..<60 {
      let report = Self.report(&random)
      var inputs: [TerminalInput] = []
      for byte in report.utf8 {
        inputs += decoder.feed(.byte(byte), at: now)
        now += UInt64(random.below(20))
      }
      if random.below(3) == 0 { inputs += decoder.quiet(at: now) }
      let isKey = inputs.contains { input in
        switch input {
        case .key, .paste, .pasteArriving, .unreadable: true
        default: false
        }
      }
      #expect(!isKey, "\(report.debugDescription) gives \(inputs)")
    }
    #expect(decoder.quiet(at: now + 10_000) == [])
    #expect(decoder.feed(.byte(0x79), at: now + 20_000) == [.key(KeyPress(.character("y")))])
  }

  private static func report(_ random: inout SeededNumbers) -> String {
    func number(_ bound: Int) -> String { String(1 + random.below(bound)) }
    let (button, column, row) = (String(random.below(256)), number(400), number(200))
    let end = ["\u{7}", "\u{1B}\\"][random.below(2)]
    switch random.below(20) {
    // The mouse: SGR in cells and in dots, urxvt, the oldest form and its form in UTF-8, the locator of DEC.
    case 0: return "\u{1B}[<\(button);\(column);\(row)M"
    case 1: return "\u{1B}[<\(button);\(number(6000));\(number(4000))m"
    case 2: return "\u{1B}[\(32 + random.below(200));\(column);\(row)M"
    case 3: return "\u{1B}[M" + (0..<3).map { _ in String(UnicodeScalar(UInt8(32 + random.below(95)))) }.joined()
    case 4:
      return "\u{1B}[M"
        + (0..<3).compactMap { _ in Unicode.Scalar(UInt32(32 + random.below(0x7C0))).map(String.init) }
        .joined()
    case 5: return "\u{1B}[\(number(10));\(number(8));\(row);\(column);1&w"
    // Focus, changes of size and of colours.
    case 6: return "\u{1B}[\(["I", "O"][random.below(2)])"
    case 7: return "\u{1B}[48;\(row);\(column);\(number(4000));\(number(6000))t"
    case 8: return "\u{1B}[?997;\(number(2))n"
    // Answers: what it is, where the cursor is (F3 looks like row 1), modes, settings, capabilities, colours, clipboard.
    case 9: return "\u{1B}[?\(number(65));\(number(30));\(number(30))c"
    case 10: return "\u{1B}[>\(number(90));\(number(400));0c"
    case 11: return "\u{1B}[\(2 + random.below(200));\(column)R"
    case 12: return "\u{1B}[?\(number(3000));\(number(4))$y"
    case 13:
      return "\u{1B}P" + ["!|00000000", ">|xterm(390)", "1$r0m", "1+r544e=7879", "1!~94A3"][random.below(5)]
        + "\u{1B}\\"
    case 14: return "\u{1B}]\(["10", "11", "12", "4;1"][random.below(4)]);rgb:1a1a/1b1b/2626\(end)"
    case 15: return "\u{1B}]52;c;cWJ5\(end)"
    case 16: return "\u{1B}]lq\(end)"
    case 17: return "\u{1B}_Gi=1;OK\u{1B}\\"
    case 18: return "\u{1B}[\(["0", "3", "?13", "?21"][random.below(4)])n"
    // Keys that are let go, and modifiers alone.
    default:
      return "\u{1B}[" + ["97;1:3u", "113;5:3u", "57441;2u", "1;1:3A", "5;1:3~", "?1u", ">4;2m"][random.below(7)]
    }
  }
}

struct SeededNumbers {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
