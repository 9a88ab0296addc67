import Desk

/// The intake form, one field at a time, and its review.
enum FormPages {
  /// - Parameter isReview: the rows are read, not typed into.
  static func page(_ editor: EditorPresentation, isReview: Bool) -> Page {
    if isReview { return review(editor) }
    guard let row = editor.rows.first(where: { $0.id == editor.focusedID && $0.isField }) else {
      return Page(prompt: ":fields lists the fields")
    }
    let fields = editor.rows.filter(\.isField)
    let place = fields.firstIndex { $0.id == row.id } ?? 0
    var page = field(row, isLast: place == fields.count - 1)
    page.lines.insert("Field \(place + 1) of \(fields.count): \(Spoken.label(row))", at: 0)
    if let problem = row.problem { page.lines.append("Problem: \(problem)") }
    page.lines += notes(below: row, in: editor)
    return page
  }

  /// Notes are no fields that one comes to: each is read with the field above it, as that a question has no options yet.
  private static func notes(below row: EditorRow, in editor: EditorPresentation) -> [String] {
    editor.rows.drop { $0.id != row.id }.dropFirst().prefix { if case .note = $0.kind { true } else { false } }
      .map { "\(Spoken.label($0)): \(Spoken.value($0))" }
  }

  /// What is said when the form comes up.
  static func opening(_ editor: EditorPresentation) -> [String] {
    [editor.title, editor.badge.text] + editor.banners.map(\.text)
      + [
        "Enter alone keeps a field and goes on. :fields lists them, :7 goes to field 7, :review, :undo, :back, :help for all."
      ]
  }

  /// Every field with its value.
  static func list(_ editor: EditorPresentation) -> [String] {
    var number = 0
    return editor.rows.map { row in
      guard row.isField else { return row.isHeading ? row.label : "\(Spoken.label(row)): \(Spoken.value(row))" }
      number += 1
      let value = Spoken.value(row)
      return "\(number) \(Spoken.label(row))" + (value.isEmpty ? "" : ": \(value)")
        + (row.problem.map { ". Problem: \($0)" } ?? "")
    }
  }

  /// The step to field `number` of the list; nil when there is no such field.
  static func step(toField number: Int, in editor: EditorPresentation) -> Input? {
    let fields = editor.rows.filter(\.isField)
    return fields.indices.contains(number - 1) ? .field(fields[number - 1].id) : nil
  }

  // MARK: One field

  private static func field(_ row: EditorRow, isLast: Bool) -> Page {
    let next: [Input] = [.command(.nextField)]
    switch row.kind {
    case .text(let field):
      var page = Page(
        prompt: field.isMultiline
          ? "Text, line by line, Enter alone goes on; :more adds to it, :clear empties" : "Text; :clear empties")
      page.lines = ["Now: \(Spoken.value(row))"]
      if field.text.isEmpty, !field.placeholder.isEmpty { page.lines.append("Expected: \(field.placeholder)") }
      page.text = .answers(current: field.text, isMultiline: field.isMultiline)
      page.onEmpty = next
      return page
    case .choice(let options, let isMultiple, let cursor):
      var page = Page(prompt: isMultiple ? "Numbers switch, Enter goes on" : "A number chooses, Enter goes on")
      page.choices = options.enumerated().map { index, option in
        Page.Choice(
          (option.isSelected ? "[x] " : "[ ] ") + option.label,
          .switching([index], from: cursor) + (isMultiple ? [] : next))
      }
      if isMultiple { page.cursor = cursor }
      page.onEmpty = next
      return page
    case .button(let value):
      var page = Page(prompt: isLast ? "1 does it, :fields lists the fields" : "1 does it, Enter goes on")
      page.choices = [Page.Choice(value.isEmpty ? row.label : "\(row.label): \(value)", [.command(.accept)])]
      page.onEmpty = isLast ? nil : next
      return page
    case .heading, .note, .hidden: return Page(prompt: "Enter goes on")
    }
  }

  // MARK: Review

  private static func review(_ editor: EditorPresentation) -> Page {
    var page = Page(prompt: "A number, Enter goes back to the form")
    page.lines = [editor.title, editor.badge.text] + editor.banners.map(\.text)
    var place = 0
    for row in editor.rows {
      let words = [Spoken.label(row), Spoken.value(row)].filter { !$0.isEmpty }.joined(separator: ": ")
      if case .button = row.kind {
        page.choices.append(Page.Choice(words, .toRow(place) + [.command(.accept)]))
      } else {
        page.lines.append(words + (row.problem.map { ". Problem: \($0)" } ?? ""))
      }
      if !row.isHeading { place += 1 }
    }
    page.choices.append(Page.Choice("show or hide the answers", [.command(.revealAll)]))
    page.onEmpty = [.command(.back)]
    return page
  }
}
