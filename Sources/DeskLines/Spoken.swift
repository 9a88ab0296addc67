import Desk

/// Text of a presentation as one sentence, without roles, since no state is told by a role alone.
enum Spoken {
  static func line(_ spans: [Span]) -> String { collapsed(spans.map(\.text).joined()) }

  static func row(_ row: RowPresentation) -> String {
    [line(row.spans), row.trailing.map { $0.text } ?? "", row.disabledReason.map { "(\($0))" } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A field's value, or the words that replace it.
  static func value(_ row: EditorRow) -> String {
    switch row.kind {
    case .heading: return ""
    case .hidden: return "hidden"
    case .text(let field):
      if field.isEmpty { return "empty" }
      return field.isMasked ? "hidden" : field.text.split(whereSeparator: \.isNewline).joined(separator: " / ")
    case .choice(let options, _, _):
      let chosen = options.filter(\.isSelected).map(\.label)
      return chosen.isEmpty ? "nothing chosen" : chosen.joined(separator: "; ")
    case .button(let value): return collapsed(row.button?.now ?? value)
    case .note(let spans): return line(spans)
    }
  }

  /// Number, label and marks of a field.
  static func label(_ row: EditorRow) -> String {
    let name = [row.number, row.label].filter { !$0.isEmpty }.joined(separator: " ")
    return collapsed(([name] + row.marks.map(mark)).joined(separator: ", "))
  }

  /// A star is for the eye.
  static func mark(_ mark: Span) -> String { String(mark.text.drop { $0 == "*" || $0 == " " }) }

  /// In a multiple choice each option says its state; in a single choice only the chosen one does.
  static func option(_ option: EditorOption, isMultiple: Bool) -> String {
    isMultiple
      ? "\(option.label), \(option.isSelected ? "on" : "off")" : option.label + (option.isSelected ? ", chosen" : "")
  }

  /// The words for an empty field, without the key that a placeholder may name, because lines have no keys.
  static func expected(_ field: TextFieldPresentation) -> String {
    String(field.placeholder.prefix { $0 != ";" })
  }

  /// The number of answers and lines that are masked in the pane with the focus.
  static func maskedCount(_ shown: ScreenPresentation) -> Int {
    if shown.focus == .form { return shown.editor?.rows.filter(\.isMasked).count ?? 0 }
    return (shown.casePane.summary + shown.casePane.lines).filter { line in
      line.spans.contains { $0.text.hasPrefix("••") }
    }.count
  }

  /// The outcome of showing or hiding health data.
  static func unmasked(from before: Int, to now: Int) -> String {
    if now < before { return "Health data is read out now; :reveal-all hides it again." }
    return now > before ? "Health data is hidden again." : "Nothing is hidden here."
  }

  static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// Runs of spaces that form columns mean nothing when read aloud.
  static func collapsed(_ text: String) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}

extension EditorRow {
  /// True when something can be typed, chosen or done here. Folding is only visual: here every field has its number.
  var isField: Bool {
    switch kind {
    case .text, .choice, .button, .hidden: true
    case .heading, .note: false
    }
  }

  /// True when no text was typed and no option chosen. A hidden answer counts as one.
  var isEmpty: Bool {
    switch kind {
    case .text(let field): field.isEmpty
    case .choice(let options, _, _): !options.contains(where: \.isSelected) && state != .answered
    case .button: button?.isEmpty == true
    case .heading, .note, .hidden: false
    }
  }

  /// True when the value exists but is not shown. In the review a note says so.
  fileprivate var isMasked: Bool {
    switch kind {
    case .hidden: true
    case .note(let spans): spans.contains { $0.role == .phi }
    case .heading, .text, .choice, .button: false
    }
  }

  var isHeading: Bool { if case .heading = kind { true } else { false } }
}

extension [Input] {
  /// Steps from the first row of a list to the row at `index`.
  static func toRow(_ index: Int) -> [Input] {
    [.moved(.home, page: 1)] + Array(repeating: .moved(.down, page: 1), count: index)
  }

  /// Switches options one after the other, with the cursor on option `cursor` at first.
  static func switching(_ indexes: [Int], from cursor: Int) -> [Input] {
    var inputs: [Input] = []
    var place = cursor
    for index in indexes {
      inputs += Array(repeating: .moved(index < place ? .up : .down, page: 1), count: abs(index - place)) + [.toggled]
      place = index
    }
    return inputs
  }
}
