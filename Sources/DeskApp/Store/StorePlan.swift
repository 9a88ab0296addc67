package import CaseStore

/// The place where recents and drafts are kept, and the secret that opens it.
package struct StorePlan: Sendable {
  package enum Kind: Sendable {
    /// In memory only. The sentence says why where a store could be expected; nil in the sandbox.
    case memory(reason: String?)
    /// In a store that a passphrase opens.
    case passphrase(StorePlace)
    /// In a store that a key command opens. Its output may end with a line end.
    case keyCommand(StorePlace, @Sendable () async throws(BackendProblem) -> [UInt8])
  }

  package var kind: Kind
  /// Minutes without a key until the screen locks; nil only in the sandbox.
  package var idleLockMinutes: Int?
  /// The lock asks for the passphrase or a PIN; the sandbox, embedded or by itself, asks for neither.
  package var asksForSecret: Bool
  /// Days after which a case that nobody opened is forgotten, and how many are kept.
  package var retention: (days: Int, count: Int)
  package var options: StoreOptions
  /// "pts/3".
  package var terminal: String
  /// The record whose end the store marks; nil where nothing is recorded on disk.
  package var journal: FileWriteJournal?
  /// Nil where no team's store is set up.
  package var team: TeamPlan?

  package init(
    _ kind: Kind, idleLockMinutes: Int?, asksForSecret: Bool, retention: (days: Int, count: Int) = (7, 200),
    options: StoreOptions = StoreOptions(), terminal: String = "", journal: FileWriteJournal? = nil
  ) {
    self.journal = journal
    self.kind = kind
    self.idleLockMinutes = idleLockMinutes
    self.asksForSecret = asksForSecret
    self.retention = retention
    self.options = options
    self.terminal = terminal
  }

  /// Something secret is typed at the start: with a key command only once the screen locks.
  package var beginsWithSecret: Bool {
    if case .keyCommand = kind { false } else { asksForSecret }
  }

  /// Nothing is kept and nothing is asked for.
  package static let sandbox = StorePlan(.memory(reason: nil), idleLockMinutes: nil, asksForSecret: false)
}
