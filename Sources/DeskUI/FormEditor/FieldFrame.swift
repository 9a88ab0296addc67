import Desk
import Terminal

/// The frame of every field of a form: state, number, label, marks above; the problem below. A field without the focus
/// is one row, whatever is in it, so that leaving it moves nothing above.
struct FieldFrame {
  let row: EditorRow
  /// True for the form's focused row; it is marked even while another pane has the keys.
  let hasFocus: Bool
  /// Keys go to it.
  let isActive: Bool
  let columns: Int

  /// Lines of a field of several lines that are shown while the cursor is elsewhere.
  static let closedRows = 3

  /// The whole frame; never empty.
  func lines(_ painter: Painter) -> [ContentLine] {
    if !hasFocus, let brief = row.brief { return [BriefField(row: row, brief: brief, columns: columns).line(painter)] }
    var lines = head(painter) + body(painter)
    if let problem = row.problem {
      lines += painter.lines([Span("! \(problem)", .error)], columns: columns, indent: inner)
    }
    // A field without its own cursor has the cursor on its label.
    if isActive, !lines.contains(where: { $0.cursor != nil }) { lines[0].cursor = min(outer, columns - 1) }
    guard hasFocus else { return lines }
    for index in lines.indices { lines[index].isMarked = true }
    if isActive, isButton { lines[0].isSelected = true }
    return lines
  }

  private var outer: Int { min(row.indent * 2, columns / 4) }
  private var inner: Int { min(outer + 2, columns / 4) }

  private var isButton: Bool {
    if case .button = row.kind { true } else { false }
  }

  private func head(_ painter: Painter) -> [ContentLine] {
    var spans = painter.state(of: row)
    let number = row.brief.map(\.number) ?? row.number
    if !number.isEmpty { spans.append(Span(number + " ", .muted)) }
    switch row.kind {
    case .heading: spans.append(Span(row.label, .heading))
    case .button(let value) where value.isEmpty: spans.append(Span("[ \(row.label) ]", .accent))
    case .button(let value): spans += [Span(row.label, .label), Span("  "), Span("[ \(value) ]", .accent)]
    case .text, .choice, .note, .hidden:
      let isQuestion = row.brief.map { !$0.number.isEmpty } ?? false
      spans.append(isQuestion ? Span(row.brief?.words ?? "") : Span(row.label, .label))
    }
    for mark in row.marks { spans += [Span("  "), mark] }
    if row.kind == .hidden { spans.append(Span("  hidden", .phi)) }
    var lines = painter.lines(spans, columns: columns, indent: outer)
    if hasFocus || row.kind == .heading {
      for index in lines.indices {
        lines[index].runs = lines[index].runs.map { Run(text: $0.text, style: $0.style.adding(.bold)) }
      }
    }
    return lines
  }

  private func body(_ painter: Painter) -> [ContentLine] {
    switch row.kind {
    case .heading, .button, .hidden: []
    case .note(let spans): painter.lines(spans, columns: columns, indent: inner)
    case .text(let field): text(field, painter)
    case .choice(let options, let isMultiple, let cursor):
      (isActive ? filter(painter) : [])
        + ChoiceField(
          options: options, isMultiple: isMultiple, hasDigits: row.filter == nil, cursor: cursor, indent: inner,
          columns: columns
        ).lines(painter, isOpen: isActive)
    }
  }

  /// The cursor stays with the options, one of which Space switches.
  private func filter(_ painter: Painter) -> [ContentLine] {
    guard let filter = row.filter else { return [] }
    let count = row.filterCount.map { "  \($0)" } ?? ""
    var line = painter.fieldLine(
      filter, columns: max(1, columns - inner - TextWidth.columns(of: count)), isActive: true)
    line.runs.append(Run(text: count, style: painter.styles[.muted]))
    line.runs.insert(Run(text: String(repeating: " ", count: inner), style: painter.styles.ground), at: 0)
    line.cursor = nil
    return [line]
  }

  /// The width of its text lines when the field is multi-line and has the cursor.
  var paragraphColumns: Int? {
    guard isActive, case .text(let field) = row.kind, field.isMultiline else { return nil }
    return textColumns
  }

  private var textColumns: Int { max(1, columns - inner) }

  private func text(_ field: TextFieldPresentation, _ painter: Painter) -> [ContentLine] {
    let width = textColumns
    let shown = TextFieldLines(
      field, columns: width, rows: isActive ? row.tallest : Self.closedRows, isActive: isActive, painter: painter)
    let margin = Run(text: String(repeating: " ", count: inner), style: painter.styles.ground)
    return shown.lines.enumerated().map { index, line in
      ContentLine(
        runs: [margin] + painter.fieldRuns(line, columns: width, isPlaceholder: shown.isPlaceholder),
        cursor: isActive && index == shown.cursorLine ? inner + shown.cursorColumn : nil)
    }
  }
}
