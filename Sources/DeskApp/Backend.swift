package import Care360
package import CaseStore
package import Desk
package import FoundationEssentials

/// The services that the screen uses once they exist: the client and a few things next to it.
package struct Backend: Sendable {
  package let client: Care360Client
  package let suggestions: [DeskSettings.Suggestion]
  package let products: [DeskSettings.KnownProduct]
  /// Notes in the record of writes that a fresh read or a person settled one.
  package let settle: @Sendable (String, Settlement) async throws(JournalProblem) -> Void
  /// Notes an action on a case in the record; nil stands for a list of cases. The last is what was looked up.
  package let record: @Sendable (ActivityNote.Event, CaseID?, LookupIdentifier?) async throws(JournalProblem) -> Void
  /// From now on, lines of the record about a patient name this purpose.
  package let usePurpose: @Sendable (String) -> Void
  /// The record of actions here, for one case or all of them, oldest first.
  package let activity: @Sendable (CaseID?) async throws(JournalProblem) -> [ActivityRecord]
  /// Takes a pasted token, in memory.
  package let replaceToken: @Sendable (Secret) async -> Void
  /// The state of a secret; `readsAgain`: read from its source instead of memory.
  package let standing: @Sendable (CredentialKind, _ readsAgain: Bool) async -> SecretStanding
  /// Forgets key and token as they were read.
  package let forgetCredentials: @Sendable () async -> Void
  /// Lines of the record that wait to be sent to the site's own, as that changes; nil where the record stays here.
  package let unsent: AsyncStream<UnsentRecords?>?

  /// The source and the state of a secret.
  package struct SecretStanding: Hashable, Sendable {
    package var source: String
    package var fingerprint: String?
    package var expires: Date?
    package var problem: String?
    /// True for a different secret than the one used before; nil when none was in memory.
    package var isNew: Bool?

    package init(
      source: String, fingerprint: String? = nil, expires: Date? = nil, problem: String? = nil, isNew: Bool? = nil
    ) {
      self.source = source
      self.fingerprint = fingerprint
      self.expires = expires
      self.problem = problem
      self.isNew = isNew
    }
  }

  package init(
    client: Care360Client, suggestions: [DeskSettings.Suggestion], products: [DeskSettings.KnownProduct],
    settle: @escaping @Sendable (String, Settlement) async throws(JournalProblem) -> Void,
    record: @escaping @Sendable (ActivityNote.Event, CaseID?, LookupIdentifier?) async throws(JournalProblem) -> Void,
    usePurpose: @escaping @Sendable (String) -> Void,
    activity: @escaping @Sendable (CaseID?) async throws(JournalProblem) -> [ActivityRecord],
    replaceToken: @escaping @Sendable (Secret) async -> Void,
    standing: @escaping @Sendable (CredentialKind, _ readsAgain: Bool) async -> SecretStanding,
    forgetCredentials: @escaping @Sendable () async -> Void, unsent: AsyncStream<UnsentRecords?>? = nil
  ) {
    self.unsent = unsent
    self.standing = standing
    self.forgetCredentials = forgetCredentials
    self.client = client
    self.suggestions = suggestions
    self.products = products
    self.settle = settle
    self.record = record
    self.usePurpose = usePurpose
    self.activity = activity
    self.replaceToken = replaceToken
  }
}

/// The reason why there is no backend, for the person.
package struct BackendProblem: Error, Hashable, Sendable {
  package let sentence: String
  package init(_ sentence: String) { self.sentence = sentence }
}
