import Care360

/// Texts that no store has, and that go with the program.
struct Unkept: Hashable, Sendable {
  var drafts: Set<DraftSlot>
  /// How many follow-ups.
  var followUps: Int

  var isEmpty: Bool { drafts.isEmpty && followUps == 0 }

  /// True when the person gave up at least as much.
  func isCovered(by given: Unkept) -> Bool { drafts.isSubset(of: given.drafts) && followUps <= given.followUps }
}

/// The end of the program, once all saves have ended.
struct Ending: Sendable {
  /// The person gave this up; nil: nobody quits.
  private var given: Unkept?
  /// The profile that the program begins again with, instead of ending.
  private var profile: String?

  var isWaiting: Bool { given != nil }

  mutating func quit(without given: Unkept) { self.given = given }

  mutating func open(_ profile: String) { self.profile = profile }

  /// The end that was asked for, once.
  mutating func take() -> (given: Unkept, profile: String?)? {
    guard let given else { return nil }
    defer { self = Ending() }
    return (given, profile)
  }
}
