import Desk

/// The intake form, one question at a time, and its review.
enum FormPages {
  /// - Parameters:
  ///   - isReview: the rows are read, not typed into.
  ///   - isInText: a line of the answer was typed since its field came up.
  static func page(_ editor: EditorPresentation, isReview: Bool, isInText: Bool = false) -> Page {
    if isReview { return ReviewPages.page(editor) }
    guard let row = editor.rows.first(where: { $0.id == editor.focusedID && $0.isField }) else {
      return Page(prompt: ":fields lists the fields")
    }
    var page = field(row, in: editor, isInText: isInText)
    page.lines = heading(of: row, in: editor) + page.lines
    if let problem = row.problem { page.lines.append("Problem: \(problem)") }
    page.lines += notes(below: row, in: editor)
    return page
  }

  /// The sentences for the moment when the form opens.
  static func opening(_ editor: EditorPresentation) -> [String] {
    [editor.title, editor.badge.text] + editor.banners.map(\.text)
      + [
        "Enter alone keeps an answer and goes on. :again repeats, :fields lists everything, :1.2 goes to question 1.2, :review, :undo, :back, :help lists all commands."
      ]
  }

  /// Every field with its value. When a question is only to be answered, its wording and its answer share one line.
  static func list(_ editor: EditorPresentation) -> [String] {
    var number = 0
    let questions = editor.questions
    return editor.rows.compactMap { row -> String? in
      guard row.isField else { return row.isHeading ? row.label : "\(Spoken.label(row)): \(Spoken.value(row))" }
      number += 1
      guard !row.isFolded || row.isAnswer else { return nil }
      let asked = isAsked(row, among: questions).map { question in
        [name(of: question)] + (row.id == question.answerID ? row.marks.map(Spoken.mark) : ["in other words"])
      }
      let label = asked?.joined(separator: ", ") ?? Spoken.label(row)
      let value = Spoken.value(row)
      return "\(number) \(label)" + (value.isEmpty ? "" : ": \(value)")
        + (row.problem.map { ". Problem: \($0)" } ?? "")
    }
  }

  /// The step to field `number` of the list; nil when there is no such field.
  static func step(toField number: Int, in editor: EditorPresentation) -> Input? {
    let fields = editor.rows.filter(\.isField)
    return fields.indices.contains(number - 1) ? .field(fields[number - 1].id) : nil
  }

  /// "2.3 Which of these do you have?".
  static func name(of question: FormQuestion) -> String {
    question.number + " " + (question.text.isEmpty ? "A question without a text yet" : Spoken.collapsed(question.text))
  }

  /// "Question 2.3", "Product of product 1": what to call a field that was left.
  static func shortName(of row: EditorRow, in editor: EditorPresentation) -> String {
    if let question = editor.questions.first(where: { $0.holds(row.id) }) {
      return row.isAnswer ? question.number : "\(question.number) \(row.label)"
    }
    return row.label
  }

  // MARK: One field

  /// The question that a field answers; nil for fields about how a question is asked, and for fields of no question.
  private static func isAsked(_ row: EditorRow, among questions: [FormQuestion]) -> FormQuestion? {
    row.isAnswer ? questions.first { $0.holds(row.id) } : nil
  }

  private static func heading(of row: EditorRow, in editor: EditorPresentation) -> [String] {
    guard let question = editor.questions.first(where: { $0.holds(row.id) }) else {
      let product = editor.rows.prefix { $0.id != row.id }.last(where: \.isHeading)
      let place = row.button?.now == "" ? nil : product?.label
      return [([Spoken.label(row)] + [place].compactMap { $0 }).joined(separator: ", ")]
    }
    guard row.isAnswer else {
      let of = "question \(question.place) of \(question.count)"
      return row.isWording
        ? ["\(question.number) Question, in words, \(of)"] : ["\(question.number) \(row.label), \(of)"]
    }
    let facts = [
      Spoken.capitalised(question.kind), question.limits,
      question.isRequired ? "required" : "not required", question.isHealthData ? "health data" : nil,
      "question \(question.place) of \(question.count)",
      question.takesOtherWords && row.id == question.answerID ? "an answer in other words can be given next" : nil,
    ]
    let other = row.id == question.answerID ? [] : ["An answer in other words than the options:"]
    return [name(of: question), facts.compactMap { $0 }.joined(separator: ", ")] + other
  }

  /// Notes are not fields that one can move to: each is read with the field above it, for example "no options yet".
  private static func notes(below row: EditorRow, in editor: EditorPresentation) -> [String] {
    editor.rows.drop { $0.id != row.id }.dropFirst().prefix { if case .note = $0.kind { true } else { false } }
      .map { "\(Spoken.label($0)): \(Spoken.value($0))" }
  }

  /// The effect of Enter alone on the field.
  private static func enter(_ row: EditorRow) -> String {
    guard row.isEmpty else { return "Enter keeps it" }
    return row.isRequired ? "Enter leaves it empty (required)" : "Enter leaves it empty"
  }

  private static func field(_ row: EditorRow, in editor: EditorPresentation, isInText: Bool) -> Page {
    let isLast = editor.rows.last(where: \.isField)?.id == row.id
    let next: [Input] = [.command(.nextField)]
    switch row.kind {
    case .text(let field):
      let more = field.isMultiline && isInText
      var page = Page(
        prompt: more
          ? "The next line of \(shortName(of: row, in: editor)), or Enter to go on"
          : (row.isEmpty ? "Text, " : "Text replaces it, :clear empties it, ") + enter(row))
      page.lines = ["Now: \(Spoken.value(row))"]
      if field.isEmpty, !field.placeholder.isEmpty { page.lines.append("Expected: \(Spoken.expected(field))") }
      page.text = .answers(current: field.text, isMultiline: field.isMultiline)
      page.onEmpty = next
      return page
    case .choice(let options, let isMultiple, let cursor):
      var page = Page(prompt: (isMultiple ? "Numbers switch, " : "A number chooses, ") + enter(row))
      page.choices = options.enumerated().map { index, option in
        // In a single choice, choosing the chosen option again keeps it: only :clear removes it.
        let switches: [Input] = option.isSelected && !isMultiple ? [] : .switching([index], from: cursor)
        return Page.Choice(
          Spoken.option(option, isMultiple: isMultiple), .inputs(switches, then: isMultiple ? [] : next))
      }
      if isMultiple { page.cursor = cursor }
      page.clearing = row.isAnswer ? .switching(options.indices.filter { options[$0].isSelected }, from: cursor) : nil
      page.onEmpty = next
      return page
    case .button:
      let button = row.button ?? FormButton(now: "", does: row.label)
      let enter = isLast ? ":fields lists the fields" : row.isRequired ? enter(row) : "Enter goes on"
      var page = Page(prompt: button.does.map { "1 to \($0), \(enter)" } ?? enter)
      if !button.now.isEmpty { page.lines = ["Now: \(Spoken.collapsed(button.now))"] }
      page.choices = button.does.map { [Page.Choice($0, [.command(.accept)])] } ?? []
      page.onEmpty = isLast ? nil : next
      return page
    case .heading, .note, .hidden:
      var page = Page(prompt: "Enter goes on")
      page.onEmpty = next
      return page
    }
  }
}
