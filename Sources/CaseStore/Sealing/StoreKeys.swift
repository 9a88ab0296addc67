import Sealing

/// The keys of one store: made from its data key, each for one purpose.
struct StoreKeys: Sendable {
  /// A random id, made with the store. It binds every row to the store and is not secret.
  let storeID: [UInt8]
  let cache: GuardedBytes
  let drafts: GuardedBytes
  private let lookups: GuardedBytes

  init(storeID: [UInt8], dataKey: GuardedBytes) throws(StoreProblem) {
    self.storeID = storeID
    cache = try Self.subkey(1, of: dataKey)
    drafts = try Self.subkey(2, of: dataKey)
    lookups = try Self.subkey(3, of: dataKey)
  }

  func wipe() {
    for key in [cache, drafts, lookups] { key.wipe() }
  }

  /// A name for `parts` that says nothing about them to who has no key.
  func hash(_ parts: String...) throws(StoreProblem) -> [UInt8] {
    try StoreProblem.told { () throws(SealingProblem) in try lookups.hash(parts) }
  }

  private static func subkey(_ number: UInt64, of dataKey: GuardedBytes) throws(StoreProblem) -> GuardedBytes {
    try StoreProblem.told { () throws(SealingProblem) in try dataKey.subkey(number, context: "casedesk") }
  }
}
