import Testing

@testable import NcursesTerminal

/// A run of one character of a border is sent as that character and a number, to terminals that have proved to know it.
struct RepeatedCharacterTests {
  @Test(arguments: [
    ("┌──────┐", "┌─^[5b┐"), ("┌──┐", "┌──┐"), ("──────━━━━━━", "─^[5b━^[5b"), ("aaaaaaaaaa", "aaaaaaaaaa"),
    ("──────^[31m──────", "─^[5b^[31m─^[5b"), ("漢漢漢漢漢漢", "漢漢漢漢漢漢"), ("▌▌▌▌▌▌", "▌▌▌▌▌▌"), ("──", "──"),
  ]) func aRunIsSentOnce(_ frame: String, _ expected: String) {
    let bytes = Array(frame.replacing("^", with: "\u{1B}").utf8)
    let shortened = String(decoding: RepeatedCharacter.shortened(bytes), as: UTF8.self)
    #expect(shortened.replacing("\u{1B}", with: "^") == expected)
  }

  @Test func anEndWithinACharacterIsKept() {
    let bytes: [UInt8] = [0xE2, 0x94, 0x80, 0xE2, 0x94]
    #expect(RepeatedCharacter.shortened(bytes) == bytes)
  }

  @Test(arguments: [("2;11R", true), ("2;2R", false), ("1;11R", false), ("2;11n", false)])
  func onlyTheCursorBehindTheLineProvesIt(_ answer: String, _ isKnown: Bool) {
    var decoder = InputDecoder()
    let inputs = Array("\u{1B}[\(answer)".utf8).flatMap { decoder.feed(.byte($0), at: 0) }
    #expect(decoder.knowsRepeating == isKnown)
    if isKnown { #expect(inputs.isEmpty) }
  }
}
