import Desk

extension LineDesk {
  /// Commands that exist only in the line-by-line mode.
  private enum Own: String, CaseIterable {
    case again
    case fields
    case clear
    case more
  }

  /// The meaning of a line that begins with a colon.
  func command(_ typed: String, _ shown: ScreenPresentation) -> Answer {
    let name = typed.prefix { $0 != " " }.lowercased()
    let editor = shown.focus == .form && shown.overlays.isEmpty ? shown.editor : nil
    if let editor, let place = self.place(name, in: editor, shown) { return place }
    let own = own(shown)
    if let command = word(name) { return run(command, shown) }
    if let known = own.first(where: { $0.rawValue == name }) { return answer(known, typed, shown) }
    let meant = known(beginningWith: name)
    let mine = own.filter { !name.isEmpty && $0.rawValue.hasPrefix(name) }
    switch (meant.count, mine.count) {
    case (1, 0): return run(meant[0], shown)
    case (0, 1): return answer(mine[0], typed, shown)
    case (0, 0): return .say(["There is no command \(name): ? lists the commands."])
    default:
      let names = (mine.map(\.rawValue) + meant.map(\.rawValue)).map { ":\($0)" }
      return .say([":\(name) could be \(names.joined(separator: ", ")). Type more of it."])
    }
  }

  /// A command by its name or by one of its keys, which are told apart by case. A number is never a key here.
  func word(_ typed: String) -> Command? {
    guard Int(typed) == nil else { return nil }
    let byName = Command(named: typed.lowercased())
    let known = directory.first { $0.command == byName }
    let byKey = directory.first { $0.keys.split(separator: " ").contains(Substring(typed)) }
    return (known ?? byKey)?.command
  }

  /// Inputs for a command, or a sentence where lines give it no meaning.
  func run(_ command: Command, _ shown: ScreenPresentation) -> Answer {
    if command == .reveal, shown.overlays.isEmpty, shown.focus == .caseDetail {
      return .say(["No line can be selected here: :reveal-all shows or hides all health data of the case."])
    }
    return .inputs([.command(command)])
  }

  /// The commands whose name begins with this text, except commands that move a cursor, which lines do not have.
  private func known(beginningWith name: String) -> [Command] {
    guard !name.isEmpty else { return [] }
    return directory.map(\.command).filter { $0.rawValue.hasPrefix(name) && !OverlayPages.movesOnly.contains($0) }
  }

  private func own(_ shown: ScreenPresentation) -> [Own] {
    guard shown.focus == .form, shown.overlays.isEmpty, shown.editor != nil else { return [.again] }
    var own: [Own] = [.again, .fields]
    if case .answers(_, let isMultiline) = page.text { own += isMultiline ? [.clear, .more] : [.clear] }
    if page.clearing != nil { own.append(.clear) }
    return own
  }

  private func answer(_ own: Own, _ typed: String, _ shown: ScreenPresentation) -> Answer {
    switch (own, page.text) {
    case (.again, _): return .say(page.spoken)
    case (.fields, _): return .say(shown.editor.map(FormPages.list) ?? [])
    case (.more, .answers(let current, _)):
      let rest = typed.drop { $0 != " " }.dropFirst()
      return .inputs([.replaced((current.isEmpty ? "" : current + "\n") + rest)])
    case (.clear, .answers): return .inputs([.replaced("")])
    case (.clear, _): return .inputs(page.clearing ?? [])
    case (.more, .none), (.more, .replaces): return .say(page.spoken)
    }
  }

  /// ":7" goes to field 7, ":2.3" to question 2.3, from the review as well. Nil where the name is no place.
  private func place(_ name: String, in editor: EditorPresentation, _ shown: ScreenPresentation) -> Answer? {
    if let number = Int(name) {
      guard shown.context != .editorReview else {
        return .say(["Only the form has field numbers: Enter goes back to it."])
      }
      return FormPages.step(toField: number, in: editor).map { .inputs([$0]) }
        ?? .say(["There is no field \(number): :fields lists them."])
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ Int($0) != nil }) else { return nil }
    return .inputs([.field(name)])
  }
}
