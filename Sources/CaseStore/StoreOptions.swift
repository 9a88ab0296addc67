package import FoundationEssentials
import PrivateIO

/// The settings that a store gets from its caller.
package struct StoreOptions: Sendable {
  /// The mark of this run of the program, the same as in the activity record.
  package var session: String
  package var now: @Sendable () -> Date
  /// The cost of a new passphrase; nil measures this machine (see `UnlockCost.sharedHost`).
  package var cost: UnlockCost?
  /// How long to wait for another process's transaction, in seconds.
  package var patience: Double
  /// The process has SIGUSR1 caught and takes it as "a draft was taken over". Without it the signal is never sent.
  package var listens: Bool
  /// The public half of the site's recovery key: whoever has the other half can read the drafts. Nil: nobody else can.
  package var recoveryKey: [UInt8]?
  /// statfs(2)'s `f_type` of a folder.
  var fileSystem: @Sendable (String) -> Int = { FileSystemKind.magic(of: $0) }
  var cacheSchema = StoreSchema.cache
  var draftSchema = StoreSchema.drafts

  package init(
    session: String? = nil, now: @escaping @Sendable () -> Date = { Date() }, cost: UnlockCost? = nil,
    patience: Double = 5, listens: Bool = false, recoveryKey: [UInt8]? = nil
  ) {
    self.session = session ?? ActivityStamp.thisRun
    self.now = now
    self.cost = cost
    self.patience = patience
    self.listens = listens
    self.recoveryKey = recoveryKey
  }

  func unlockCost(for secret: UnlockSecret) throws(StoreProblem) -> UnlockCost {
    guard secret.kind == .passphrase, cost == nil else { return cost ?? .sharedHost }
    return try UnlockCost.sharedHost.calibrated()
  }
}
