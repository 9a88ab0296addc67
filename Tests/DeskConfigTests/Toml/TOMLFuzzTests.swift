import Testing

@testable import DeskConfig

/// No text ends the program, and none takes longer than its length allows.
struct TOMLFuzzTests {
  private struct Numbers {
    var state: UInt64
    /// Below `end`.
    mutating func next(_ end: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(end))
    }
  }

  private static let pieces = [
    "[", "]", "[[", "]]", "{", "}", ",", "=", ".", "\"", "'", "\"\"\"", "'''", "\\", "\n", "\r\n", "\r", "#", " ", "\t",
    "a",
    "1", "0x", "e", "-", "_", ":", "\u{0}", "\u{C}", "é", "\u{301}", "\u{FEFF}", "\\u", "1979-05-27", "07:32:00", "inf",
    "true",
  ].map { Array($0.utf8) }

  private static let seeds = [
    "x = [}", "[,]", "[[,", "[[ ,]]", "[\u{C}-",
    "a.b = [1, {c = '''d'''}] # e\n[a.c]\n[[d]]\n[[d]]\nx = \"\"\"\\\n y\"\"\"\n",
    "[a]\nb = 1979-05-27 07:32:00.5Z\nc = {d = 1e5, e = 0xff}\n", "[keys]\nfind = [\n  \"x\", # ]\n]\n",
  ].map { Array($0.utf8) }

  @Test func twentyThousandChangedTextsAreTakenOrRefused() {
    var numbers = Numbers(state: 1)
    var taken = 0
    for _ in 0..<20_000 {
      var text = Self.seeds[numbers.next(Self.seeds.count)]
      for _ in 0...numbers.next(4) {
        let index = numbers.next(text.count + 1)
        switch numbers.next(4) {
        case 0: text.removeSubrange(index..<min(index + 1, text.count))
        case 1: text.insert(contentsOf: Self.pieces[numbers.next(Self.pieces.count)], at: index)
        case 2: text.removeSubrange(index...)
        default: text.insert(UInt8(numbers.next(256)), at: index)
        }
      }
      let read = String(decoding: text, as: UTF8.self)
      do throws(TOMLFault) {
        _ = try TOMLParser.parse(read)
        taken += 1
      } catch {
        let lines = read.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        #expect((1...lines).contains(error.place.line) && (1...read.utf8.count + 1).contains(error.place.column))
      }
    }
    #expect((500..<19_500).contains(taken))
  }

  /// Work that grew with the square of the length would take minutes for these.
  @Test(.timeLimit(.minutes(1))) func lengthIsBorne() {
    let keys = (0..<40_000).map { "k\($0) = [\"x\"]" }
    let texts = [
      "[" + repeatElement("a", count: 20_000).joined(separator: ".") + "]",
      "[keys]\n" + keys.joined(separator: "\n"), "keys = {" + keys.joined(separator: ", ") + "}",
      "[general]\n" + keys.joined(separator: "\n"), "x = [" + String(repeating: "'é', ", count: 100_000) + "]",
      String(repeating: "[[a]]\n", count: 100_000), "x = \"\"\"" + String(repeating: "\\\n", count: 300_000),
      "x = '''" + String(repeating: "''\n", count: 200_000),
    ]
    let counts = texts.map { Settings.parse($0, file: "x", home: nil).1.count }
    #expect(counts == [1, 0, 0, 40_000, 1, 1, 1, 1])
  }
}
