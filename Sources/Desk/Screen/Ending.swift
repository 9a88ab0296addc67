import Care360

/// The end of the program, once all saves have ended.
struct Ending: Sendable {
  /// Drafts that the person gave up; nil: nobody quits.
  private var given: Set<DraftSlot>?
  /// The profile that the program begins again with, instead of ending.
  private var profile: String?

  var isWaiting: Bool { given != nil }

  mutating func quit(without drafts: Set<DraftSlot>) { given = drafts }

  mutating func open(_ profile: String) { self.profile = profile }

  /// The end that was asked for, once.
  mutating func take() -> (given: Set<DraftSlot>, profile: String?)? {
    guard let given else { return nil }
    defer { self = Ending() }
    return (given, profile)
  }
}
