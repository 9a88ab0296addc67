/// Decides whether a save may replace the stored draft.
enum DraftRules {
  enum Found: Hashable {
    case none
    case readable(DraftRecord)
    case unreadable
  }

  enum Decision: Hashable {
    case replace(DraftRecord?)
    case conflict(DraftConflict.Reason, stored: DraftRecord?)
  }

  /// - Parameter version: the state the caller's text grew from; nil for a new draft.
  static func decision(on found: Found, expecting version: Int64?, by session: String) -> Decision {
    switch (found, version) {
    case (.none, nil): .replace(nil)
    case (.none, _?): .conflict(.deleted, stored: nil)
    case (.unreadable, _): .conflict(.unreadable, stored: nil)
    case (.readable(let stored), let version?) where stored.version == version && stored.sessionID == session:
      .replace(stored)
    case (.readable(let stored), _) where stored.takenFrom == session && stored.sessionID != session:
      .conflict(.takenOver, stored: stored)
    // The draft was not taken over: another session of the same person opened it and saves first.
    case (.readable(let stored), let version?) where stored.version == version: .replace(stored)
    case (.readable(let stored), _): .conflict(.newerVersion, stored: stored)
    }
  }
}
