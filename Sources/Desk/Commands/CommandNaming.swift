/// How sentences call a command.
package enum CommandNaming: Hashable, Sendable {
  /// By its key: "F3".
  case keys
  /// By its name, where commands are typed: ":drafts".
  case names
}

extension DeskSettings {
  /// - Parameter place: where the key is pressed. When nil, or without a key there, the command's first key anywhere.
  func name(of command: Command, in place: InputContext?) -> String {
    guard naming == .keys, let entry = directory[command] else {
      return ":\(command.rawValue)"
    }
    let keys = place.flatMap { entry.keys(in: $0) } ?? entry.keys
    return keys.split(separator: " ").first.map(String.init) ?? "“\(entry.label)”"
  }
}

extension Desk {
  /// For a sentence that tells a person to give the command.
  func name(_ command: Command, in place: InputContext? = nil) -> String { settings.name(of: command, in: place) }
}
