import Testing

@testable import NcursesTerminal

/// A frame whose moves are written shorter is the same frame on the glass.
struct ShortMovesTests {
  @Test(arguments: [
    // The same row: the column alone.
    ("^[5;3H^[23X^[5;26Hab", "^[5;3H^[23X^[26Gab"), ("^[12;40Hab^[12Hc", "^[12;40Hab\rc"), ("^[3d^[3;9H", "^[3d^[9G"),
    // The next row.
    ("^[15;20Hab^[16;2Hc", "^[15;20Hab\r\n^[Cc"), ("^[15;20Hab^[16;9Hc", "^[15;20Hab\r\n^[8Cc"),
    ("^[9;20Hab^[10Hc", "^[9;20Hab\r\nc"), ("^[H^[2H", "^[H\r\n"),
    // No shorter than it was.
    ("^[4;20Hab^[5;30Hc", "^[4;20Hab^[5;30Hc"),
    // Another row, or one that is not known.
    ("^[15;20Hab^[17;2H", "^[15;20Hab^[17;2H"), ("^[15;2H", "^[15;2H"), ("^[5;3H\n^[5;26H", "^[5;3H\n^[5;26H"),
    ("^[5;3H^[2A^[5;26H", "^[5;3H^[2A^[5;26H"), ("^[5;3H^M^[5;26H", "^[5;3H^M^[5;26H"),
    ("^[5;3H^8^[5;26H", "^[5;3H^8^[5;26H"), ("^[5;3H^[?1049l^[5;26H", "^[5;3H^[?1049l^[5;26H"),
    // A line feed at the end of a part that scrolls alone would scroll it.
    ("^[5;9r^[9;20H^[10;1H", "^[5;9r^[9;20H^[10;1H"), ("^[5;9r^[9;20H^[9;1H", "^[5;9r^[9;20H\r"),
    ("^[5;9r^[r^[9;20H^[10;1H", "^[5;9r^[r^[9;20H\r\n"),
    // Not understood.
    ("^[5;3;1H^[5;26H", "^[5;3;1H^[5;26H"), ("^[5;3H^[<1H^[5;26H", "^[5;3H^[<1H^[5;26H"),
    ("^[5;3H^[5;2", "^[5;3H^[5;2"), ("^[5;3H^", "^[5;3H^"),
  ]) func theShortestWayIsTaken(_ frame: String, _ expected: String) {
    let bytes = Array(frame.replacing("^", with: "\u{1B}").utf8)
    #expect(
      String(decoding: ShortMoves.shortened(bytes), as: UTF8.self).replacing("\u{1B}", with: "^") == expected)
  }

  @Test(arguments: [(nil, "\u{1B}[10;2Hx"), (10, "\u{1B}[2Gx"), (9, "\r\n\u{1B}[Cx"), (8, "\u{1B}[10;2Hx")])
  func theRowInWhichTheFrameBeginsCounts(_ row: Int?, _ expected: String) {
    #expect(String(decoding: ShortMoves.shortened(Array("\u{1B}[10;2Hx".utf8), from: row), as: UTF8.self) == expected)
  }

  @Test func anyFrameLooksTheSame() {
    let (before, after) = SparingLooksTests.bytes(rewriting: { ShortMoves.shortened($0) })
    #expect(after < before, "\(after) of \(before) bytes")
  }
}
