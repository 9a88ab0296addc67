/// What the palette and the help list show of a command; the front end's command table fills it in.
package struct CommandEntry: Hashable, Sendable {
  package let command: Command
  /// "refill link".
  package let label: String
  /// One sentence.
  package let explanation: String
  /// As a person reads them: "r", "Ctrl-P or :".
  package let keys: String

  package init(command: Command, label: String, explanation: String, keys: String) {
    self.command = command
    self.label = label
    self.explanation = explanation
    self.keys = keys
  }
}
