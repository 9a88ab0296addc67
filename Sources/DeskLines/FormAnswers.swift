import Desk

/// The change that a line made to a field of the form, in words.
enum FormAnswers {
  /// For longer answers the length is given; they are not read back.
  private static let longestReadBack = 60

  /// - Parameters:
  ///   - switched: labels of the options that the line named.
  ///   - editor: as it is after the line.
  static func said(of before: EditorRow, switched: [String], in editor: EditorPresentation) -> [String] {
    guard let now = editor.rows.first(where: { $0.id == before.id }) else { return [] }
    let words: [String] =
      switch (before.kind, now.kind) {
      case (.text(let old), .text(let new)): text(old, new, isHealthData: isHealthData(now, in: editor))
      case (.choice(let old, let isMultiple, _), .choice(let new, _, _)):
        choice(chosen(old), chosen(new), switched: switched, isMultiple: isMultiple)
      case (.heading, _), (.text, _), (.choice, _), (.button, _), (.note, _), (.hidden, _): []
      }
    let problem = now.problem.flatMap { $0 == before.problem ? nil : "Problem: \($0)" }
    return words + [problem].compactMap { $0 }
  }

  /// The state of a field that a command changed, as undo does.
  static func changed(_ before: EditorRow, in editor: EditorPresentation) -> [String] {
    guard let now = editor.rows.first(where: { $0.id == before.id }), Spoken.value(now) != Spoken.value(before) else {
      return []
    }
    return ["Now: \(Spoken.value(now))"]
  }

  /// Words for a field that was left: it is empty, or has a problem. An answer in its own and in other words counts as
  /// one field.
  static func left(_ row: EditorRow, in editor: EditorPresentation) -> [String] {
    let question = row.isAnswer ? editor.questions.first { $0.holds(row.id) } : nil
    let rows = editor.rows.filter { $0.id == row.id || ($0.isAnswer && question?.holds($0.id) == true) }
    guard let now = rows.first else { return [] }
    let name = FormPages.shortName(of: now, in: editor)
    let isEmpty = rows.allSatisfy(\.isEmpty)
    if isEmpty, rows.contains(where: \.isRequired) {
      return ["\(name) left empty: it is required, and :check-all and the review will name it."]
    }
    if isEmpty, question != nil { return ["\(name) left empty."] }
    return rows.lazy.compactMap(\.problem).first.map { ["Problem at \(name): \($0)"] } ?? []
  }

  private static func isHealthData(_ row: EditorRow, in editor: EditorPresentation) -> Bool {
    row.isAnswer && editor.questions.first { $0.holds(row.id) }?.isHealthData == true
  }

  private static func text(
    _ old: TextFieldPresentation, _ new: TextFieldPresentation, isHealthData: Bool
  ) -> [String] {
    guard new.text != old.text else { return [] }
    if new.text.isEmpty { return ["Emptied; :undo brings it back."] }
    let lines = new.text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = lines.count > 1 ? ", line \(lines.count)" : ""
    let line = lines.last.map(String.init) ?? ""
    let isCounted = isHealthData || line.count > longestReadBack
    let value = isCounted ? line.count == 1 ? "1 character" : "\(line.count) characters" : line
    return ["Entered\(place): \(value)"]
  }

  private static func chosen(_ options: [EditorOption]) -> [String] { options.filter(\.isSelected).map(\.label) }

  private static func choice(_ old: [String], _ new: [String], switched: [String], isMultiple: Bool) -> [String] {
    let added = new.filter { !old.contains($0) }
    guard isMultiple else {
      if added.isEmpty, new.isEmpty { return ["Nothing is chosen now; :undo brings the choice back."] }
      let words = added.isEmpty ? "Kept: " : "Chosen: "
      return [
        words + new.joined(separator: "; ")
          + (added.isEmpty || old.isEmpty ? "" : ", in place of \(old.joined(separator: "; "))")
      ]
    }
    let named = old.filter { !new.contains($0) && switched.contains($0) }
    // An exclusive option clears the others, and any other option clears an exclusive one.
    let cleared =
      old.filter { !new.contains($0) && !named.contains($0) }
      + switched.filter { !old.contains($0) && !new.contains($0) }
    var words: [String] = []
    if !added.isEmpty { words.append("Chosen: \(added.joined(separator: "; "))") }
    if !named.isEmpty { words.append("No longer chosen: \(named.joined(separator: "; "))") }
    if !cleared.isEmpty, let last = new.last {
      let isOne = cleared.count == 1
      words.append(
        "Cleared \(isOne ? "1 option" : "\(cleared.count) options"): \(cleared.joined(separator: "; ")), because "
          + (isOne
            ? "it does not go with “\(last)”; :undo brings it back."
            : "they do not go with “\(last)”; :undo brings them back."))
    }
    return words
  }
}
