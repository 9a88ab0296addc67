import Care360
import Testing

@testable import Desk

/// Drives an editor in the user's words: go to a labelled field, type, press, expect.
struct EditorDriver {
  var editor: FormEditor
  /// Outcomes of the last input.
  private(set) var outcomes: [FormEditorOutcome] = []

  static let first = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"
  static let second = "1c0a3c5e-6f0b-4c6e-9b53-0d6a2b6b5a11"

  init(attached: Set<ProductID>? = [], isClosed: Bool? = false) throws {
    editor = FormEditor(
      target: FormEditor.Target(
        caseID: try CaseID("550e8400-e29b-41d4-a716-446655440000"), patientName: "Avery Lindqvist",
        shortID: "ADA-TOSXM", attached: attached, isClosed: isClosed))
  }

  /// One product picked, a form with one question, the cursor on the question's text.
  static func withQuestion(_ text: String = "", attached: Set<ProductID>? = []) throws -> EditorDriver {
    var driver = try EditorDriver(attached: attached)
    try driver.pick(first, "Semaglutide")
    driver.press(.addQuestion)
    driver.type(text)
    return driver
  }

  /// The same with a question to choose from; the cursor on the answer.
  static func withSelect(_ type: Int, options: [String]) throws -> EditorDriver {
    var driver = try withQuestion("Which?")
    driver.go("Type")
    driver.input(.picked(type))
    driver.go("Options")
    driver.input(.pasted(options.joined(separator: "\n")))
    driver.go("Answer")
    return driver
  }

  mutating func input(_ input: Input) { outcomes = editor.handle(input) }

  mutating func press(_ commands: Command...) {
    for command in commands { input(.command(command)) }
  }

  /// One key at a time.
  mutating func type(_ text: String) {
    for character in text { input(.typed(String(character))) }
  }

  mutating func pick(_ id: String, _ name: String) throws {
    editor.productPicked(try ProductID(id), name: name)
  }

  /// To the nth field with a label, by its row id.
  mutating func go(_ label: String, _ number: Int = 0, sourceLocation: SourceLocation = #_sourceLocation) {
    let rows = rows(label)
    guard rows.indices.contains(number) else {
      Issue.record("no row \(label)", sourceLocation: sourceLocation)
      return
    }
    editor.jump(to: rows[number].id)
    #expect(editor.presentation.focusedID == rows[number].id, sourceLocation: sourceLocation)
  }

  func rows(_ label: String) -> [EditorRow] { editor.presentation.rows.filter { $0.label == label } }

  func row(_ label: String, _ number: Int = 0) -> EditorRow? {
    let rows = rows(label)
    return rows.indices.contains(number) ? rows[number] : nil
  }

  var focused: EditorRow? {
    let presentation = editor.presentation
    return presentation.rows.first { $0.id == presentation.focusedID }
  }

  /// The options that are selected in the focused choice.
  var selected: [String] {
    guard case .choice(let options, _, _)? = focused?.kind else { return [] }
    return options.filter(\.isSelected).map(\.label)
  }

  var text: String? {
    if case .text(let field)? = focused?.kind { field.text } else { nil }
  }

  /// The same with several to choose from, under rules that a template gives.
  static func withChoice(
    _ rules: ChoiceRules, type: Int = 3, options: [String] = ["yes", "no", "maybe"]
  ) throws -> EditorDriver {
    var driver = try withSelect(type, options: options)
    driver.editor.draft.products[0].editForm { $0.questions[0].rules = rules }
    driver.go("Answer")
    return driver
  }

  /// What F10 F10 hands out, and a third one where something is only worth a second look; nil when it is blocked.
  mutating func submitted() -> JSONValue? {
    press(.review, .review)
    if notice?.hasSuffix("Submit again to go on.") == true { press(.review) }
    guard case .submitRequested(let payload)? = outcomes.first else { return nil }
    return payload.json
  }

  /// The sentence of the last notice.
  var notice: String? {
    for case .notice(let span) in outcomes { return span.text }
    return nil
  }
}

extension EditorRow {
  /// What a note or button says.
  var words: String {
    switch kind {
    case .note(let spans): spans.map(\.text).joined()
    case .button(let value): value
    case .heading, .text, .choice, .hidden: ""
    }
  }
}
