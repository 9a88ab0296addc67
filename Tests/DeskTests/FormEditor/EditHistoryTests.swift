import Care360
import TestSupport
import Testing

@testable import Desk

/// Undo and redo: any sequence of steps is the same as its replay, and undoing everything is the start.
@Suite struct EditHistoryTests {
  private enum Step {
    case input(Input)
    case jump(Int)
    case pick(Bool)
  }

  private static func step(_ random: inout SeededGenerator) -> Step {
    let pastes = [
      "yes\nno\nNone of the above", "e\u{301}\u{302} 漢字 👩‍👩‍👧", "\u{1F1E9}", "\u{1F1EA} flags", "x\u{0}\u{1B}[2J\r\ny",
    ]
    switch random.below(24) {
    case 0, 1: return .input(.command(.addQuestion))
    case 2: return .input(.command(.deleteItem))
    case 3: return .input(.command([.duplicateItem, .addProduct][random.below(8) == 0 ? 1 : 0]))
    case 4: return .input(.command(random.below(2) == 0 ? .moveItemUp : .moveItemDown))
    case 5, 6: return .input(.command(.undo))
    case 7: return .input(.command(.redo))
    case 8: return .pick(random.below(2) == 0)
    case 9: return .input(.pasted(pastes[random.below(pastes.count)]))
    case 10: return .input(.picked(1 + random.below(4)))
    case 11: return .input(.toggled)
    case 12: return .input(.command(.accept))
    case 13: return .input(.replaced(["", "other", "yes\nno"][random.below(3)]))
    case 14, 15:
      let edits: [TextEdit] = [.left, .wordLeft, .lineStart, .lineEnd, .right, .lineUp, .newline]
      return .input(.edited(edits[random.below(edits.count)]))
    case 16, 17:
      let edits: [TextEdit] = [
        .deleteBackward, .deleteForward, .deleteWordBackward, .deleteWordForward, .deleteToLineStart, .deleteToLineEnd,
      ]
      return .input(.edited(edits[random.below(edits.count)]))
    case 18: return .jump(random.below(1_000))
    case 19: return .input(.command(.nextField))
    default: return .input(.typed(["a", "b ", "\u{301}", "\u{1F1E9}", "\u{200D}"][random.below(5)]))
    }
  }

  private static func perform(_ step: Step, _ driver: inout EditorDriver) throws {
    switch step {
    case .input(let input): driver.input(input)
    case .jump(let place):
      let rows = driver.editor.presentation.rows
      driver.editor.jump(to: rows[place % rows.count].id)
    case .pick(let isFirst): try driver.pick(isFirst ? EditorDriver.first : EditorDriver.second, "Some")
    }
    if driver.editor.context == .editorReview { driver.press(.back) }
    // A form that never shrinks would make the run long for nothing.
    if driver.editor.draft.fields.count > 120 { driver.press(.deleteItem) }
  }

  @Test(arguments: [1, 7]) func tenThousandStepsReplayAndUnwind(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let steps = (0..<10_000).map { _ in Self.step(&random) }
    var driver = try EditorDriver()
    var replayed = try EditorDriver()
    let start = driver.editor.draft
    for step in steps { try Self.perform(step, &driver) }
    for step in steps { try Self.perform(step, &replayed) }
    #expect(replayed.editor.presentation == driver.editor.presentation)
    // An edit of its own, so that nothing is left to redo.
    driver.press(.addQuestion)
    let end = driver.editor.draft
    var count = 0
    while driver.notice != "Nothing to undo." {
      driver.press(.undo)
      count += 1
      try #require(count < 20_000)
      try expectSound(driver.editor.draft)
    }
    #expect(count > 1_000)
    #expect(driver.editor.draft.hasSameContent(as: start))
    #expect(!driver.editor.isDirty)
    while driver.notice != "Nothing to redo." {
      driver.press(.redo)
      count -= 1
      try #require(count > -20_000)
    }
    #expect(driver.editor.draft.hasSameContent(as: end))
  }

  /// Characters are those of the text as a whole, so that nothing a person sees as one is ever cut.
  private func expectSound(_ draft: SubmissionDraft) throws {
    for question in draft.products.flatMap({ $0.form?.questions ?? [] }) {
      for buffer in [question.text, question.optionLines, question.answer] {
        try #require(buffer.characters == Array(buffer.text) && (0...buffer.count).contains(buffer.cursor))
      }
    }
  }

  @Test func aLongTextCostsNoUndoStepItsLength() throws {
    var driver = try EditorDriver.withQuestion("a")
    driver.go("Answer")
    driver.input(.pasted(String(repeating: "0123456789abcde\n", count: 65_536)))
    for index in 0..<9_000 {
      driver.type("x")
      driver.input(.edited(index.isMultiple(of: 2) ? .left : .right))
    }
    for _ in 0..<9_000 { driver.press(.undo) }
    #expect(driver.notice == nil)
    #expect(driver.editor.draft.products[0].form?.questions[0].answer.count == 1 << 20)
    driver.press(.undo)
    #expect(driver.editor.draft.products[0].form?.questions[0].answer.isEmpty == true)
  }

  @Test func aFormOfAHundredQuestionsKeepsThousandsOfMoves() throws {
    var driver = try EditorDriver.withQuestion("a")
    for _ in 0..<99 { driver.press(.addQuestion) }
    driver.go("Answer", 50)
    for index in 0..<9_400 { driver.press((index / 40).isMultiple(of: 2) ? .moveItemUp : .moveItemDown) }
    let moved = driver.editor.draft
    var count = 0
    while driver.notice != "Nothing to undo." {
      driver.press(.undo)
      count += 1
    }
    #expect(count > 9_000)
    #expect(!driver.editor.isDirty)
    while driver.notice != "Nothing to redo." { driver.press(.redo) }
    #expect(driver.editor.draft.hasSameContent(as: moved))
  }
}
