/// Says whether the things seen and typed here are kept on disk.
package enum StoreState: Hashable, Sendable {
  /// Not known yet; nothing is kept.
  case notYet
  /// Nothing is kept on disk. `reason`: why, where a store was to be expected; nil in the sandbox.
  case memoryOnly(reason: String?)
  /// Closed until its passphrase is typed; `isNew`: until one is chosen.
  case asksPassphrase(isNew: Bool)
  case open
}

/// The contents of a store that was just opened.
package struct StoreContents: Sendable {
  package var recents: [RecentCase]
  package var drafts: [StoredDraft]
  /// Some drafts cannot be read.
  package var hidesDrafts: Bool
  package var links: [RefillLink]
  /// The open ones.
  package var followUps: [FollowUp]
  /// Names of products, as cases once gave them.
  package var names: [ProductName]
  /// The draft that an earlier session left without an orderly end.
  package var unclean: StoredDraftID?
  /// Sentences that the person must read about the store: set aside, rebuilt, on a network file system.
  package var notices: [String]
  /// The key comes from a command: no passphrase opens it, so the lock asks for a PIN.
  package var isKeyFromCommand: Bool

  package init(
    recents: [RecentCase] = [], drafts: [StoredDraft] = [], hidesDrafts: Bool = false, links: [RefillLink] = [],
    followUps: [FollowUp] = [], names: [ProductName] = [], unclean: StoredDraftID? = nil,
    notices: [String] = [], isKeyFromCommand: Bool = false
  ) {
    self.recents = recents
    self.drafts = drafts
    self.hidesDrafts = hidesDrafts
    self.links = links
    self.followUps = followUps
    self.names = names
    self.unclean = unclean
    self.notices = notices
    self.isKeyFromCommand = isKeyFromCommand
  }
}
