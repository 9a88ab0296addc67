import Desk

/// Text of a presentation as one sentence. Roles are left out: no state is told by a role alone.
enum Spoken {
  static func line(_ spans: [Span]) -> String { collapsed(spans.map(\.text).joined()) }

  static func row(_ row: RowPresentation) -> String {
    [line(row.spans), row.trailing.map { $0.text } ?? "", row.disabledReason.map { "(\($0))" } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A field's value, or what stands for it.
  static func value(_ row: EditorRow) -> String {
    switch row.kind {
    case .heading: return ""
    case .hidden: return "hidden"
    case .text(let field):
      if field.text.isEmpty { return "empty" }
      return field.isMasked ? "hidden" : field.text.split(whereSeparator: \.isNewline).joined(separator: " / ")
    case .choice(let options, _, _):
      let chosen = options.filter(\.isSelected).map(\.label)
      return chosen.isEmpty ? "nothing chosen" : chosen.joined(separator: "; ")
    case .button(let value): return value
    case .note(let spans): return line(spans)
    }
  }

  /// Number, label and marks of a field.
  static func label(_ row: EditorRow) -> String {
    collapsed(([row.number, row.label] + row.marks.map(\.text)).filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// Columns made of several spaces mean nothing to an ear.
  private static func collapsed(_ text: String) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}

extension EditorRow {
  /// Something can be typed, chosen or done here. Folding is for the eye: every field has its number here.
  var isField: Bool {
    switch kind {
    case .text, .choice, .button, .hidden: true
    case .heading, .note: false
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
