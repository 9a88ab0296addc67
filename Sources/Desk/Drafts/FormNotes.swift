import Care360
import FoundationEssentials

/// Which submission a form's banner is about, so that it goes when it is answered.
struct FormNote: Hashable, Sendable {
  /// Number of the write.
  var write: Int
  /// The service refused the access token: another one answers it.
  var isAboutToken: Bool
  /// The form's when the banner came: one that was changed since is other work.
  var revision: Int
}

extension Desk {
  /// An answer to a write, noting for its form which submission the banner that follows is about.
  mutating func writeAnswered(_ event: WritesEvent, at now: Date) -> [Effect] {
    let before = drafts.said
    let effects = writeEvent(event, at: now)
    if event.tokenWasTaken { token?.isAfterRefusal = false }
    drafts.note(event.number, isAboutToken: event.tokenWasRefused, since: before)
    return effects
  }

  /// There is another access token: the sentences about the one before are answered.
  mutating func forgetNotesAboutToken() { drafts.forgetNotes(where: \.isAboutToken) }
}

extension WritesEvent {
  fileprivate var number: Int {
    switch self {
    case .ended(_, let number), .rereadArrived(_, let number, _): number
    }
  }

  fileprivate var tokenWasRefused: Bool {
    if case .ended(.failure(.notAuthorized(.token, _, _)), _) = self { true } else { false }
  }

  /// The service did the write, so it took the token.
  fileprivate var tokenWasTaken: Bool {
    if case .ended(.success, _) = self { true } else { false }
  }
}
