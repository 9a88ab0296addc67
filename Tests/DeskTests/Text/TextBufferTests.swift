import TestSupport
import Testing

@testable import Desk

@Suite struct TextBufferTests {
  private func buffer(_ text: String, cursor: Int, isMultiline: Bool = false) -> TextBuffer {
    var buffer = TextBuffer(text, isMultiline: isMultiline)
    while buffer.cursor > cursor { buffer.apply(.left) }
    return buffer
  }

  @Test func typingPutsTextAtTheCursor() {
    var buffer = buffer("ac", cursor: 1)
    buffer.insert("b")
    #expect(buffer.text == "abc")
    #expect(buffer.cursor == 2)
  }

  @Test func oneLineTakesNoLineBreakAndNoControlCharacter() {
    var buffer = TextBuffer()
    buffer.insert("a\r\nb\nc\rd\te\u{1B}[31m\u{7F}\u{0}f\u{2028}g")
    #expect(buffer.text == "a b c d e[31mf g")
  }

  @Test func severalLinesKeepLineBreaksAsOneKind() {
    var buffer = TextBuffer(isMultiline: true)
    buffer.insert("a\r\nb\nc\rd\te\u{1B}f")
    #expect(buffer.text == "a\nb\nc\nd ef")
  }

  @Test func newlineEntersOnlySeveralLines() {
    var one = TextBuffer("a")
    let done1 = one.apply(.newline)
    #expect(!done1)
    #expect(one.text == "a")
    var several = TextBuffer("a", isMultiline: true)
    let done2 = several.apply(.newline)
    #expect(done2)
    #expect(several.text == "a\n")
  }

  @Test func aCombiningMarkTypedAfterItsLetterIsOneCharacterWithIt() {
    var buffer = TextBuffer("caf")
    buffer.insert("e")
    buffer.insert("\u{301}")
    #expect(buffer.count == 4)
    #expect(buffer.cursor == 4)
    buffer.apply(.deleteBackward)
    #expect(buffer.text == "caf")
  }

  @Test func deletingWhatStoodBetweenLetterAndMarkJoinsThem() {
    var buffer = TextBuffer("a\n\u{301}b", isMultiline: true)
    buffer.apply(.left)
    buffer.apply(.left)
    buffer.apply(.deleteBackward)
    #expect(buffer.count == 2)
    #expect(buffer.text == "a\u{301}b")
  }

  @Test(arguments: ["👩‍👩‍👧", "🇩🇪", "한", "字", "e\u{301}", "ก็"])
  func arrowsAndDeletionStepOverWholeCharacters(_ character: String) {
    var buffer = TextBuffer("x" + character)
    #expect(buffer.count == 2)
    buffer.apply(.left)
    #expect(buffer.cursor == 1)
    buffer.apply(.right)
    buffer.apply(.deleteBackward)
    #expect(buffer.text == "x")
  }

  @Test func halfAFlagTypedBeforeFlagsPairsThemAnew() {
    var buffer = TextBuffer("🇩🇪🇩🇪")
    buffer.apply(.lineStart)
    buffer.insert("🇫")
    #expect(buffer.characters == Array("🇫🇩🇪🇩🇪"))
    #expect(buffer.count == 3)
  }

  @Test func anEmojiTypedInPiecesIsOneCharacter() {
    var buffer = TextBuffer("z")
    for piece in ["👩", "\u{200D}", "💻"] { buffer.insert(piece) }
    #expect(buffer.count == 2)
  }

  @Test func wordMotionStopsAtLettersAndDigits() {
    var buffer = TextBuffer("138 lbs, maybe")
    let stops = (0..<3).map { _ in
      buffer.apply(.wordLeft)
      return buffer.cursor
    }
    #expect(stops == [9, 4, 0])
    buffer.apply(.wordRight)
    #expect(buffer.cursor == 3)
    buffer.apply(.wordRight)
    #expect(buffer.cursor == 7)
  }

  @Test func deletingAWordGoesBackToTheSpace() {
    var buffer = TextBuffer("mail avery@example.com")
    buffer.apply(.deleteWordBackward)
    #expect(buffer.text == "mail ")
  }

  @Test func lineKeysStayInTheirLine() {
    var buffer = buffer("one\ntwo\nthree", cursor: 6, isMultiline: true)
    buffer.apply(.lineStart)
    #expect(buffer.cursor == 4)
    buffer.apply(.lineEnd)
    #expect(buffer.cursor == 7)
    buffer.apply(.deleteToLineStart)
    #expect(buffer.text == "one\n\nthree")
    buffer.apply(.deleteToLineEnd)
    #expect(buffer.text == "one\nthree")
  }

  @Test func movingByLinesRemembersTheColumn() {
    var buffer = buffer("abcdef\nx\nabcdef", cursor: 5, isMultiline: true)
    let done3 = buffer.apply(.lineDown)
    #expect(done3)
    #expect(buffer.cursor == 8)
    let done4 = buffer.apply(.lineDown)
    #expect(done4)
    #expect(buffer.cursor == 14)
    let done5 = buffer.apply(.lineDown)
    #expect(!done5)
  }

  @Test func editsWithNothingToDoSaySo() {
    var buffer = TextBuffer()
    for edit: TextEdit in [
      .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .lineUp, .lineDown, .deleteBackward, .deleteForward,
      .deleteWordBackward, .deleteToLineStart, .deleteToLineEnd,
    ] {
      let done6 = buffer.apply(edit)
      #expect(!done6, "\(edit)")
    }
  }

  @Test func afterSelectingTypingReplacesAndMovingTakesItBack() {
    var buffer = TextBuffer("old")
    buffer.selectForReplacement()
    buffer.insert("n")
    buffer.insert("ew")
    #expect(buffer.text == "new")
    buffer.selectForReplacement()
    buffer.apply(.left)
    buffer.insert("-")
    #expect(buffer.text == "ne-w")
  }

  @Test func presentationCarriesCursorMaskAndPlaceholder() {
    var buffer = TextBuffer("ab", isMultiline: true)
    buffer.apply(.left)
    #expect(
      buffer.presentation(placeholder: "p", isMasked: true)
        == TextFieldPresentation(text: "ab", cursor: 1, placeholder: "p", isMasked: true, isMultiline: true))
  }

  @Test func aMegabytePasteIsTakenWhole() {
    var buffer = TextBuffer(isMultiline: true)
    let line = String(repeating: "x", count: 63) + "\r\n"
    buffer.insert(String(repeating: line, count: 16_384))
    #expect(buffer.count == 64 * 16_384)
    for _ in 0..<100 { buffer.insert("y") }
    #expect(buffer.count == 64 * 16_384 + 100)
  }

  /// Any sequence of edits leaves exactly the characters of the text, and the cursor between two of them.
  @Test(arguments: 0..<40) func charactersStayThoseOfTheText(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var buffer = TextBuffer(isMultiline: true)
    // Half the runs are of what pairs up and joins only, so that it meets its like.
    let joining = ["🇩", "🇪", "🇫", "👩", "\u{200D}", "💻", "\u{301}"]
    let others = [
      "a", " ", "\n", "e", "©", "字", "か", "\u{3099}", "क", "्", "\u{600}", "ᄒ", "ᅡ",
    ]
    let pieces = seed.isMultiple(of: 2) ? joining : joining + others
    let edits: [TextEdit] = [
      .left, .left, .left, .right, .wordLeft, .lineStart, .lineUp, .deleteBackward, .deleteForward, .deleteWordBackward,
    ]
    for _ in 0..<400 {
      if random.below(2) > 0 {
        buffer.insert(pieces[random.below(pieces.count)])
      } else {
        buffer.apply(edits[random.below(edits.count)])
      }
      #expect(buffer.characters == Array(buffer.text))
      #expect((0...buffer.count).contains(buffer.cursor))
    }
  }
}
