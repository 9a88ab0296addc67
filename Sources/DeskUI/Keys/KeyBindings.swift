import Desk
import Terminal

/// The keys of each command, by place. When two commands claim a key, the first one in the table gets it.
struct KeyBindings: Sendable {
  private(set) var keysByContext: [KeyContext: [Command: [KeyPress]]] = [:]
  private var commandsByContext: [KeyContext: [KeyPress: Command]] = [:]

  init(rows: [KeyRow]) {
    for row in rows {
      for entry in row.keys {
        for place in entry.contexts { add(entry.keys, to: row.command, in: place) }
      }
    }
  }

  func command(for key: KeyPress, in place: KeyContext) -> Command? {
    commandsByContext[place]?[key]
  }

  /// The keys of `command`, the one to show first.
  func keys(of command: Command, in place: KeyContext) -> [KeyPress] {
    keysByContext[place]?[command] ?? []
  }

  /// Removes all keys of a command in `place`.
  mutating func clear(_ command: Command, in place: KeyContext) {
    for key in keys(of: command, in: place) { commandsByContext[place]?[key] = nil }
    keysByContext[place]?[command] = nil
  }

  /// Gives `keys` to `command`, taking them from whichever command had them.
  mutating func claim(_ keys: [KeyPress], for command: Command, in place: KeyContext) {
    for key in keys {
      if let owner = self.command(for: key, in: place), owner != command {
        keysByContext[place]?[owner]?.removeAll { $0 == key }
        commandsByContext[place]?[key] = nil
      }
    }
    add(keys, to: command, in: place)
  }

  private mutating func add(_ keys: [KeyPress], to command: Command, in place: KeyContext) {
    for key in keys where commandsByContext[place]?[key] == nil {
      commandsByContext[place, default: [:]][key] = command
      keysByContext[place, default: [:]][command, default: []].append(key)
    }
  }
}
