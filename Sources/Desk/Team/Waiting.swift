package import FoundationEssentials

/// A draft or follow-up is to be handed over once the team's store can be reached. Until then it stays here as it is.
package struct Waiting: Hashable, Sendable {
  /// The team's store knows the hand-over by it, so that giving it again makes no second one.
  package let id: String
  /// Nil for the team.
  package let receiver: String?
  package let givenAt: Date

  package init(id: String, receiver: String?, givenAt: Date) {
    self.id = id
    self.receiver = receiver
    self.givenAt = givenAt
  }

  /// "kim"; "the team".
  package var whom: String { receiver ?? "the team" }

  /// "waits for the team's store, to go to kim".
  package var words: String { "waits for the team's store, to go to \(whom)" }
}
