import Care360
import Terminal
import Testing

@testable import Desk
@testable import DeskUI

/// A form is one row a question; only the one with the cursor is open.
@Suite struct FormRowsTests {
  private struct Screen {
    var editor: FormEditor
    var viewports = Viewports()

    init() throws {
      editor = FormEditor(
        target: FormEditor.Target(
          caseID: try CaseID("550e8400-e29b-41d4-a716-446655440000"), patientName: "Avery Lindqvist",
          shortID: "ADA-TOSXM", attached: [], isClosed: false))
      editor.productPicked(try ProductID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"), name: "One")
      editor.apply(
        FormTemplate(
          title: "T", description: "",
          questions: (1...20).map { index in
            FormTemplate.Question(
              text: "Question \(index) \(index % 3 == 0 ? "病 of the heart, in many words that fit no row at all" : "")",
              type: index % 2 == 0 ? .text : .singleSelect, isRequired: index % 4 != 0, isPHI: true,
              options: index % 2 == 0 ? [] : ["yes", "no", "not known"], rules: ChoiceRules())
          }))
    }

    /// The rows of the form, as they are drawn under its title.
    mutating func rows(_ columns: Int, _ rows: Int) -> [String] {
      var screen = Samples.screen(focus: .form, context: editor.context, hasEditor: true)
      screen.editor = editor.presentation
      let drawn = ScreenView.draw(
        screen, size: Size(columns: columns, rows: rows), styles: .plain, lettering: .whole, viewports: &viewports)
      return Array(drawn.surface.plainRows.drop { !$0.contains("Intake ·") }.dropFirst())
    }
  }

  @Test(arguments: [(120, 40), (80, 24), (60, 20)])
  func leavingAnAnswerMovesNothingAboveIt(_ columns: Int, _ rows: Int) throws {
    var screen = try Screen()
    _ = screen.editor.handle(.field("1.1"))
    var before = screen.rows(columns, rows)
    var compared = 0
    for number in 1..<20 {
      _ = screen.editor.handle(number % 2 == 0 ? .command(.nextField) : .picked(1))
      let after = screen.rows(columns, rows)
      let open = try #require(after.firstIndex { $0.contains("│▌") })
      // In a form that was scrolled the row with the cursor came into view from below.
      guard let old = before.firstIndex(where: { $0.contains("│▌") }), open == old + 1 else {
        before = after
        continue
      }
      #expect(Array(after[..<old]) == Array(before[..<old]), "at question \(number)")
      #expect(after[old].contains("1.\(number) ") && !after[old].contains("│▌"), "it folded to one row")
      before = after
      compared += 1
    }
    #expect(compared > 5)
  }

  @Test func everyQuestionButTheOneWithTheCursorIsOneRowWithItsColumnsInLine() throws {
    var screen = try Screen()
    _ = screen.editor.handle(.field("1.5"))
    let rows = screen.rows(120, 40).filter { $0.contains("Question ") && !$0.contains("│▌") }
    #expect(rows.count > 5)
    let columns = rows.compactMap { row -> Int? in
      let need = row.ranges(of: "required").last ?? row.ranges(of: "optional").last
      return need.map { TextWidth.columns(of: String(row[..<$0.lowerBound])) }
    }
    #expect(columns.count == rows.count && Set(columns).count == 1, "\(rows.joined(separator: "\n"))")
    #expect(rows.filter { $0.contains("…") }.count > 1, "a long wording is cut")
    #expect(screen.rows(120, 40).contains { $0.contains("question 5 of 20") })
  }

  @Test func aFilteredChoiceSaysHowManyOfItsOptionsAreLeft() throws {
    var screen = try Screen()
    screen.editor.apply(
      FormTemplate(
        title: "Drugs", description: "",
        questions: [
          FormTemplate.Question(
            text: "Which one?", type: .singleSelect, isRequired: true, isPHI: false,
            options: (1...12).map { "drug \($0)" }, rules: ChoiceRules())
        ]))
    for _ in 0..<40 where !screen.editor.hasOptionFilter { _ = screen.editor.handle(.command(.nextField)) }
    #expect(!screen.rows(120, 40).joined().contains(" of 12"))
    for letter in "drug 1" { _ = screen.editor.handle(.typed(String(letter))) }
    #expect(screen.rows(120, 40).contains { $0.contains("drug 1") && $0.contains("  4 of 12") })
  }
}
