import NcursesTerminal
import Terminal
import TestSupport

/// Bytes from a terminal: however they are cut, they are the same input; no paste and no report is a key; and the keyboard
/// comes back. The first byte picks the reports that are asked for, the second the cuts and pauses.
package struct InputLaw: Law {
  package static let seeds: [[UInt8]] = texts.flatMap { text in
    [UInt8(0), 7].map { [$0, UInt8(truncatingIfNeeded: text.count)] + Array(text.utf8) }
  }

  private static let texts = [
    "y\r\t\u{3}\u{7F}é漢🚀", "\u{1B}b\u{1B}\u{1B}[A\u{1B}OP\u{1B}[1;5C\u{1B}[3~\u{1B}[[A\u{1B}[24;80R",
    "\u{1B}[200~line 1\rline 2\r\n\tend\u{1B}[201~y", "\u{1B}[200~a\u{1B}[201~\r\u{1B}[201~", "\u{1B}[200~never ended",
    "\u{1B}[<0;5;5M\u{1B}[<64;300;200M\u{1B}[M y%z", "\u{1B}[32;120;5M\u{1B}[M é!", "\u{1B}[I\u{1B}[O",
    "\u{1B}[99;5u\u{1B}[97:65;2;65u\u{1B}[0;;101:769u\u{1B}[57399u\u{1B}[1;5:3A", "\u{1B}[27;5;99~\u{1B}[27;2;13~",
    "\u{1B}]11;rgb:fdfd/f6f6/e3e3\u{1B}\\", "\u{1B}[?997;2n\u{1B}[?2026;2$y\u{1B}[0n",
    "\u{1B}]52;c;eQ==\u{7}\u{1B}P1$r\u{1B}\\",
    "\u{1B}]0;never ended", "\u{1B}_Gi=1;OK\u{1B}\\\u{1B}[?1;2c\u{1B}[>41;354;0c", "\u{1B}O5k\u{1B}Op\u{1B}OM",
  ]

  package init() {}

  package func hold(for input: [UInt8]) throws {
    var choices = Choices(input)
    let asked = choices.next()
    let numbers = SeededGenerator(seed: UInt64(choices.next()))
    let bytes = Array(choices.rest)
    try cutting(of: bytes, asked, numbers)
    try pasting(of: bytes, asked, numbers)
    try returning(after: bytes, asked, numbers)
    try reporting(of: bytes, asked)
  }

  /// A pause behind an Escape makes it a key; any other pause that is short enough changes nothing.
  private func cutting(of bytes: [UInt8], _ asked: Int, _ numbers: SeededGenerator) throws {
    var numbers = numbers
    var (whole, parts) = (Line(asked), Line(asked))
    whole.receive(bytes)
    for byte in bytes {
      parts.feed([byte])
      if byte != 0x1B, Bool.random(using: &numbers) { parts.pause(0) }
    }
    for second in [0, 1, 20] as [UInt64] {
      whole.pause(second * 1000)
      parts.pause(second * 1000)
    }
    try demand(whole.inputs == parts.inputs, "cut they are \(parts.inputs), in one piece \(whole.inputs)")
  }

  /// Markers within the text open no way out, as long as no pause is behind them.
  private func pasting(of bytes: [UInt8], _ asked: Int, _ numbers: SeededGenerator) throws {
    var numbers = numbers
    var line = Line(asked)
    line.receive(Array("\u{1B}[200~".utf8))
    for byte in bytes {
      line.feed([byte])
      if Int.random(in: 0..<4, using: &numbers) == 0 { line.pause(.random(in: 0..<90, using: &numbers)) }
    }
    line.receive(Array("\u{1B}[201~".utf8), silence: 200)
    try demand(line.keys.isEmpty, "a paste presses \(line.keys)")
    for case .paste(let pasted) in line.inputs {
      let isPlain = pasted.text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
      }
      try demand(isPlain, "a control character is pasted")
    }
    line.receive(Array("z".utf8))
    try demand(line.keys == [Self.key("z")], "behind a paste z is \(line.keys)")
  }

  private func returning(after bytes: [UInt8], _ asked: Int, _ numbers: SeededGenerator) throws {
    var numbers = numbers
    var line = Line(asked)
    for byte in bytes {
      line.feed([byte])
      if Int.random(in: 0..<8, using: &numbers) == 0 { line.pause(.random(in: 0..<700, using: &numbers)) }
    }
    line.pause(20_000)
    line.receive(Array("y".utf8))
    try demand(line.inputs.last == .key(Self.key("y")), "the keyboard does not come back")
  }

  /// Reports whose form no key has, with `bytes` as their contents.
  private func reporting(of bytes: [UInt8], _ asked: Int) throws {
    let parameters: [UInt8] = bytes.prefix(60).map { 0x20 | $0 & 0x1F }
    let text: [UInt8] = bytes.map { $0 & 0x60 == 0 ? $0 | 0x20 : $0 }.map { $0 == 0x7F ? 0x20 : $0 }
    var reports: [[UInt8]] = ["<", "=", ">", "?"].map {
      Array("\u{1B}[\($0)".utf8) + parameters + [0x40 | (bytes.last ?? 0) % 0x3F]
    }
    for introducer in "]PX^_".utf8 {
      for end in ["\u{7}", "\u{1B}\\", "\u{18}", "\u{1A}"] {
        reports.append([0x1B, introducer] + text + Array(end.utf8))
      }
    }
    for final in "Rcnty".utf8 {
      reports.append(Array("\u{1B}[".utf8) + parameters.map { 0x30 | $0 & 0x0B } + [final])
    }
    if text.count >= 3 { reports.append(Array("\u{1B}[M".utf8) + text.prefix(3).map { $0 & 0x7F }) }
    for report in reports {
      var line = Line(asked)
      line.receive(Array("z".utf8) + report + Array("z".utf8), silence: 20_000)
      let pressed = line.keys
      try demand(pressed == [Self.key("z"), Self.key("z")], "the report \(report) is \(pressed)")
    }
  }

  private static func key(_ character: Character) -> KeyPress { KeyPress(.character(character)) }
}

/// A reader of a terminal: it looks when bytes have come, and at each of the decoder's deadlines.
private struct Line {
  private var decoder = InputDecoder()
  private(set) var inputs: [TerminalInput] = []
  private var now: UInt64 = 0

  init(_ asked: Int) {
    (decoder.takesMouse, decoder.takesFocus, decoder.takesBackground) = (asked & 1 != 0, asked & 2 != 0, asked & 4 != 0)
  }

  var keys: [KeyPress] { inputs.compactMap { if case .key(let press) = $0 { press } else { nil } } }

  mutating func receive(_ bytes: [UInt8], silence: UInt64 = 0) {
    feed(bytes)
    pause(silence)
  }

  mutating func feed(_ bytes: [UInt8]) { for byte in bytes { inputs += decoder.feed(.byte(byte), at: now) } }

  mutating func pause(_ silence: UInt64) {
    inputs += decoder.quiet(at: now)
    let end = now + silence
    while let deadline = decoder.deadline, deadline <= end {
      now = max(now, deadline)
      inputs += decoder.quiet(at: now)
    }
    now = end
  }
}
