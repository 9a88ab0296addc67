import TestSupport
import Testing

@testable import Desk

struct TextChangeTests {
  @Test func aChangeHoldsWhatDiffersOnly() throws {
    var buffer = TextBuffer("one two", isMultiline: true)
    buffer.insert(" three")
    let taken = buffer.takeChange()
    let change = try #require(taken)
    #expect(change.start == 7 && change.removed == [] && change.inserted == Array(" three"))
    let again = buffer.takeChange()
    #expect(again == nil)
    buffer.apply(.left)
    let ofMoving = buffer.takeChange()
    #expect(ofMoving == nil)
    buffer.replace(with: "one too three")
    let ofReplacing = buffer.takeChange()
    #expect(ofReplacing?.count == 2)
    buffer.replace(with: "one too three")
    let ofTheSame = buffer.takeChange()
    #expect(ofTheSame == nil)
  }

  @Test func aMarkThatJoinsItsLetterIsTakenBackWithTheLetterAsItWas() throws {
    var buffer = TextBuffer("e")
    buffer.insert("\u{301}")
    let taken = buffer.takeChange()
    let change = try #require(taken)
    #expect(buffer.text == "e\u{301}")
    buffer.travel(change, back: true)
    #expect(buffer.text == "e" && buffer.cursor == 1)
    buffer.travel(change, back: false)
    #expect(buffer.text == "e\u{301}" && buffer.cursor == 1)
  }

  /// Changes that are taken in one after the other come to the same as each by itself.
  @Test(arguments: 0..<40) func absorbedChangesAreOneChange(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var buffer = TextBuffer("some text\nof two lines", isMultiline: true)
    for _ in 0..<40 {
      let before = buffer
      var whole: TextChange?
      for _ in 0..<1 + random.below(6) {
        switch random.below(4) {
        case 0: buffer.apply([.deleteBackward, .deleteForward, .deleteWordBackward][random.below(3)])
        case 1: buffer.insert(["x", "\u{301}", "\u{1F1E9}", "y z"][random.below(4)])
        case 2: buffer.apply([.left, .right, .wordLeft][random.below(3)])
        default: buffer.apply(.newline)
        }
        guard let next = buffer.takeChange() else { continue }
        if var earlier = whole {
          guard earlier.absorb(next) else {
            // It does not touch: what was absorbed so far fits the text before it.
            buffer.travel(next, back: true)
            break
          }
          whole = earlier
        } else {
          whole = next
        }
      }
      guard let whole else { continue }
      let after = buffer.text
      buffer.travel(whole, back: true)
      #expect(buffer.text == before.text)
      buffer.travel(whole, back: false)
      #expect(buffer.text == after)
    }
  }

  @Test func deletingAWordForwardStopsWhereMovingDoes() {
    var buffer = TextBuffer("one, two three")
    buffer.apply(.lineStart)
    buffer.apply(.deleteWordForward)
    #expect(buffer.text == ", two three")
    buffer.apply(.deleteWordForward)
    #expect(buffer.text == " three")
    buffer.apply(.lineEnd)
    let didDelete = buffer.apply(.deleteWordForward)
    #expect(!didDelete)
  }
}
