import Care360
import CaseStore

/// The question that a text of the command line or of standard input asks.
struct LookupQuery: Sendable {
  let reading: LookupText
  let identifier: LookupIdentifier

  init(_ text: String, _ country: Country, _ recents: RecentShortIDs) async throws(ErrorReport) {
    let reading = try checked { () throws(IdentifierProblem) in try LookupText(text, country: country) }
    self.reading = reading
    switch reading.finding {
    case .identifier(let identifier): self.identifier = identifier
    case .shortID(let shortID):
      guard let id = try await recents.caseID(of: shortID) else { throw ErrorReport(IdentifierProblem.shortID) }
      identifier = .caseID(id)
    }
  }

  /// The way in which the text was understood.
  func reason(_ country: Country, typed text: String) -> String {
    if case .shortID(let shortID) = reading.finding { return "Short id \(shortID) of a recent case." }
    return switch identifier {
    case .email: "Recognized by its @."
    case .caseID: "A UUID."
    case .phone:
      text.contains("+") ? "With the country code as typed." : "As dialled from \(country) (default_country)."
    }
  }
}

/// The short ids of recently seen cases, if the store opens without asking a person.
actor RecentShortIDs {
  private let invocation: Invocation
  private var known: [String: Set<CaseID>]?

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Nil when no case, or more than one, has the short id.
  func caseID(of shortID: String) async throws(ErrorReport) -> CaseID? {
    if known == nil { known = try await read() }
    guard let ids = known?[shortID], ids.count == 1 else { return nil }
    return ids.first
  }

  private func read() async throws(ErrorReport) -> [String: Set<CaseID>] {
    let access = try StoreAccess(invocation)
    guard case .keyCommand = StoreRule(access.environment, invocation.settings, invocation.paths),
      try await access.exists()
    else { return [:] }
    let records = try await access.run { (_, store) throws(ErrorReport) in
      try storing { () throws(StoreProblem) in try store.recents() }.records
    }
    return (records ?? []).reduce(into: [:]) { ids, record in
      if let shortID = record.detail.shortID { ids[shortID.uppercased(), default: []].insert(record.caseID) }
    }
  }
}
