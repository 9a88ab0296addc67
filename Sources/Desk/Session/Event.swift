package import Care360

/// What happened. Every answer carries the generation of its request; an answer to an older one is dropped.
package enum Event: Sendable {
  case input(Input)
  /// The client stands (nothing was sent yet), with what the environment offers to try.
  case started(suggestions: [SessionSettings.Suggestion], products: [SessionSettings.KnownProduct])
  /// There will be no client; the sentence says why.
  case startFailed(String)
  case latestCaseIDArrived(Result<CaseID, Care360Error>, generation: Int)
  case detailArrived(Result<Case, Care360Error>, generation: Int)
  case bundlesArrived(Result<[Bundle], Care360Error>, generation: Int)
  case refillEnded(Result<Written<String>, Care360Error>, write: Int)
  case bundleChangeEnded(Result<Written<BundleReference>, Care360Error>, write: Int)
  case addProductsEnded(Result<Written<CaseID>, Care360Error>, write: Int)
  /// A case read again because of a write; `attempt` counts from 0.
  case rereadArrived(Result<Case, Care360Error>, write: Int, attempt: Int)
  case unsettledListed(Result<[WriteIntent], JournalProblem>)
  case settled(Result<String, JournalProblem>)
  case copied(wasSent: Bool)
  case tokenReplaced
  /// Two minutes may have passed without a key.
  case maskTimerFired
  /// The terminal came back from a suspension.
  case resumed
}

/// What is to be done outside. Values only.
package enum Effect: Hashable, Sendable {
  case findLatestCase(CustomerIdentifier, generation: Int)
  case fetchCase(CaseQuery, generation: Int)
  case fetchBundles(generation: Int)
  /// Stop what older generations still have under way.
  case cancelRequests(before: Int)
  case requestRefillLink(CaseID, ProductID?, repeating: Bool, write: Int)
  case changeBundle(CaseID, BundleID, repeating: Bool, write: Int)
  case addProducts(CaseID, ProductsPayload, repeating: Bool, write: Int)
  /// Stop a write if nothing of it left yet; after that it goes on.
  case cancelWrite(Int)
  case rereadCase(CaseID, write: Int, attempt: Int, afterSeconds: Int)
  case listUnsettled
  /// Note in the journal that a person or a fresh read settled this write.
  case settle(String, WriteOutcome)
  case copy(String)
  case replaceToken(String)
  case startMaskTimer(seconds: Int)
  case redraw
  case suspend
  case quit
}
