import Desk
import Terminal

/// One row of a pane's contents, already wrapped.
struct ContentLine {
  var runs: [Run] = []
  /// True when the mark of the selected row or focused field precedes the line.
  var isMarked = false
  /// In the style of the selection across the whole pane.
  var isSelected = false
  /// Right-aligned; left out where it would leave less than twelve columns.
  var trailing: Run?
  /// Column of the cursor within the text; nil when it is on another line.
  var cursor: Int?
  /// The target of a click on the line.
  var target: Pointed?

  static let blank = ContentLine()
}

extension Painter {
  /// Spans as lines of at most `columns`, every one indented by `indent` columns.
  func lines(_ spans: [Span], columns: Int, indent: Int = 0) -> [ContentLine] {
    let inset = min(max(0, indent), max(0, columns - 8))
    let margin = inset > 0 ? [Run(text: String(repeating: " ", count: inset), style: styles.ground)] : []
    return SpanWrap.lines(spans, columns: columns - inset).map { ContentLine(runs: margin + runs($0)) }
  }

  /// A row of a list.
  func line(_ row: RowPresentation, isSelected: Bool, hasFocus: Bool) -> ContentLine {
    var spans = row.spans
    if let reason = row.disabledReason {
      spans = spans.map { Span($0.text, .muted) } + [Span(" (\(reason))", .muted)]
    }
    return ContentLine(
      runs: runs(spans), isMarked: isSelected, isSelected: isSelected && hasFocus,
      trailing: row.trailing.map { Run(text: $0.text, style: styles[$0.role]) }, cursor: isSelected ? 0 : nil)
  }
}
