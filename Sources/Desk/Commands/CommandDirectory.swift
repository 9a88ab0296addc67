import Synchronization

/// The commands that palette, help and sentences name, in the order of the palette. An entry is made when it is first asked
/// for: few are before the first frame.
package final class CommandDirectory: Sendable, ExpressibleByArrayLiteral {
  private let commands: [Command]
  private let make: @Sendable (Command) -> CommandEntry?
  private let made = Mutex<[Command: CommandEntry]>([:])

  /// - Parameter make: the entry of a command; nil for one that is not named.
  package init(_ commands: [Command], make: @escaping @Sendable (Command) -> CommandEntry?) {
    self.commands = commands
    self.make = make
  }

  package convenience init(_ entries: [CommandEntry]) {
    self.init(entries.map(\.command)) { command in entries.first { $0.command == command } }
  }

  package convenience init(arrayLiteral entries: CommandEntry...) { self.init(entries) }

  package var entries: [CommandEntry] { commands.compactMap { self[$0] } }

  package subscript(command: Command) -> CommandEntry? {
    made.withLock { made in
      if let known = made[command] { return known }
      let entry = make(command)
      made[command] = entry
      return entry
    }
  }
}
