import Desk
import Terminal

/// The options of a choice: one a line while the focus is on it, else in running text.
struct ChoiceField {
  let options: [EditorOption]
  let isMultiple: Bool
  /// Digits pick only in a list whose every option has one.
  let hasDigits: Bool
  /// The option the focus is on.
  let cursor: Int
  let indent: Int
  let columns: Int

  func lines(_ painter: Painter, isOpen: Bool) -> [ContentLine] {
    isOpen ? open(painter) : closed(painter)
  }

  private func open(_ painter: Painter) -> [ContentLine] {
    guard !options.isEmpty else {
      return painter.lines([Span("Nothing matches.", .muted)], columns: columns, indent: indent)
    }
    var lines: [ContentLine] = []
    for (index, option) in options.enumerated() {
      let digit = hasDigits ? "\(index + 1) " : ""
      let sign = digit + painter.symbols.choice(isMultiple: isMultiple, isSelected: option.isSelected) + " "
      var wrapped = painter.lines([Span(option.label)], columns: columns - sign.count - indent)
      for line in wrapped.indices {
        let margin = String(repeating: " ", count: line == 0 ? indent : indent + sign.count) + (line == 0 ? sign : "")
        wrapped[line].runs.insert(Run(text: margin, style: painter.styles[.text]), at: 0)
        wrapped[line].isSelected = index == cursor
      }
      if index == cursor { wrapped[0].cursor = indent }
      lines += wrapped
    }
    return lines
  }

  /// An option that does not fit on the line begins the next one, so that its mark stays with its words.
  private func closed(_ painter: Painter) -> [ContentLine] {
    var rows: [[Span]] = []
    var used = 0
    for option in options {
      let sign = painter.symbols.choice(isMultiple: isMultiple, isSelected: option.isSelected)
      let span = Span("\(sign) \(option.label)", option.isSelected ? .text : .muted)
      let width = TextWidth.columns(of: span.text)
      if let last = rows.indices.last, used + 2 + width <= columns - indent {
        rows[last] += [Span("  "), span]
        used += 2 + width
      } else {
        rows.append([span])
        used = width
      }
    }
    return rows.flatMap { painter.lines($0, columns: columns, indent: indent) }
  }
}
