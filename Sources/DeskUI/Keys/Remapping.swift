import Desk
import Terminal

/// A problem in a configured key map; the keys concerned keep their defaults.
package struct KeyMapProblem: Hashable, Sendable {
  /// The name under `[keys]` that has the problem; nil when it concerns the whole map.
  package let command: String?
  package let sentence: String
}

/// The bindings after a configured key map was laid over the table.
struct Remapping {
  private(set) var bindings: KeyBindings
  /// Each told once.
  private(set) var problems: [KeyMapProblem] = []
  private var told: Set<KeyMapProblem> = []
  private let standard: KeyBindings
  /// Keys a configured command has taken, so that a second one cannot.
  private var taken: [KeyContext: [KeyPress: Command]] = [:]

  init(overrides: [String: [String]], standard: KeyBindings) {
    self.standard = standard
    bindings = standard
    for (name, keyNames) in overrides.sorted(by: { $0.key < $1.key }) {
      guard let command = Command(named: name), let row = CommandTable.rows.first(where: { $0.command == command })
      else {
        report("There is no such command.", at: name)
        continue
      }
      remap(row, to: keys(named: keyNames, for: command), unbinds: keyNames.isEmpty)
    }
    refuseWithoutWayOut()
  }

  private mutating func keys(named names: [String], for command: Command) -> [KeyPress] {
    names.compactMap { name in
      guard let key = KeyPress(name: name) else {
        report("\(Sanitiser.isolatedText(name)) is not a key.", at: command.rawValue)
        return nil
      }
      guard key.isSent, key.isWrittenOut(in: name) else {
        report("No ordinary terminal sends \(Sanitiser.isolatedText(name)).", at: command.rawValue)
        return nil
      }
      if command == .confirm, !mayConfirm(key) {
        report(
          "\(key.name) cannot confirm: it is pressed for other things before a confirmation is drawn.",
          at: command.rawValue)
        return nil
      }
      return key
    }
  }

  /// Only a key that has a printed sign and that neither typing nor opening a panel uses.
  private func mayConfirm(_ key: KeyPress) -> Bool {
    guard case .character(let typed) = key.key, typed != " ", key.modifiers.isEmpty else { return false }
    return standard.command(for: key, in: .caseDetail).map { $0 == .copy } ?? true
  }

  private mutating func remap(_ row: KeyRow, to keys: [KeyPress], unbinds: Bool) {
    let contexts = row.keys.isEmpty ? .panes : row.contexts
    for place in KeyContext.allCases where contexts.contains(place) {
      let usable = keys.filter { isUsable($0, in: place) }
      let free = usable.filter { key in
        guard let owner = taken[place]?[key], owner != row.command else { return true }
        report("\(key.name) cannot be \(owner.rawValue) and \(row.command.rawValue) at once.", at: row.command.rawValue)
        return false
      }
      // If none of the keys can be used in a place, the command keeps its own: a text field cannot use a bare letter.
      guard !free.isEmpty || unbinds else { continue }
      bindings.give(free, to: row.command, in: place)
      for key in free { taken[place, default: [:]][key] = row.command }
    }
  }

  private func isUsable(_ key: KeyPress, in place: KeyContext) -> Bool {
    guard case .character = key.key, key.modifiers.isEmpty else { return true }
    return place.takesBareKeys
  }

  private mutating func refuseWithoutWayOut() {
    let ways: [Command] = [.back, .help, .palette, .interrupt]
    let lost = ways.filter { way in KeyContext.allCases.contains { bindings.keys(of: way, in: $0).isEmpty } }
    let cannotConfirm = bindings.keys(of: .confirm, in: .confirmation).isEmpty
    let names = (lost + (cannotConfirm ? [.confirm] : [])).map(\.rawValue)
    guard !names.isEmpty else { return }
    report("The key map is not used: in some place it leaves no key for \(names.joined(separator: ", ")).", at: nil)
    bindings = standard
  }

  private mutating func report(_ sentence: String, at command: String?) {
    let problem = KeyMapProblem(command: command, sentence: sentence)
    if told.insert(problem).inserted { problems.append(problem) }
  }
}
