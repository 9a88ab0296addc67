import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct TextFieldTests {
  let painter = Painter(size: Size(columns: 40, rows: 10), styles: .plain, glyphs: .unicode, isProduction: false)

  func lines(_ field: TextFieldPresentation, _ columns: Int, rows: Int = 1, isActive: Bool = true) -> TextFieldLines {
    TextFieldLines(field, columns: columns, rows: rows, isActive: isActive, painter: painter)
  }

  @Test func aMaskedFieldShowsADotForEachCharacter() {
    let shown = lines(TextFieldPresentation(text: "pässwö🇺🇸", cursor: 7, isMasked: true), 20)
    #expect(shown.lines == ["•••••••"])
    #expect(shown.cursorColumn == 7)
  }

  @Test func aLongLineShowsThePartAroundTheCursor() {
    let text = "abcdefghijklmnopqrstuvwxyz"
    #expect(lines(TextFieldPresentation(text: text, cursor: 0), 10).lines == ["abcdefghi…"])
    let atEnd = lines(TextFieldPresentation(text: text, cursor: 26), 10)
    #expect(atEnd.lines == ["…stuvwxyz"])
    #expect(atEnd.cursorColumn == 9)
    #expect(lines(TextFieldPresentation(text: text, cursor: 26), 10, isActive: false).lines == ["abcdefghi…"])
  }

  @Test func scrollingCutsBetweenWideCharacters() {
    let wide = lines(TextFieldPresentation(text: "漢字漢字漢字漢字", cursor: 8), 10)
    #expect(wide.lines == ["…漢字漢字"])
    #expect(wide.cursorColumn == 9)
    #expect(TextWidth.columns(of: wide.lines[0]) <= 10)
  }

  @Test func theCursorIsInsideTheFieldWhereverItStands() {
    let texts = [
      "", "a", "hello world and more", "漢字 with e\u{301} and 👍🏽 flags", "one\ntwo\n\nthree four five six seven",
    ]
    for text in texts {
      for cursor in -1...text.count + 1 {
        for columns in 1...14 {
          for isMultiline in [false, true] {
            let field = TextFieldPresentation(text: text, cursor: cursor, isMultiline: isMultiline)
            let shown = lines(field, columns, rows: 3)
            #expect((0..<columns).contains(shown.cursorColumn))
            #expect(shown.lines.indices.contains(shown.cursorLine))
            #expect(shown.lines.count <= 3)
          }
        }
      }
    }
  }

  @Test func severalLinesBreakBetweenWordsAndAtLineEnds() {
    let text = "one two three\n\nfour"
    let shown = lines(TextFieldPresentation(text: text, cursor: 14, isMultiline: true), 9, rows: 9)
    #expect(shown.lines == ["one two ", "three", "", "four"])
    #expect(shown.cursorLine == 2)
    #expect(shown.cursorColumn == 0)
  }

  @Test func theLinesOfATextHoldAllOfIt() {
    let text = "A longer answer, with averyveryverylongword inside, 漢字漢字漢字 and\nline ends\n"
    for columns in 1...30 {
      let characters = Array(text)
      let ranges = TextFieldLines.ranges(characters, columns: columns)
      let kept = ranges.map { String(characters[$0]) }.joined()
      #expect(kept == text.filter { !$0.isNewline })
      for range in ranges {
        let line = String(characters[range])
        let trimmed = String(line.reversed().drop { $0 == " " }.reversed())
        // One character wider than the field stands alone.
        #expect(TextWidth.columns(of: trimmed) <= columns || trimmed.count == 1)
      }
    }
  }

  @Test func theWindowFollowsTheCursorThroughManyLines() {
    let text = (1...30).map { "line \($0)" }.joined(separator: "\n")
    let atEnd = lines(TextFieldPresentation(text: text, cursor: text.count, isMultiline: true), 20, rows: 4)
    #expect(atEnd.lines == ["line 27", "line 28", "line 29", "line 30"])
    #expect(atEnd.cursorLine == 3)
    #expect(atEnd.cursorColumn == 7)
  }

  @Test func wrappingKeepsRolesAndLosesNoWord() {
    let spans = [
      Span("Averyverylongname", .heading), Span(" and "), Span("health data", .phi), Span(" here\nnext", .muted),
    ]
    for columns in 1...40 {
      let lines = SpanWrap.lines(spans, columns: columns)
      for line in lines { #expect(line.reduce(0) { $0 + TextWidth.columns(of: $1.text) } <= columns) }
      let letters = lines.joined().map(\.text).joined().filter { !$0.isWhitespace }
      #expect(letters == "Averyverylongnameandhealthdataherenext")
      let phi = lines.joined().filter { $0.role == .phi }.map(\.text).joined().filter { !$0.isWhitespace }
      #expect(phi == "healthdata")
    }
  }
}
