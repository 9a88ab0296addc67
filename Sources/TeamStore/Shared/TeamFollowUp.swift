package import Care360
package import FoundationEssentials

/// A reminder of the whole team to look at a case again.
package struct TeamFollowUp: Hashable, Sendable {
  /// Random, as its author chose it.
  package let id: String
  package let caseID: CaseID
  package let shortID: String
  package let patientName: String
  package var due: Date
  /// One line; empty where nothing was written.
  package let text: String
  package let author: String
  /// By the clock of the author's host, to be shown only.
  package let madeAt: Date
  /// Nil while it is open.
  package var doneBy: String?

  package init(
    id: String, caseID: CaseID, shortID: String, patientName: String, due: Date, text: String, author: String,
    madeAt: Date, doneBy: String? = nil
  ) {
    self.id = id
    self.caseID = caseID
    self.shortID = shortID
    self.patientName = patientName
    self.due = due
    self.text = text
    self.author = author
    self.madeAt = madeAt
    self.doneBy = doneBy
  }
}

/// A follow-up and whether its time has come by the clock of the database.
package struct TeamReminder: Hashable, Sendable {
  package let followUp: TeamFollowUp
  package let isDue: Bool
}

struct TeamFollowUpBody: RemainingBody {
  static let table = TeamTable.followUp

  let id: String
  let caseID: String
  let shortID: String
  let patientName: String
  let due: Int64
  let text: String
  let author: String
  let madeAt: Int64
  let doneBy: String?
  let isGone: Bool?

  var identity: [String] { [id] }
  var caseText: String? { isGone == true ? nil : caseID }

  /// The remains of one that is gone.
  private init(remainsOf id: String, author: String) {
    self.id = id
    self.author = author
    (caseID, shortID, patientName, text) = ("", "", "", "")
    (due, madeAt) = (0, 0)
    doneBy = nil
    isGone = true
  }

  static func remains(of id: String, author: String) -> TeamFollowUpBody {
    TeamFollowUpBody(remainsOf: id, author: author)
  }

  init(_ followUp: TeamFollowUp) {
    isGone = nil
    id = followUp.id
    caseID = followUp.caseID.text
    shortID = followUp.shortID
    patientName = followUp.patientName
    due = followUp.due.milliseconds
    text = followUp.text
    author = followUp.author
    madeAt = followUp.madeAt.milliseconds
    doneBy = followUp.doneBy
  }

  func isSame(as other: TeamFollowUpBody) -> Bool {
    id == other.id && caseID == other.caseID && author == other.author && madeAt == other.madeAt && text == other.text
  }

  var followUp: TeamFollowUp? {
    CaseID(stored: caseID).map {
      TeamFollowUp(
        id: id, caseID: $0, shortID: shortID, patientName: patientName, due: Date(milliseconds: due), text: text,
        author: author, madeAt: Date(milliseconds: madeAt), doneBy: doneBy)
    }
  }
}

extension TeamStore {
  /// Keeps a new follow-up; in the store when this returns. Throws `changed` where another one has its id, and `gone`
  /// where one had it.
  package func add(_ followUp: TeamFollowUp) async throws(TeamProblem) {
    let body = TeamFollowUpBody(followUp)
    // Adding it again after an answer that got lost changes nothing, whatever has become of it since.
    try await put(new: body, .at(body.due)) { $0.isSame(as: body) }
  }

  /// Changes a follow-up as it is by now, whoever changed it last. Throws `gone` where it was deleted.
  @discardableResult
  package func change(
    followUp id: String, _ change: @Sendable (inout TeamFollowUp) -> Void
  ) async throws(TeamProblem) -> TeamFollowUp {
    try await edit(remaining: TeamFollowUpBody.self, id) { (row, _) throws(TeamProblem) in
      guard let row else { throw .gone }
      guard var followUp = row.body.followUp else { throw .unreadable }
      change(&followUp)
      let body = TeamFollowUpBody(followUp)
      return .put(body, .at(body.due)) { [followUp] _ in followUp }
    }
  }

  /// Throws `gone` where it was deleted already.
  package func delete(followUp id: String) async throws(TeamProblem) {
    try await spend(TeamFollowUpBody.self, id) { (body) throws(TeamProblem) in if body == nil { throw .gone } }
  }

  /// Deletes one of this operator that may never have come here; one that comes later throws `gone`.
  package func takeBack(followUp id: String) async throws(TeamProblem) {
    let author = author
    try await spend(TeamFollowUpBody.self, id) { (body) throws(TeamProblem) in
      if let body, body.author != author { throw .notPermitted }
    }
  }

  /// All of the team, done ones among them.
  package func followUps() async throws(TeamProblem) -> TeamList<TeamReminder> {
    let page = try await vault.page(TeamFollowUpBody.self) { _ in .ofCases }
    return TeamList(page) { row in
      row.body.followUp.map { TeamReminder(followUp: $0, isDue: (row.ends ?? 0) <= page.now) }
    }
  }
}
