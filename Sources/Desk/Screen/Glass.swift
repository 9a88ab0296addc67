/// The part of a question that the person can have read, on the screen or read aloud.
package struct Glass: Hashable, Sendable {
  /// As its presentation numbers it.
  package let confirmation: Int
  /// True when all of it was in view at some time, if not all at once.
  package let isWhole: Bool

  package init(confirmation: Int, isWhole: Bool) {
    self.confirmation = confirmation
    self.isWhole = isWhole
  }
}

/// The reason why y does not count yet.
enum UnreadQuestion: Hashable, Sendable {
  case early
  case notWhole

  var sentence: String {
    switch self {
    case .early: "You typed y before this was on the screen: read it, then type y."
    case .notWhole: "Nothing was done: part of the question was not in view yet. Up and Down show it."
    }
  }
}
