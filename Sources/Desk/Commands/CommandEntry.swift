/// The data that the palette and the help list show for a command; the front end's command table fills it in.
package struct CommandEntry: Hashable, Sendable {
  package let command: Command
  /// "refill link".
  package let label: String
  /// One sentence.
  package let explanation: String
  /// As a person reads them: "r", "Ctrl-P or :".
  package let keys: String
  /// The same keys by place, since what has the focus decides which keys apply; none when the command has no key.
  package let keysByContext: [InputContext: String]
  /// A higher priority places the command earlier among the commands of a place.
  package let priority: Int

  package init(
    command: Command, label: String, explanation: String, keys: String, keysByContext: [InputContext: String] = [:],
    priority: Int = 0
  ) {
    self.command = command
    self.label = label
    self.explanation = explanation
    self.keys = keys
    self.keysByContext = keysByContext
    self.priority = priority
  }
}
