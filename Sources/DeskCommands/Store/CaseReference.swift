import ArgumentParser
import Care360
import CaseStore

/// The case that a command is about, as it was named: by its id, or by the short id that people see, where the local store
/// knows it. The service finds no case by a short id.
struct CaseReference: Sendable {
  let id: CaseID
  /// The short id as typed, in upper case; nil when the id itself was typed.
  let shortID: String?

  /// Opens the local store for a short id, which may ask for its passphrase, and says on standard error which case that is.
  /// Throws `notFound` where the store does not know it, and `usage` where two cases have it.
  init(_ text: String, in invocation: Invocation) async throws(ErrorReport) {
    guard let shortID = Self.shortID(text) else {
      id = try checked { () throws(IdentifierProblem) in try CaseID(text) }
      shortID = nil
      return
    }
    let found = try await StoreAccess(invocation).run { (_, store) throws(ErrorReport) in
      try Self.id(of: shortID, in: store)
    }
    guard let found else { throw Self.unknown(shortID) }
    id = found
    self.shortID = shortID
    try invocation.console.say("casedesk: \(shortID) is case \(found).")
  }

  /// A case that the service named.
  init(_ id: CaseID) {
    self.id = id
    shortID = nil
  }

  /// `text` as a short id with nothing around it, upper case; nil where it is none.
  static func shortID(_ text: String) -> String? {
    do throws(IdentifierProblem) {
      guard case .shortID(let shortID) = try LookupText(text, country: .unitedStates).finding,
        text.uppercased() == shortID
      else { return nil }
      return shortID
    } catch {
      return nil
    }
  }

  /// The one stored case that has the short id.
  static func id(of shortID: String, in store: LocalStore) throws(ErrorReport) -> CaseID {
    let known = try storing { () throws(StoreProblem) in
      try store.recents().records.map { ($0.detail.shortID, $0.caseID) }
        + store.refillLinks().map { ($0.shortID, $0.caseID) }
        + store.drafts().records.map { ($0.content.shortID, $0.id.caseID) }
        + store.followUps().records.map { ($0.shortID, $0.caseID) }
    }
    let ids = Set(known.filter { $0.0?.uppercased() == shortID }.map(\.1))
    guard let id = ids.first else { throw unknown(shortID) }
    guard ids.count == 1 else {
      let list = ids.map(\.text).sorted().joined(separator: ", ")
      throw .usage("More than one case here has the short id \(shortID): \(list). Give the id of the one you mean.")
    }
    return id
  }

  private static func unknown(_ shortID: String) -> ErrorReport {
    .notFound(
      "No case here has the short id \(shortID): look the patient up once on the screen, or give the case id (a UUID).")
  }

  /// Throws when the service gives the case a different short id than the one that was typed.
  func refuseAnother(_ found: Case) throws(ErrorReport) {
    guard let shortID, found.shortID?.uppercased() != shortID else { return }
    throw .invalid(
      "In the service, case \(id) does not have the short id \(shortID). Nothing was sent: give the case id.")
  }
}

extension ArgumentHelp {
  static let caseID = ArgumentHelp(
    "The case id, or the short id of a case that the local store knows.", valueName: "case")
}
