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
  package var directory: [CommandEntry] {
    let names = KeyNames(bindings)
    return CommandTable.rows.filter { $0.command != .confirm }.compactMap { row in
      guard let words = CommandRow.of(row.command) else { return nil }
      return CommandEntry(
        command: row.command, label: words.label, explanation: words.explanation,
        keys: KeyNames.either(names.anywhere[row.command, default: []]),
        keysByContext: names.byContext[row.command, default: [:]], priority: row.hintPriority)
    }
  }

  /// The names of a command's keys in any place, each once.
  package func keyNames(of command: Command) -> [String] {
    var names: [String] = []
    for place in KeyContext.allCases {
      for key in bindings.keys(of: command, in: place) where !names.contains(key.name) { names.append(key.name) }
    }
    return names
  }
}

/// The keys of all commands as people read them, collected in one walk over the bindings.
private struct KeyNames {
  /// Each name once, in the order of the places.
  private(set) var anywhere: [Command: [String]] = [:]
  private(set) var byContext: [Command: [InputContext: String]] = [:]

  init(_ bindings: KeyBindings) {
    let contexts = Dictionary(grouping: InputContext.all) { KeyContext($0) }
    for place in KeyContext.allCases {
      for (command, keys) in bindings.keys(in: place) where !keys.isEmpty {
        let names = keys.map(\.name)
        Self.add(names, to: &anywhere[command, default: []])
        Self.set(Self.either(names), for: contexts[place] ?? [], in: &byContext[command, default: [:]])
      }
    }
  }

  private static func add(_ names: [String], to known: inout [String]) {
    for name in names where !known.contains(name) { known.append(name) }
  }

  private static func set(_ text: String, for contexts: [InputContext], in texts: inout [InputContext: String]) {
    for context in contexts { texts[context] = text }
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
