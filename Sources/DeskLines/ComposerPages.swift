import Desk

/// A message or note, line by line: what is typed is added to it until a line with nothing but a dot.
enum ComposerPages {
  static func page(_ editor: EditorPresentation) -> Page {
    guard let row = editor.rows.first, case .text(let field) = row.kind else { return Page(prompt: "Enter goes on") }
    var page = Page(prompt: "The next line, or a dot alone to send")
    page.lines = ["Now: \(Spoken.value(row))"] + row.marks.map(Spoken.mark)
    if let problem = row.problem { page.lines.append("Problem: \(problem)") }
    page.text = .answers(current: field.text, isMultiline: true)
    return page
  }

  /// The sentence for the moment when it comes up.
  static func opening(_ editor: EditorPresentation) -> [String] {
    [editor.title, editor.badge.text] + editor.banners.map(\.text)
      + [
        "Each line is added. A dot alone sends, after a confirmation. :canned-texts lists texts, :undo takes the last line back, :back keeps the text as a draft, :help lists all commands."
      ]
  }
}
