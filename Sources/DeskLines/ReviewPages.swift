import Desk

/// The review of a form: everything that would be sent, and what keeps it from being sent.
enum ReviewPages {
  static func page(_ editor: EditorPresentation) -> Page {
    var page = Page(prompt: "A number, :1.2 goes to question 1.2, Enter goes back to the form")
    page.lines = [editor.title, editor.badge.text] + editor.banners.map(\.text)
    var place = 0
    for row in editor.rows {
      let label = Spoken.label(row)
      let words = [label, Spoken.value(row)].filter { !$0.isEmpty }.joined(
        separator: label.contains(": ") ? ", " : ": ")
      if case .button(let value) = row.kind {
        page.choices.append(
          Page.Choice(
            row.state == .invalid ? "\(label): \(value)" : words, .toRow(place) + [.command(.accept)]))
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
