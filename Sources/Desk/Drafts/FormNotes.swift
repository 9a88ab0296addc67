import Care360
import FoundationEssentials

/// The submission that a form's banner is about. The banner goes when the submission is answered.
struct FormNote: Hashable, Sendable {
  /// Number of the write.
  var write: Int
  /// The service refused the access token: another one answers it.
  var isAboutToken: Bool
  /// The form's when the banner came: one that was changed since is other work.
  var revision: Int
}

extension Desk {
  /// There is another access token: the sentences about the one before are answered.
  mutating func forgetNotesAboutToken() { drafts.forgetNotes(where: \.isAboutToken) }
}

extension Care360Error {
  /// True when another access token would help.
  var isAboutToken: Bool { if case .notAuthorized(.token, _, _) = self { true } else { false } }
}
