package import Desk
package import Terminal

/// Says what a key or a paste means in a place.
package struct KeyInterpreter: Sendable {
  /// The keys of the command table.
  package static let standard = KeyInterpreter()
  private static let standardBindings = KeyBindings(rows: CommandTable.rows)

  package let problems: [KeyMapProblem]
  let bindings: KeyBindings

  /// - Parameter overrides: names of keys (`KeyPress.name`) by command name (`Command.rawValue`). They replace the
  ///   command's keys wherever it has any. A map that leaves back, help, palette or cancel without any key is refused
  ///   as a whole.
  package init(overrides: [String: [String]] = [:]) {
    guard !overrides.isEmpty else {
      bindings = Self.standardBindings
      problems = []
      return
    }
    let remapped = Remapping(overrides: overrides, standard: Self.standardBindings)
    bindings = remapped.bindings
    problems = remapped.problems
  }

  /// The meaning of `key` in `context`; nil when it has none there.
  /// - Parameter page: rows in view of the list that has the focus, for the movements.
  package func input(for key: KeyPress, in context: InputContext, page: Int) -> Input? {
    let place = KeyContext(context)
    if let command = bindings.command(for: key, in: place) {
      if let movement = Movement(command) { return .moved(movement, page: max(1, page)) }
      return .command(command)
    }
    if place == .editorLongChoice, key == .bare(" ") { return .toggled }
    if place.isText {
      if let edit = TextEditKeys.edit(for: key, isMultiline: place.isParagraph) { return .edited(edit) }
      if case .character(let typed) = key.key, key.modifiers.isEmpty { return .typed(String(typed)) }
    }
    if place == .editorChoice, case .character(let typed) = key.key, key.modifiers.isEmpty {
      if typed == " " { return .toggled }
      if let digit = typed.wholeNumberValue, typed.isASCII, digit > 0 { return .picked(digit) }
    }
    return nil
  }

  /// The commands of palette and help, with the keys as they are now.
  package var directory: CommandDirectory {
    CommandDirectory(bindings.rows.map(\.command).filter { $0 != .confirm }) { entry(of: $0) }
  }

  private func entry(of command: Command) -> CommandEntry? {
    guard command != .confirm, let row = bindings.row(of: command), let words = CommandRow.of(command) else {
      return nil
    }
    let names = KeyNames(row)
    return CommandEntry(
      command: command, label: words.label, explanation: words.explanation, keys: KeyNames.either(names.anywhere),
      places: names.places, priority: row.hintPriority)
  }

  /// The names of a command's keys in any place, each once.
  package func keyNames(of command: Command) -> [String] {
    bindings.row(of: command).map { KeyNames($0).anywhere } ?? []
  }
}

/// The keys of a command as people read them.
private struct KeyNames {
  private let entries: [(contexts: KeyContexts, names: [String])]

  init(_ row: KeyRow) { entries = row.keys.map { ($0.contexts, $0.keys.map(\.name)) } }

  /// Each name once, in the order of the places.
  var anywhere: [String] {
    if entries.count == 1 { return entries[0].names }
    var known: [String] = []
    for place in KeyContext.allCases {
      for name in names(in: place) where !known.contains(name) { known.append(name) }
    }
    return known
  }

  var places: [CommandEntry.Place] {
    InputContext.all.compactMap { context in
      let names = names(in: KeyContext(context))
      return names.isEmpty ? nil : CommandEntry.Place(context, keys: Self.either(names))
    }
  }

  private func names(in place: KeyContext) -> [String] {
    var found: [String] = []
    for entry in entries where entry.contexts.contains(place) { found += entry.names }
    return found
  }

  /// `joined` looks through every conformance of the program when it is first used, here before the first frame.
  static func either(_ names: [String]) -> String {
    names.reduce("") { $0.isEmpty ? $1 : "\($0) or \($1)" }
  }
}

extension Movement {
  /// The movement a command stands for; nil for the commands that move nothing.
  init?(_ command: Command) {
    switch command {
    case .up: self = .up
    case .down: self = .down
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .home: self = .home
    case .end: self = .end
    default: return nil
    }
  }
}
