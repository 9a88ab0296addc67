package import Care360
package import FoundationEssentials

/// "Mine until": one per case.
package struct TeamClaim: Hashable, Sendable {
  package struct TakeOver: Codable, Hashable, Sendable {
    package let from: String
    package let by: String
    /// By the clock of the host of who took it over, to be shown only; milliseconds since 1970.
    package let at: Int64
  }

  package let caseID: CaseID
  package let author: String
  /// By the clock of the database.
  package let until: Date
  /// The earliest first.
  package let takeOvers: [TakeOver]
}

package enum TeamClaimOutcome: Hashable, Sendable {
  case mine(TeamClaim)
  /// A colleague has it.
  case held(TeamClaim)
}

struct ClaimBody: TeamBody {
  static let table = TeamTable.claim

  let caseID: String
  let author: String
  let takeOvers: [TeamClaim.TakeOver]

  var identity: [String] { [caseID] }
  var caseText: String? { caseID }

  func claim(until: Int64?) -> TeamClaim? {
    guard let until, let caseID = CaseID(stored: caseID) else { return nil }
    return TeamClaim(caseID: caseID, author: author, until: Date(milliseconds: until), takeOvers: takeOvers)
  }
}

extension TeamVault.Page<ClaimBody>.Row {
  fileprivate var claim: TeamClaim? { body.claim(until: ends) }

  /// The claim of who holds the case at `now`.
  fileprivate func claim(at now: Int64) -> TeamClaim? { (ends ?? 0) > now ? claim : nil }
}

extension TeamStore {
  /// Takes a case, or makes the own claim last longer. Of any number of sessions exactly one gets a free case.
  ///
  /// - Parameter length: from now, by the clock of the database.
  package func claim(_ caseID: CaseID, for length: Duration) async throws(TeamProblem) -> TeamClaimOutcome {
    let author = author
    let outcome: TeamClaimOutcome? = try await edit(ClaimBody.self, [caseID.text]) { row, now in
      if let claim = row?.claim(at: now), claim.author != author { return .leave(.held(claim)) }
      let isMine = row?.claim(at: now) != nil
      let body = ClaimBody(caseID: caseID.text, author: author, takeOvers: isMine ? row?.body.takeOvers ?? [] : [])
      return .put(body, .after(length)) { until in body.claim(until: until).map(TeamClaimOutcome.mine) }
    }
    guard let outcome else { throw .other }
    return outcome
  }

  /// Takes a case over from the colleague who has it; the claim says so from now on.
  ///
  /// - Parameters:
  ///   - seen: the claim that the person was asked about. Throws `changed` where another colleague has the case by now.
  ///   - now: by the clock of this host.
  package func takeOver(
    _ seen: TeamClaim, for length: Duration, at now: Date
  ) async throws(TeamProblem) -> TeamClaim {
    let author = author
    let claim: TeamClaim? = try await edit(ClaimBody.self, [seen.caseID.text]) { (row, time) throws(TeamProblem) in
      var takeOvers: [TeamClaim.TakeOver] = []
      if let held = row?.claim(at: time) {
        guard held.author == seen.author else { throw .changed }
        takeOvers = held.takeOvers + [TeamClaim.TakeOver(from: held.author, by: author, at: now.milliseconds)]
      }
      let body = ClaimBody(caseID: seen.caseID.text, author: author, takeOvers: takeOvers)
      return .put(body, .after(length)) { until in body.claim(until: until) }
    }
    guard let claim else { throw .other }
    return claim
  }

  /// Gives a case free. Throws `changed` where a colleague has it.
  package func release(_ caseID: CaseID) async throws(TeamProblem) {
    let author = author
    let _: Bool = try await edit(ClaimBody.self, [caseID.text]) { (row, now) throws(TeamProblem) in
      guard let row else { return .leave(true) }
      guard row.body.author == author else {
        guard row.claim(at: now) == nil else { throw .changed }
        return .leave(true)
      }
      return .remove(true)
    }
  }

  /// All that have not run out.
  package func claims() async throws(TeamProblem) -> TeamList<TeamClaim> {
    TeamList(try await vault.page(ClaimBody.self) { _ in .living }) { $0.body.claim(until: $0.ends) }
  }
}
