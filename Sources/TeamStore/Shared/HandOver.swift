package import Care360
package import FoundationEssentials

/// A draft or follow-up that an operator gives to a colleague or to the team.
package struct TeamHandOver: Hashable, Sendable {
  package enum Kind: String, Codable, Hashable, Sendable {
    case draft
    case followUp
  }

  /// Random, as the giver chose it.
  package let id: String
  package let caseID: CaseID
  package let kind: Kind
  package let giver: String
  /// Nil for whoever of the team is first.
  package var receiver: String?
  /// The lead who took it from a colleague, and that colleague; nil: nobody did.
  package var movedBy: String?
  package var movedFrom: String?
  /// The words by which it is listed; they stay when the contents go.
  package let title: String
  /// In the form of whoever keeps such things.
  package let contents: String
  /// By the clock of the giver's host, to be shown only.
  package let givenAt: Date
  package var acceptedBy: String?
  /// By the clock of the host of who accepted it, to be shown only.
  package var acceptedAt: Date?
  /// Whoever accepted it keeps it; the team's store no longer has its contents.
  package var isKept: Bool
  /// It was accepted and not kept for so long that somebody else may accept it.
  package var isOverdue = false
  /// Since it was given, or left, by the clock of the database; zero once somebody has it.
  package var waited = Duration.zero
  /// An earlier version gave it, without a time by the clock of the database.
  package var isUntimed = false

  /// The time in which whoever accepted it has to keep it; a disk that is full, or a program that ended, may take some.
  package static let timeToKeep = Duration.seconds(900)

  package init(
    id: String, caseID: CaseID, kind: Kind, giver: String, receiver: String?, title: String, contents: String,
    givenAt: Date, acceptedBy: String? = nil, acceptedAt: Date? = nil, isKept: Bool = false
  ) {
    self.id = id
    self.caseID = caseID
    self.kind = kind
    self.giver = giver
    self.receiver = receiver
    self.title = title
    self.contents = contents
    self.givenAt = givenAt
    self.acceptedBy = acceptedBy
    self.acceptedAt = acceptedAt
    self.isKept = isKept
  }
}

struct HandOverBody: RemainingBody {
  static let table = TeamTable.handOver

  let id: String
  let caseID: String
  let kind: TeamHandOver.Kind
  /// The giver.
  let author: String
  let receiver: String?
  let title: String
  let contents: String
  let givenAt: Int64
  let acceptedBy: String?
  let acceptedAt: Int64?
  /// Nil of a row that is not kept.
  let isKept: Bool?
  let movedBy: String?
  let movedFrom: String?
  let isGone: Bool?

  var identity: [String] { [id] }
  var caseText: String? { isGone == true ? nil : caseID }

  /// The remains of one that is gone.
  private init(remainsOf id: String, author: String) {
    self.id = id
    self.author = author
    (caseID, title, contents) = ("", "", "")
    kind = .draft
    givenAt = 0
    (receiver, acceptedBy, acceptedAt, isKept, movedBy, movedFrom) = (nil, nil, nil, nil, nil, nil)
    isGone = true
  }

  static func remains(of id: String, author: String) -> HandOverBody { HandOverBody(remainsOf: id, author: author) }

  init(_ handOver: TeamHandOver) {
    isGone = nil
    id = handOver.id
    caseID = handOver.caseID.text
    kind = handOver.kind
    author = handOver.giver
    receiver = handOver.receiver
    title = handOver.title
    contents = handOver.contents
    givenAt = handOver.givenAt.milliseconds
    acceptedBy = handOver.acceptedBy
    acceptedAt = handOver.acceptedAt?.milliseconds
    isKept = handOver.isKept ? true : nil
    movedBy = handOver.movedBy
    movedFrom = handOver.movedFrom
  }

  /// All else may have changed since: contents go, a receiver and an accepter come, and the giver's own copy may have
  /// been opened at another place.
  func isSameGift(as other: HandOverBody) -> Bool {
    id == other.id && caseID == other.caseID && kind == other.kind && author == other.author
  }

  var handOver: TeamHandOver? {
    CaseID(stored: caseID).map {
      var handOver = TeamHandOver(
        id: id, caseID: $0, kind: kind, giver: author, receiver: receiver, title: title, contents: contents,
        givenAt: Date(milliseconds: givenAt), acceptedBy: acceptedBy,
        acceptedAt: acceptedAt.map(Date.init(milliseconds:)), isKept: isKept == true)
      (handOver.movedBy, handOver.movedFrom) = (movedBy, movedFrom)
      return handOver
    }
  }
}

extension TeamStore {
  /// Gives `contents` away; in the store when this returns. The giver's own copy is the giver's to delete afterwards.
  /// Throws `gone` where it was given before and is off the list by now, or was taken back.
  package func give(
    _ kind: TeamHandOver.Kind, id: String, of caseID: CaseID, to receiver: String?, title: String, contents: String,
    at now: Date
  ) async throws(TeamProblem) {
    let handOver = TeamHandOver(
      id: id, caseID: caseID, kind: kind, giver: author, receiver: receiver, title: title, contents: contents,
      givenAt: now)
    let body = HandOverBody(handOver)
    // Giving it again after an answer that got lost changes nothing, whatever has become of it since. The end of one
    // that nobody has accepted is the time when it was given, by the clock of the database.
    try await put(new: body, .after(.zero)) { $0.isSameGift(as: body) }
  }

  /// Takes a hand-over from the colleague whom it is for and who has not taken it, as a lead of the team does.
  ///
  /// - Parameters:
  ///   - receiver: the next one; nil for whoever of the team is first.
  ///   - time: that has to have passed since it was given, by the clock of the database.
  package func move(_ id: String, to receiver: String?, after time: Duration) async throws(TeamProblem) {
    let author = author
    let _: Bool = try await edit(remaining: HandOverBody.self, id) { (row, now) throws(TeamProblem) in
      guard let row else { throw .gone }
      guard var handOver = row.handOver(at: now) else { throw .unreadable }
      if let other = handOver.acceptedBy, !handOver.isOverdue { throw .accepted(by: other) }
      guard let before = handOver.receiver, before != receiver else { throw .changed }
      guard handOver.waited >= time else { throw .tooEarly }
      handOver.receiver = receiver
      handOver.movedBy = author
      handOver.movedFrom = before
      // Whoever it goes to has the whole time again.
      return .put(HandOverBody(handOver), .after(.zero)) { _ in true }
    }
  }

  /// Counts the time of a hand-over that has none from now on, so that a lead may take it some day.
  package func setTime(of id: String) async throws(TeamProblem) {
    let _: Bool = try await edit(remaining: HandOverBody.self, id) { (row, now) throws(TeamProblem) in
      guard let row, let handOver = row.handOver(at: now), handOver.isUntimed else { return .leave(false) }
      return .put(row.body, .after(.zero)) { _ in true }
    }
  }

  /// Takes a hand-over, or takes an own one back. Of any number of sessions exactly one gets it; all others throw `accepted`.
  /// One that somebody accepted and did not keep in time can be taken again.
  ///
  /// - Parameters:
  ///   - now: by the clock of this host.
  ///   - timeToKeep: by the clock of the database.
  package func accept(
    _ id: String, at now: Date, timeToKeep: Duration = TeamHandOver.timeToKeep
  ) async throws(TeamProblem) -> TeamHandOver {
    let author = author
    let taken: TeamHandOver = try await edit(remaining: HandOverBody.self, id) { (row, time) throws(TeamProblem) in
      guard let row else { throw .gone }
      guard var handOver = row.handOver(at: time) else { throw .unreadable }
      if let other = handOver.acceptedBy, !handOver.isOverdue { throw .accepted(by: other) }
      guard handOver.receiver == nil || [handOver.receiver, handOver.giver].contains(author) else {
        throw .notPermitted
      }
      handOver.acceptedBy = author
      handOver.acceptedAt = now
      handOver.isOverdue = false
      handOver.waited = .zero
      return .put(HandOverBody(handOver), .after(timeToKeep)) { [handOver] _ in handOver }
    }
    return taken
  }

  /// A hand-over that this operator accepted and that was not kept, as after a crash between the two.
  package func accepted(_ id: String) async throws(TeamProblem) -> TeamHandOver {
    let author = author
    return try await edit(remaining: HandOverBody.self, id) { (row, _) throws(TeamProblem) in
      guard let row else { throw .gone }
      guard let handOver = row.body.handOver else { throw .unreadable }
      guard handOver.acceptedBy == author, !handOver.isKept else { throw .changed }
      return .leave(handOver)
    }
  }

  /// The accepter's own store has it: its contents leave the team's store, and one that the giver took back leaves whole.
  package func keep(_ id: String) async throws(TeamProblem) {
    let author = author
    let isOwn: Bool = try await edit(remaining: HandOverBody.self, id) { (row, _) throws(TeamProblem) in
      guard let row else { throw .gone }
      guard let handOver = row.body.handOver else { throw .unreadable }
      guard handOver.acceptedBy == author else { throw handOver.acceptedBy.map { .accepted(by: $0) } ?? .notPermitted }
      guard handOver.giver != author else { return .leave(true) }
      var kept = TeamHandOver(
        id: id, caseID: handOver.caseID, kind: handOver.kind, giver: handOver.giver, receiver: handOver.receiver,
        title: handOver.title, contents: "", givenAt: handOver.givenAt, acceptedBy: author,
        acceptedAt: handOver.acceptedAt, isKept: true)
      (kept.movedBy, kept.movedFrom) = (handOver.movedBy, handOver.movedFrom)
      return .put(HandOverBody(kept), .never) { _ in false }
    }
    if isOwn { try await takeBack(id) }
  }

  /// Deletes a hand-over of this operator that may never have come here; one that comes later throws `gone`. Throws
  /// `accepted` where a colleague has it.
  package func takeBack(_ id: String) async throws(TeamProblem) {
    let author = author
    try await spend(HandOverBody.self, id) { (body) throws(TeamProblem) in
      guard let body else { return }
      guard body.author == author else { throw .notPermitted }
      if let other = body.acceptedBy, other != author { throw .accepted(by: other) }
    }
  }

  /// Deletes a hand-over of this operator. Throws `notPermitted` for another's, and `accepted` where who accepted it does not
  /// keep it yet: nobody else has its contents then.
  package func withdraw(_ id: String) async throws(TeamProblem) {
    let author = author
    try await spend(HandOverBody.self, id) { (body) throws(TeamProblem) in
      guard let body else { throw .gone }
      guard body.author == author else { throw .notPermitted }
      if let other = body.acceptedBy, body.isKept != true { throw .accepted(by: other) }
    }
  }

  package func handOvers() async throws(TeamProblem) -> TeamList<TeamHandOver> {
    let page = try await vault.page(HandOverBody.self) { _ in .ofCases }
    return TeamList(page) { $0.handOver(at: page.now) }
  }
}

extension TeamVault.Page<HandOverBody>.Row {
  /// - Parameter now: by the clock of the database.
  fileprivate func handOver(at now: Int64) -> TeamHandOver? {
    guard var handOver = body.handOver else { return nil }
    let isHalf = handOver.acceptedBy != nil && !handOver.isKept
    handOver.isOverdue = isHalf && (ends ?? .max) <= now
    if handOver.acceptedBy == nil || handOver.isOverdue {
      // The clock of the giver's host says nothing.
      handOver.waited = .milliseconds(max(0, now - (ends ?? now)))
      handOver.isUntimed = ends == nil
    }
    return handOver
  }
}
