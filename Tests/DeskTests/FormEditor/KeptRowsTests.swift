import Care360
import TestSupport
import Testing

@testable import Desk

/// Rows of questions are kept between keys: they are those that would be made anew.
@Suite struct KeptRowsTests {
  @Test(arguments: 0..<6) func `After any edits the rows are those of a form just opened`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var driver = try EditorDriver.withSelect(3, options: ["yes", "no", "None of the above"])
    for _ in 0..<4 { driver.press(.addQuestion) }
    let inputs: [Input] = [
      .typed("a"), .typed("b\nc"), .picked(1), .picked(2), .picked(3), .moved(.up, page: 4), .moved(.down, page: 4),
      .edited(.deleteBackward), .toggled, .pasted("x\ny"),
    ]
    let commands: [Command] = [
      .addQuestion, .duplicateItem, .moveItemUp, .moveItemDown, .deleteItem, .undo, .redo, .nextField, .previousField,
      .nextUnanswered, .checkAll, .revealAll, .addProduct, .editQuestion,
    ]
    for step in 0..<250 {
      let isCommand = random.below(2) == 0
      driver.input(
        isCommand ? .command(commands[random.below(commands.count)]) : inputs[random.below(inputs.count)])
      for hasFocus in [true, false] {
        var fresh = driver.editor
        fresh.keptRows = KeptQuestionRows()
        let rows = driver.editor.presentation(hasFocus: hasFocus).rows
        #expect(rows == fresh.presentation(hasFocus: hasFocus).rows, "step \(step)")
      }
    }
    #expect(driver.editor.draft.products.flatMap { $0.form?.questions ?? [] }.count > 1)
  }
}
