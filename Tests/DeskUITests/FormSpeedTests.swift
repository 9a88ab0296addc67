import Care360
import Terminal
import TestSupport
import Testing

@testable import Desk
@testable import DeskUI

/// A key in a long form costs about what it costs in a short one.
@Suite(.serialized) struct FormSpeedTests {
  private struct Typist {
    var editor: FormEditor
    var viewports = Viewports()

    init(questions: Int) throws {
      editor = FormEditor(
        target: FormEditor.Target(
          caseID: try CaseID("550e8400-e29b-41d4-a716-446655440000"), patientName: "Avery Lindqvist",
          shortID: "ADA-TOSXM", attached: [], isClosed: false))
      editor.productPicked(try ProductID("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"), name: "One")
      editor.apply(
        FormTemplate(
          title: "T", description: "",
          questions: (0..<questions).map { index in
            FormTemplate.Question(
              text: "Question number \(index), as long as they are", type: index % 2 == 0 ? .text : .multiSelect,
              isRequired: true, isPHI: true, options: index % 2 == 0 ? [] : ["yes", "no", "not known"],
              rules: ChoiceRules())
          }))
      for _ in 0..<questions / 2 { _ = editor.handle(.command(.nextField)) }
      while editor.draft.buffer(at: editor.focus) == nil { _ = editor.handle(.command(.nextField)) }
    }

    /// One key with everything that is drawn after it.
    mutating func key(_ input: Input) {
      _ = editor.handle(input)
      var screen = Samples.screen(focus: .form, context: editor.context, hasEditor: true)
      screen.editor = editor.presentation
      _ = ScreenView.draw(
        screen, size: Size(columns: 120, rows: 40), styles: .plain, lettering: .whole, viewports: &viewports)
    }

    mutating func work(_ input: Input) -> Int { ProcessorTime.least(of: 7) { key(input) } }
  }

  @Test(arguments: [Input.typed("x"), .command(.nextField)])
  func fiftyTimesAsManyQuestionsTakeLessThanHalfAsMuchMoreWork(_ input: Input) throws {
    var short = try Typist(questions: 10)
    var long = try Typist(questions: 500)
    // In proportion it would be fifty, in squares 2,500.
    let ratio = Double(long.work(input)) / Double(short.work(input))
    #expect(ratio < 25, "fifty times as many questions take \(ratio) times the work")
  }

  @Test func everyFieldIsReachedAndSeenInALongForm() throws {
    var typist = try Typist(questions: 60)
    _ = typist.editor.handle(.command(.home))
    for _ in 0..<300 {
      typist.key(.command(.nextField))
      let presentation = typist.editor.presentation
      var screen = Samples.screen(focus: .form, context: typist.editor.context, hasEditor: true)
      screen.editor = presentation
      let drawn = ScreenView.draw(
        screen, size: Size(columns: 60, rows: 12), styles: .plain, lettering: .whole, viewports: &typist.viewports)
      let row = try #require(presentation.rows.first { $0.id == presentation.focusedID })
      let cursor = try #require(drawn.cursor)
      #expect((1..<11).contains(cursor.row), "\(row.label) is in view")
    }
    #expect(typist.editor.focus == .review)
  }
}
