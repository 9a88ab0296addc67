import Desk
import Terminal

/// A field in one row: state, number and words, cut by width; what is asked; its value or what became of it.
struct BriefField {
  let row: EditorRow
  let brief: EditorRow.Brief
  let columns: Int

  /// From this width on, "required" and "optional" are written out; below it a star replaces "required".
  private static let leastColumnsForNeed = 64
  private static let needColumns = 8
  /// "no answer".
  private static let leastValueColumns = 9
  /// Of a label that is no question.
  private static let labelColumns = 14

  func line(_ painter: Painter) -> ContentLine {
    let indent = min(row.indent * 2, columns / 4)
    // A label has its own column, and the text after it shows that it was filled in.
    let state = brief.number.isEmpty && row.state == .answered ? [] : painter.state(of: row)
    let head = painter.runs([Span(String(repeating: " ", count: indent))] + state)
    let used = head.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
    let parts = brief.number.isEmpty ? labelled(columns - used, painter) : asked(columns - used, painter)
    return ContentLine(runs: head + parts)
  }

  /// A label and behind it the value.
  private func labelled(_ room: Int, _ painter: Painter) -> [Run] {
    let words = brief.words + "  "
    let width = min(room, max(Self.labelColumns, TextWidth.columns(of: words)))
    return [
      cell(Span(words, .label), width, painter), cell(brief.value, room - width, painter),
    ]
  }

  /// A question, with its answer on the right.
  private func asked(_ room: Int, _ painter: Painter) -> [Run] {
    let isWide = columns >= Self.leastColumnsForNeed
    let gap = Run(text: isWide ? "  " : " ", style: painter.styles.ground)
    let value = isWide ? columns / 4 : Self.leastValueColumns
    let star = brief.need.map { Span($0.role == .required ? "*" : "", $0.role) }
    let need = (isWide ? brief.need : star).map { [gap, cell($0, isWide ? Self.needColumns : 1, painter)] } ?? []
    let number = Run(text: brief.number + " ", style: painter.styles[.muted])
    let end = need + [gap, cell(brief.value, value, painter)]
    let taken = ([number] + end).reduce(0) { $0 + TextWidth.columns(of: $1.text) }
    return [number, cell(Span(brief.words), max(1, room - taken), painter)] + end
  }

  private func cell(_ span: Span, _ width: Int, _ painter: Painter) -> Run {
    let text = String(span.text.map { $0.isNewline ? " " : $0 })
    return Run(
      text: TextWidth.pad(text, to: width, ellipsis: painter.glyphs.ellipsis), style: painter.styles[span.role])
  }
}

extension Painter {
  /// In front of a field that has one.
  func state(of row: EditorRow) -> [Span] {
    guard let state = symbols.state(row.state) else { return [] }
    return [Span(state + " ", row.state == .invalid ? .error : row.state == .answered ? .success : .muted)]
  }
}
