/// REP (`CSI n b` of ECMA-48): the last character again, so that a border takes ten bytes and not three for each of its
/// cells. Some terminals that call themselves xterm do not know it, so that each is tried before it is used.
enum RepeatedCharacter {
  /// Draws a line of ten cells in the second row with it, asks for the place of the cursor (CPR of ECMA-48) and wipes the
  /// row. In the first row the answer could be that of F3 with a modifier.
  static let question = Array("\u{1B}7\u{1B}[2H─\u{1B}[9b\u{1B}[6n\u{1B}[2K\u{1B}8".utf8)
  /// The parameters of the answer (`CSI 2;11 R`) of a terminal that knows it.
  static let proof = Array("2;11".utf8)

  /// A frame with runs of one box-drawing character written by it.
  static func shortened(_ frame: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(frame.count)
    var place = 0
    while place < frame.count {
      // U+2500 to U+257F: E2, 94 or 95, and a third byte.
      guard frame[place] == 0xE2, place + 3 <= frame.count, (0x94...0x95).contains(frame[place + 1]) else {
        output.append(frame[place])
        place += 1
        continue
      }
      let character = frame[place..<place + 3]
      var end = place + 3
      while end + 3 <= frame.count, frame[end..<end + 3].elementsEqual(character) { end += 3 }
      let more = (end - place) / 3 - 1
      let sequence = Array("\u{1B}[\(more)b".utf8)
      output += character
      output += sequence.count < more * 3 ? sequence[...] : frame[(place + 3)..<end]
      place = end
    }
    return output
  }
}
