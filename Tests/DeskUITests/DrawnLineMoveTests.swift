import Terminal
import Testing

@testable import Desk
@testable import DeskUI

/// Up and down inside a paragraph go by the lines that are seen.
struct DrawnLineMoveTests {
  func screen(_ columns: Int?) -> DrawnScreen {
    DrawnScreen(
      surface: Surface(size: Size(columns: 1, rows: 1)), cursor: nil, page: 1, isWhole: true, paragraphColumns: columns)
  }

  /// Where the cursor is after these keys, in a buffer that starts with it at `cursor`.
  func walk(_ text: String, from cursor: Int, columns: Int, _ edits: [TextEdit]) -> TextBuffer {
    var buffer = TextBuffer(text, isMultiline: true)
    buffer.cursor = cursor
    for edit in edits {
      guard case .edited(let meant) = screen(columns).resolve(.edited(edit), in: buffer.presentation()) else {
        continue
      }
      buffer.apply(meant)
    }
    return buffer
  }

  @Test func aLongParagraphIsWalkedLineByLine() {
    // Eleven columns: "one two " | "three four" | "five".
    let text = "one two three four five"
    #expect(walk(text, from: 2, columns: 11, [.lineDown]).cursor == 10)
    #expect(walk(text, from: 2, columns: 11, [.lineDown, .lineDown]).cursor == 21)
    #expect(walk(text, from: 2, columns: 11, [.lineDown, .lineDown, .lineUp, .lineUp]).cursor == 2)
  }

  @Test func theColumnIsAimedAtThroughAShortLineAndForgottenByAnyOtherKey() {
    let text = "abcdefghij\nxy\nabcdefghij"
    #expect(walk(text, from: 8, columns: 40, [.lineDown]).cursor == 13)
    #expect(walk(text, from: 8, columns: 40, [.lineDown, .lineDown]).cursor == 22)
    #expect(walk(text, from: 8, columns: 40, [.lineDown, .left, .lineDown]).cursor == 15)
  }

  @Test func theCursorNeverStandsBehindALineThatGoesOn() {
    let text = "longer line\u{20}that\u{20}wraps\u{20}here and there"
    for columns in 2...30 {
      let ranges = TextFieldLines.drawnRanges(Array(text), columns: columns)
      for start in 0...text.count {
        let from = TextFieldLines.line(of: start, in: ranges)
        let down = walk(text, from: start, columns: columns, [.lineDown])
        #expect(TextFieldLines.line(of: down.cursor, in: ranges) == min(from + 1, ranges.count - 1))
        let up = walk(text, from: start, columns: columns, [.lineUp])
        #expect(TextFieldLines.line(of: up.cursor, in: ranges) == max(from - 1, 0))
      }
    }
  }

  @Test func columnsAreThoseOfTheTerminal() {
    // Two columns each: the fourth column of the next line is before its fourth letter.
    #expect(walk("漢字漢\nabcdefg", from: 2, columns: 40, [.lineDown]).cursor == 8)
    #expect(walk("abcdefg\n漢字漢", from: 3, columns: 40, [.lineDown]).cursor == 9)
    // So many marks are drawn as the letter and a sign for the rest.
    let marks = "e" + String(repeating: "\u{301}", count: 500)
    #expect(TextWidth.columns(of: marks) == 2)
    #expect(walk("\(marks)fg\nabcd", from: 2, columns: 40, [.lineDown]).cursor == 7)
  }

  @Test func atTheEdgesAndOutsideParagraphsTheKeyStaysWhatItIs() {
    let field = TextFieldPresentation(text: "one line", cursor: 3, isMultiline: true)
    let screen = screen(20)
    #expect(screen.resolve(.edited(.lineUp), in: field) == .edited(.lineUp))
    #expect(screen.resolve(.edited(.lineDown), in: field) == .edited(.lineDown))
    #expect(screen.resolve(.edited(.left), in: field) == .edited(.left))
    #expect(screen.resolve(.edited(.lineDown), in: nil) == .edited(.lineDown))
    let long = TextFieldPresentation(text: "one two three four", cursor: 3, isMultiline: true)
    #expect(self.screen(nil).resolve(.edited(.lineDown), in: long) == .edited(.lineDown))
  }
}
