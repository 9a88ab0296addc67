import Desk
import Terminal

/// The keys of each command, by place. When two commands claim a key, the first one in the table gets it.
struct KeyBindings: Sendable {
  /// Of one place.
  private struct Place: Sendable {
    var keys: [Command: [KeyPress]] = [:]
    var commands: [KeyPress: Command] = [:]

    mutating func add(_ more: [KeyPress], to command: Command) {
      for key in more where commands[key] == nil {
        commands[key] = command
        keys[command, default: []].append(key)
      }
    }

    mutating func remove(_ key: KeyPress) {
      guard let owner = commands.removeValue(forKey: key) else { return }
      keys[owner]?.removeAll { $0 == key }
    }
  }

  private var places: [KeyContext: Place] = [:]

  init(rows: [KeyRow]) {
    for row in rows {
      for entry in row.keys {
        for place in entry.contexts { places[place, default: Place()].add(entry.keys, to: row.command) }
      }
    }
  }

  func command(for key: KeyPress, in place: KeyContext) -> Command? { places[place]?.commands[key] }

  /// The keys of `command`, the one to show first.
  func keys(of command: Command, in place: KeyContext) -> [KeyPress] { places[place]?.keys[command] ?? [] }

  /// The keys of each command, as `keys(of:in:)` has them.
  func keys(in place: KeyContext) -> [Command: [KeyPress]] { places[place]?.keys ?? [:] }

  /// Removes all keys of a command in `place`.
  mutating func clear(_ command: Command, in place: KeyContext) {
    for key in keys(of: command, in: place) { places[place]?.remove(key) }
  }

  /// Gives `keys` to `command`, taking them from whichever command had them.
  mutating func claim(_ keys: [KeyPress], for command: Command, in place: KeyContext) {
    for key in keys where self.command(for: key, in: place) != command { places[place]?.remove(key) }
    places[place, default: Place()].add(keys, to: command)
  }
}
