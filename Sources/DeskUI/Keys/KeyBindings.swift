import Desk
import Terminal

/// The keys of each command, by place: the rows of the table, as a configured key map changed them. In one place, a key has one
/// command.
struct KeyBindings: Sendable {
  /// In the order of palette and help.
  private(set) var rows: [KeyRow]

  init(rows: [KeyRow]) { self.rows = rows }

  func command(for key: KeyPress, in place: KeyContext) -> Command? {
    rows.first { $0.keys.contains { $0.contexts.contains(place) && $0.keys.contains(key) } }?.command
  }

  /// The keys of `command`, the one to show first.
  func keys(of command: Command, in place: KeyContext) -> [KeyPress] {
    row(of: command)?.keys(in: place) ?? []
  }

  func row(of command: Command) -> KeyRow? { rows.first { $0.command == command } }

  /// Gives `command` these keys in `place`, in place of its own there, and takes them from whichever command had them.
  mutating func give(_ given: [KeyPress], to command: Command, in place: KeyContext) {
    let keys = given.indices.filter { !given[..<$0].contains(given[$0]) }.map { given[$0] }
    for index in rows.indices {
      let isOwner = rows[index].command == command
      let lost = isOwner ? rows[index].keys(in: place) : keys
      rows[index].keys = rows[index].keys.flatMap { $0.without(lost, in: place) }
      if isOwner { rows[index].keys.append(ContextKeys([place], keys)) }
    }
  }
}
