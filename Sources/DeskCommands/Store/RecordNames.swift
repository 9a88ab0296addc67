import Care360
import CaseStore
import DeskConfig

/// Names for the record, which holds only ids: of cases, products and bundles from the sealed local store.
struct RecordNames: Sendable {
  private var cases: [String: String] = [:]
  private var products: [String: String] = [:]
  private var bundles: [String: String] = [:]

  init() {}

  private init(of store: LocalStore) throws(StoreProblem) {
    for product in try store.productNames() { products[product.id.text] = product.name }
    for followUp in try store.followUps().records { cases[followUp.caseID.text] = followUp.shortID }
    for link in try store.refillLinks() { cases[link.caseID.text] = link.shortID }
    for recent in try store.recents().records {
      cases[recent.caseID.text] = recent.detail.shortID
      if let bundle = recent.detail.bundle, let id = bundle.id { bundles[id.text] = bundle.name }
    }
  }

  /// Asks for the passphrase if one opens the store. Without a store, or with one that stays closed (which is
  /// reported), ids are shown instead.
  static func read(_ invocation: Invocation) async throws(ErrorReport) -> RecordNames {
    guard invocation.policy.commandLine == .on else { return RecordNames() }
    let access: StoreAccess
    do throws(ErrorReport) {
      access = try StoreAccess(invocation)
    } catch {
      // No profile is chosen, so that there is no store to look into.
      return RecordNames()
    }
    guard try await access.exists() else { return RecordNames() }
    do throws(ErrorReport) {
      return try await access.run { (_, store) throws(ErrorReport) in
        try storing { () throws(StoreProblem) in try RecordNames(of: store) }
      } ?? RecordNames()
    } catch {
      if Task.isCancelled { throw error }
      try invocation.console.say("casedesk: Ids are shown instead of names. " + error.message)
      return RecordNames()
    }
  }

  func name(ofCase id: String) -> String { id == CaseID.notYet.text ? "not there yet" : cases[id] ?? id }
  func name(ofProduct id: String) -> String { products[id] ?? id }
  func name(ofBundle id: String) -> String { bundles[id] ?? id }
}
