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
  private let places: [Place]
  /// A higher priority places the command earlier among the commands of a place.
  package let priority: Int

  /// One place where the command has keys.
  package struct Place: Hashable, Sendable {
    package let context: InputContext
    package let keys: String

    package init(_ context: InputContext, keys: String) {
      self.context = context
      self.keys = keys
    }
  }

  package init(
    command: Command, label: String, explanation: String, keys: String, places: [Place] = [], priority: Int = 0
  ) {
    self.command = command
    self.label = label
    self.explanation = explanation
    self.keys = keys
    self.places = places
    self.priority = priority
  }

  /// Its keys in one place; nil: none there.
  package func keys(in context: InputContext) -> String? { places.first { $0.context == context }?.keys }
}
