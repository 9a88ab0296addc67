import NcursesTerminal
import Terminal
import Testing

/// A terminal line: feeds bursts of bytes, each followed by silence of a given length.
private struct Line {
  var decoder = InputDecoder()
  var now: UInt64 = 0
  var inputs: [TerminalInput] = []
  /// The text of a paste is read in one piece, as far as it waits.
  var readsTogether = true

  /// Feeds one burst; the reader then looks and finds nothing, and again at each deadline within `silence`.
  mutating func receive(_ text: String, silence: UInt64 = 0) {
    receive(Array(text.utf8), silence: silence)
  }

  mutating func receive(_ bytes: [UInt8], silence: UInt64) {
    var rest = bytes[...]
    while let byte = rest.first {
      guard readsTogether, decoder.isInPaste else {
        inputs += decoder.feed(.byte(byte), at: now)
        rest.removeFirst()
        continue
      }
      inputs += decoder.feed(pasted: Array(rest), at: now)
      rest = []
    }
    inputs += decoder.quiet(at: now)
    let end = now + silence
    while let deadline = decoder.deadline, deadline <= end {
      now = max(now, deadline)
      inputs += decoder.quiet(at: now)
    }
    now = end
  }

  var keys: [String] {
    inputs.compactMap { if case .key(let press) = $0 { press.name } else { nil } }
  }

  var pasted: String {
    inputs.compactMap { if case .paste(let pasted) = $0 { pasted.text } else { nil } }.joined()
  }
}

@Suite struct PasteTests {
  @Test(arguments: 0..<300)
  func `A paste is the same read in one piece and byte by byte`(seed: UInt64) {
    var numbers = SeededNumbers(state: seed)
    let pieces = [
      "a", "é", "😀", "\r", "\n", "\r\n", "\t", "\u{0}", "\u{7F}", "\u{9B}", "\u{1B}", "\u{1B}[", "\u{1B}[2",
      "\u{1B}[20",
      "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[201~", "\u{1B}[A", "0~", "1~",
    ]
    let silences: [UInt64] = [0, 20, 120, 1200]
    var line = Line()
    var slow = Line(readsTogether: false)
    for _ in 0..<6 {
      var text = numbers.below(2) == 0 ? "\u{1B}[200~" : ""
      for _ in 0..<numbers.below(12) { text += pieces[numbers.below(pieces.count)] }
      let bytes = Array(text.utf8) + (numbers.below(8) == 0 ? [0xFF] : [])
      let silence = silences[numbers.below(silences.count)]
      line.receive(bytes, silence: silence)
      slow.receive(bytes, silence: silence)
    }
    line.receive([], silence: 2000)
    slow.receive([], silence: 2000)
    #expect(line.inputs == slow.inputs)
  }

  @Test func aPasteIsOneTextAndKeysCountAgainAfterAPause() {
    var line = Line()
    line.receive("\u{1B}[200~line 1\rline 2\r\n\tend\u{1B}[201~", silence: 200)
    #expect(line.inputs == [.paste("line 1\nline 2\n\tend")])
    line.receive("y")
    #expect(line.keys == ["y"])
    #expect(line.decoder.deadline == nil)
  }

  @Test func aPasteThatTakesLongIsSaidOnce() {
    var line = Line()
    line.receive("\u{1B}[200~one ", silence: 140)
    #expect(line.inputs.isEmpty && line.decoder.isInPaste)
    line.receive("two ", silence: 20)
    #expect(line.inputs.isEmpty)
    line.receive("three ", silence: 300)
    line.receive("four", silence: 300)
    #expect(line.inputs == [.pasteArriving])
    line.receive("\u{1B}[201~", silence: 200)
    #expect(line.inputs == [.pasteArriving, .paste("one two three four")] && !line.decoder.isInPaste)
  }

  @Test func aPasteThatComesAtOnceIsNotSaid() {
    var line = Line()
    line.receive("\u{1B}[200~text", silence: 100)
    line.receive("\u{1B}[201~", silence: 5000)
    #expect(line.inputs == [.paste("text")])
  }

  @Test func controlBytesAreStripped() {
    var line = Line()
    line.receive("\u{1B}[200~a\u{0}b\u{1B}[31mc\u{8}\u{7F}\u{9B}d\u{3}\u{1B}[201~", silence: 200)
    #expect(line.inputs == [.paste("ab[31mcd")])
  }

  @Test func keysInsideAPasteAreDroppedExceptForLineEnds() {
    var decoder = InputDecoder()
    var inputs: [TerminalInput] = []
    for byte in "\u{1B}[200~a".utf8 { inputs += decoder.feed(.byte(byte), at: 0) }
    for key in [Key.up, .function(10), .enter, .escape] { inputs += decoder.feed(.key(KeyPress(key)), at: 0) }
    inputs += decoder.feed(.unknownKey, at: 0)
    for byte in "b\u{1B}[201~".utf8 { inputs += decoder.feed(.byte(byte), at: 0) }
    #expect(inputs == [.paste("a\nb")])
  }

  @Test(arguments: ["y\r", "\u{1B}[21~", "\u{1B}", "\u{3}y\n", "q"]) func anInnerEndMarkerOpensNoWayOut(_ keys: String)
  {
    var line = Line()
    line.receive("\u{1B}[200~text\u{1B}[201~\(keys)", silence: 50)
    line.receive(keys, silence: 50)
    line.receive("\(keys)\u{1B}[201~", silence: 200)
    #expect(line.keys.isEmpty)
    #expect(line.pasted.hasPrefix("text"))
    line.receive("z")
    #expect(line.keys == ["z"])
  }

  /// A terminal sends the end marker last. One that comes after shows that what stands before it was pasted.
  @Test func anEnterAloneBehindAPasteCountsAfterThePause() {
    var line = Line()
    line.receive("\u{1B}[200~text\u{1B}[201~\r")
    #expect(line.inputs == [.paste("text")])
    line.receive("", silence: 200)
    #expect(line.inputs == [.paste("text"), .key(KeyPress(.enter))])
  }

  @Test(arguments: ["\r\u{1B}[201~", "\r\r", "y\r", "\ry", "\n", "\u{1B}[201~\r", "\u{1B}\r"])
  func anythingElseBehindAPasteIsNoEnter(_ rest: String) {
    var line = Line()
    line.receive("\u{1B}[200~text\u{1B}[201~\(rest)", silence: 50)
    line.receive("", silence: 200)
    #expect(line.keys.isEmpty)
  }

  @Test(arguments: [[0xE1], [0x61, 0xFF, 0x62], [0xC3, 0x28], [0xED, 0xA0, 0x80]] as [[UInt8]])
  func aPasteThatIsNoUTF8IsRefusedAndTold(_ bytes: [UInt8]) {
    var line = Line()
    line.receive(Array("\u{1B}[200~".utf8) + bytes + Array("\u{1B}[201~".utf8), silence: 200)
    #expect(line.inputs == [.unreadable])
  }

  @Test func aMissingEndMarkerDeliversTheTextAndGivesTheKeyboardBack() {
    var line = Line()
    line.receive("\u{1B}[200~text", silence: 1500)
    #expect(line.inputs == [.paste("text")])
    line.receive("\u{1B}[A", silence: 10)
    line.receive("y", silence: 10)
    #expect(line.keys == ["Up", "y"])
  }

  @Test func aStalledPasteGoesOnAsText() {
    var line = Line()
    line.receive("\u{1B}[200~one ", silence: 5000)
    line.receive("y\ry\ry\r\u{1B}[201~", silence: 200)
    #expect(line.keys.isEmpty)
    #expect(line.pasted == "one y\ny\ny\n")
    line.receive("z")
    #expect(line.keys == ["z"])
  }

  @Test func aMarkerMayBeSplitAnywhere() {
    let whole = Array("\u{1B}[200~text\u{1B}[201~".unicodeScalars)
    for cut in 3..<whole.count {
      var line = Line()
      for part in [whole[..<cut], whole[cut...]] {
        line.receive(String(String.UnicodeScalarView(part)), silence: 20)
      }
      line.receive("", silence: 200)
      #expect(line.keys.isEmpty && line.pasted == "text", "cut at \(cut)")
    }
  }

  @Test func tenMegabytesAreTheMost() {
    var decoder = InputDecoder()
    var pasted = 0
    var keys = 0
    func count(_ inputs: [TerminalInput]) {
      for input in inputs {
        if case .paste(let text) = input { pasted += text.text.utf8.count } else { keys += 1 }
      }
    }
    for byte in "\u{1B}[200~".utf8 { count(decoder.feed(.byte(byte), at: 0)) }
    for _ in 0..<(11 << 20) { count(decoder.feed(.byte(UInt8(ascii: "y")), at: 0)) }
    for byte in "\u{1B}[201~".utf8 { count(decoder.feed(.byte(byte), at: 0)) }
    count(decoder.quiet(at: 0))
    #expect(pasted == 10 << 20 && keys == 0)
  }

  @Test(arguments: 0..<300) func noGarbageTakesTheKeyboardAwayForGood(_ seed: UInt64) {
    var generator = Numbers(state: seed)
    let special: [UInt8] = [0x1B, 0x5B, 0x5D, 0x4F, 0x32, 0x30, 0x30, 0x7E, 0x50, 0x07, 0xC3, 0xE6, 0xF0]
    var line = Line()
    for _ in 0..<20 {
      var burst = generator.next() % 4 == 0 ? Array("\u{1B}[200~".utf8) : []
      for _ in 0..<generator.next() % 12 {
        let pick = generator.next()
        burst.append(pick % 2 == 0 ? special[Int(pick / 2) % special.count] : UInt8(truncatingIfNeeded: pick >> 8))
      }
      line.receive(burst, silence: generator.next() % 700)
    }
    line.receive("", silence: 20_000)
    line.receive("y")
    #expect(line.keys.last == "y")
  }

  @Test(arguments: 0..<300) func noBytesInsideAPasteBecomeKeys(_ seed: UInt64) {
    var generator = Numbers(state: seed)
    let pieces = [
      "\u{1B}", "[", "2", "01~", "200~", "\u{1B}[201~", "\u{1B}[200~", "y", "\r", "\n", "\u{3}", "\u{1B}[21~", "é", "O",
      "]",
    ]
    var line = Line()
    line.receive("\u{1B}[200~x")
    for _ in 0..<30 {
      line.receive(pieces[Int(generator.next() % UInt64(pieces.count))], silence: generator.next() % 90)
    }
    #expect(line.keys.isEmpty)
  }
}

/// Numbers that depend on the seed alone.
private struct Numbers {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
