import CNcurses
import Glibc
import Terminal
import Testing

@testable import NcursesTerminal

@MainActor @Suite struct DrawingRulesTests {
  @Test func eightColorsDrawTheBrightOnesBoldAndNeverHideText() {
    let eight = ColorMapping(depth: .ansi16, hasOnlyEight: true)
    #expect(
      eight.numbers(for: Style(foreground: .indexed(9)))
        == ColorMapping.Numbers(foreground: 1, background: -1, needsBold: true))
    for foreground in UInt8.min...UInt8.max {
      for background in UInt8.min...UInt8.max where foreground != background {
        let wanted = Style(foreground: .indexed(foreground), background: .indexed(background))
        guard wanted.foreground.nearest16 != wanted.background.nearest16 else { continue }
        let numbers = eight.numbers(for: wanted)
        #expect((0..<8).contains(numbers.foreground) && (0..<8).contains(numbers.background))
        #expect(numbers.foreground != numbers.background)
      }
    }
  }

  @Test func eachDepthUsesItsOwnNumbers() {
    let style = Style(foreground: .rgb(255, 0, 0), background: .standard)
    #expect(ColorMapping(depth: .mono).numbers(for: style).foreground == -1)
    #expect(ColorMapping(depth: .ansi16).numbers(for: style).foreground == 9)
    #expect(ColorMapping(depth: .indexed256).numbers(for: style).foreground == 196)
    #expect(ColorMapping(depth: .trueColor).numbers(for: style).foreground == 0xFF0000)
    #expect(ColorMapping(depth: .trueColor).numbers(for: Style(foreground: .rgb(0, 0, 1))).foreground == 8)
    #expect(ColorMapping(depth: .trueColor).numbers(for: Style(foreground: .indexed(3))).foreground == 3)
    #expect(ColorMapping(depth: .trueColor).numbers(for: Style(foreground: .indexed(231))).foreground == 0xFFFFFF)
  }

  @Test func manyColorsAloneAreNotDirectColors() {
    #expect(ColorMapping.depth(colors: 1 << 24, isDirect: true, wanted: nil) == .trueColor)
    #expect(ColorMapping.depth(colors: 1 << 24, isDirect: false, wanted: nil) == .indexed256)
    #expect(ColorMapping.depth(colors: 256, isDirect: true, wanted: nil) == .indexed256)
    #expect(ColorMapping.depth(colors: -1, isDirect: false, wanted: nil) == .mono)
  }

  @Test func ncursesMovesItsCursorByTheColumnsWeCount() {
    #expect(setlocale(LC_CTYPE, "C.UTF-8") != nil)
    var plain = 0
    for value in UInt32(0x20)..<0x20000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      guard Sanitiser.visible(text).unicodeScalars.elementsEqual(text.unicodeScalars) else { continue }
      plain += 1
      let columns = TextWidth.columns(of: text)
      if Int(cdn_width(wchar_t(bitPattern: value))) != columns {
        Issue.record("U+\(String(value, radix: 16)) is not \(columns) wide")
      }
    }
    #expect(plain > 70_000)
  }

  private func wide(_ text: String, columns: Int) -> [wchar_t]? {
    CellPainter.wide(Array(text.unicodeScalars), columns: columns)
  }

  @Test func aCellThatTheLibraryMeasuresDifferentlyIsRefused() {
    #expect(setlocale(LC_CTYPE, "C.UTF-8") != nil)
    #expect(wide("漢", columns: 2) == [0x6F22, 0])
    #expect(wide("漢", columns: 1) == nil)
    #expect(wide("e\u{301}", columns: 1) == [0x65, 0x301, 0])
    #expect(wide("\u{1B}", columns: 1) == nil)
    #expect(wide("\u{301}", columns: 1) == nil)
    #expect(wide("", columns: 1) == nil)
    #expect(wide("e" + String(repeating: "\u{301}", count: 5), columns: 1) == nil)
  }

  @Test(arguments: [("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("\u{7}\u{1B}\\", "Bxtc")])
  func onlyBase64ReachesTheClipboardSequence(_ text: String, _ payload: String) {
    #expect(ClipboardSequence.bytes(copying: text) == Array("\u{1B}]52;c;\(payload)\u{7}".utf8))
  }

  @Test func emptyAndLongTextsAreNotCopied() {
    #expect(ClipboardSequence.bytes(copying: "") == nil)
    #expect(ClipboardSequence.bytes(copying: String(repeating: "x", count: ClipboardSequence.maximumBytes)) != nil)
    #expect(ClipboardSequence.bytes(copying: String(repeating: "x", count: ClipboardSequence.maximumBytes + 1)) == nil)
  }

  @Test func paddingIsTakenOutOfSequences() {
    #expect(TerminfoProbe.withoutPadding(Array("a$<5>b$<10/>c$d".utf8)) == Array("abc$d".utf8))
  }

  @Test func functionKeysBeyondTwelveCarryModifiers() {
    #expect(NcursesKeys.function(10).name == "F10")
    #expect(NcursesKeys.function(13).name == "Shift-F1")
    #expect(NcursesKeys.function(26).name == "Ctrl-F2")
    #expect(NcursesKeys.function(49).name == "Alt-F1")
  }
}
