/// A question as far as the person can have read it: on the glass of a screen, or read out.
package struct Glass: Hashable, Sendable {
  /// As its presentation numbers it.
  package let confirmation: Int
  /// All of it was in view, if not at once.
  package let isWhole: Bool

  package init(confirmation: Int, isWhole: Bool) {
    self.confirmation = confirmation
    self.isWhole = isWhole
  }
}

/// Why a y counts for nothing yet.
enum UnreadQuestion: Hashable, Sendable {
  case early
  case notWhole

  var sentence: String {
    switch self {
    case .early: "That y came before this was on the screen: read it, then y."
    case .notWhole: "Nothing was done: part of the question was not in view yet. Up and Down show it."
    }
  }
}
