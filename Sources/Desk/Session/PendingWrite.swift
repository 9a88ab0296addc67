import Care360
import FoundationEssentials

/// A write of this session from the moment it was confirmed until it is settled.
struct PendingWrite: Sendable {
  enum State: Hashable, Sendable {
    case sending
    /// No clear answer; being looked for by re-reading the case.
    case unknown(lookedFor: Int)
    /// Looked for three times; not visible. Never "not done".
    case notVisible
    /// Cannot be told from the case at all.
    case cannotBeChecked
  }

  let number: Int
  /// What was accepted, for the case that it has to be accepted again.
  let confirmation: Confirmation
  let caseID: CaseID
  let patientName: String
  let shortID: String
  let startedAt: Date
  var state: State
  var looks: [Look] = []

  /// One read of the case that was to show whether it was done.
  struct Look: Hashable, Sendable {
    enum Result: String, Hashable, Sendable {
      case visible = "it is there"
      case notVisible = "not visible"
      case notSaid = "the service did not say"
      case noAnswer = "no answer"
    }

    let time: Date
    let result: Result
  }

  mutating func note(_ result: Result<Case, Care360Error>, at now: Date) {
    var seen = Look.Result.noAnswer
    if case .success(let detail) = result {
      seen = isVisible(in: detail).map { $0 ? .visible : .notVisible } ?? .notSaid
    }
    looks.append(Look(time: now, result: seen))
  }

  /// Seconds to wait before each look.
  static let lookAfterSeconds = [2, 10, 30]

  var step: Confirmation.Step { confirmation.step }

  /// Whether an intent of the record of writes is this write or one with the same target.
  func isSame(as intent: WriteIntent) -> Bool {
    guard intent.caseID == caseID else { return false }
    return switch step {
    case .refill(_, let product, _):
      intent.action == .requestRefillLink && intent.productIDs == (product.map { [$0] } ?? [])
    case .changeBundle(_, let bundle): intent.action == .changeBundle && intent.bundleID == bundle
    case .addProducts(_, let payload): intent.action == .addProducts && intent.productIDs == payload.productIDs
    default: false
    }
  }

  /// What it does, in the coordinator's words.
  var name: String {
    switch step {
    case .refill: "refill link"
    case .changeBundle: "bundle change"
    case .addProducts: "product addition"
    default: "change"
    }
  }

  /// What the record of writes calls it.
  var action: WriteIntent.Action? {
    switch step {
    case .refill: .requestRefillLink
    case .changeBundle: .changeBundle
    case .addProducts: .addProducts
    default: nil
    }
  }

  /// Whether `other` may come to the same as this write: done twice if both are. Of a link any request of the case counts,
  /// of products one that both add.
  func isLike(_ other: Confirmation.Step) -> Bool {
    switch (step, other) {
    case (.refill(let id, _, _), .refill(let otherID, _, _)): id == otherID
    case (.changeBundle(let id, let bundle), .changeBundle(let otherID, let otherBundle)):
      id == otherID && bundle == otherBundle
    case (.addProducts(let id, let payload), .addProducts(let otherID, let otherPayload)):
      id == otherID && !Set(payload.productIDs).isDisjoint(with: otherPayload.productIDs)
    default: false
    }
  }

  /// Whether a fresh read shows it: nil when that cannot be told.
  func isVisible(in detail: Case) -> Bool? {
    switch step {
    case .changeBundle(_, let bundle): detail.shows(bundle: bundle)
    case .addProducts(_, let payload): detail.shows(products: payload.productIDs)
    default: nil
    }
  }

  var sentence: String {
    switch state {
    case .sending: "being sent"
    case .unknown: "not known whether it was done: looking at the case"
    case .notVisible: "not visible after 30 s; it may still have been done"
    case .cannotBeChecked: "cannot be checked; asking again may create a second form"
    }
  }
}

extension WriteIntent {
  /// As `PendingWrite.isLike`.
  func isLike(_ step: Confirmation.Step) -> Bool {
    switch step {
    case .refill(let id, _, _): action == .requestRefillLink && caseID == id
    case .changeBundle(let id, let bundle): action == .changeBundle && caseID == id && bundleID == bundle
    case .addProducts(let id, let payload):
      action == .addProducts && caseID == id && !Set(productIDs).isDisjoint(with: payload.productIDs)
    default: false
    }
  }

  /// What it does, in the coordinator's words.
  var name: String {
    switch action {
    case .requestRefillLink: "refill link"
    case .changeBundle: "bundle change"
    case .addProducts: "product addition"
    }
  }
}

extension WriteIntent {
  /// As `PendingWrite.isVisible`.
  func isVisible(in detail: Case) -> Bool? {
    switch action {
    case .requestRefillLink: nil
    case .changeBundle: bundleID.flatMap { detail.shows(bundle: $0) }
    case .addProducts: detail.shows(products: productIDs)
    }
  }
}

extension Case {
  fileprivate func shows(bundle wanted: BundleID) -> Bool? { bundle?.id.map { $0 == wanted } }

  /// Nil where the list is missing, or could hold one of them under an id that did not come.
  fileprivate func shows(products wanted: [ProductID]) -> Bool? {
    guard let products else { return nil }
    let attached = Set(products.compactMap(\.productID))
    let isThere = attached.isSuperset(of: wanted)
    return isThere || products.allSatisfy { $0.productID != nil } ? isThere : nil
  }
}
