package import Care360
package import FoundationEssentials

/// A draft or follow-up of the operator that goes to a colleague.
package enum Handed: Hashable, Sendable {
  case draft(StoredDraft)
  case followUp(FollowUp)

  package var caseID: CaseID {
    switch self {
    case .draft(let draft): draft.id.caseID
    case .followUp(let followUp): followUp.caseID
    }
  }

  /// "message", "form", "follow-up".
  var word: String {
    switch self {
    case .draft(let draft): draft.id.slot.kind.word
    case .followUp: "follow-up"
    }
  }

  /// "message Avery L. ADA-TOSXM": the team's store keeps it by this name.
  package var title: String {
    switch self {
    case .draft(let draft): [word, draft.shortSubject].joined(separator: " ")
    case .followUp(let followUp): "\(word) \(followUp.shortSubject)"
    }
  }

  var handable: Desk.Handable {
    switch self {
    case .draft(let draft): .draft(draft.id.slot)
    case .followUp(let followUp): .followUp(followUp.id)
    }
  }

  var patientName: String {
    switch self {
    case .draft(let draft): draft.patientName
    case .followUp(let followUp): followUp.patientName
    }
  }

  /// The row of the team in the list of receivers.
  var wordsForTeam: String {
    switch self {
    case .draft: "the team: whoever takes it first"
    case .followUp: "the team: whoever sees to it marks it done"
    }
  }

  /// True for the same contents, whenever they were saved and wherever the cursor was.
  func isSame(as other: Handed) -> Bool {
    switch (self, other) {
    case (.draft(let one), .draft(let other)):
      one.id == other.id
        && (one.body == other.body || Self.contents(one).map { $0 == Self.contents(other) } == true)
    case (.followUp(let one), .followUp(let other)):
      // The store keeps times to the millisecond.
      one.id == other.id && one.caseID == other.caseID && one.text == other.text
        && abs(one.due.timeIntervalSince(other.due)) < 0.001
    case (.draft, .followUp), (.followUp, .draft): false
    }
  }

  /// The members of a draft's document without the place of the cursor; nil for bytes that are no such document.
  private static func contents(_ draft: StoredDraft) -> [String: JSONValue]? {
    do {
      guard let body = draft.body, var members = try JSONValue(parsing: Data(body)).object else { return nil }
      for place in ["cursor", "focus"] { members[place] = nil }
      return members
    } catch {
      return nil
    }
  }
}

/// Something on its way to a colleague. It stays here until the team's store has it.
package struct HandOverOrder: Hashable, Sendable {
  /// Of this session; the team's store knows the hand-over by it, so that giving it again makes no second one.
  package let number: Int
  package var handed: Handed
  /// Nil for whoever of the team is first.
  package let receiver: String?
  package let givenAt: Date
  /// By which the team's store knows it from an earlier try; nil: this is the first.
  package private(set) var id: String?
  /// Why it is not to be given, but to be the operator's again, if it still waits.
  package var refusal: String?

  package init(number: Int, handed: Handed, receiver: String?, givenAt: Date, id: String? = nil) {
    self.number = number
    self.handed = handed
    self.receiver = receiver
    self.givenAt = givenAt
    self.id = id
  }

  /// To take back what waits.
  init(_ handed: Handed, _ waiting: Waiting) {
    self.init(number: 0, handed: handed, receiver: waiting.receiver, givenAt: waiting.givenAt, id: waiting.id)
  }

  /// "kim"; "the team".
  package var whom: String { receiver ?? "the team" }

  func known(by id: String) -> HandOverOrder {
    var order = self
    order.id = id
    return order
  }
}

extension TeamView {
  /// A draft or follow-up that somebody gave away, as it is listed.
  package struct HandOver: Hashable, Sendable {
    package let id: String
    package let caseID: CaseID
    /// Nil for a follow-up.
    package let kind: DraftSlot.Kind?
    /// "message Avery L. ADA-TOSXM".
    package let title: String
    package let giver: String
    /// Nil for whoever of the team is first.
    package let receiver: String?
    /// By the clock of the giver's host.
    package let givenAt: Date
    package let state: State
    /// The operator gave it.
    package let isOwn: Bool
    /// It waits for a colleague, and the operator is a lead; nil else.
    package let lead: Lead?
    package let moved: Move?

    package enum Lead: Hashable, Sendable {
      /// The colleague has had time enough.
      case now
      case later
    }

    /// A lead has taken it from a colleague.
    package struct Move: Hashable, Sendable {
      package let by: String
      package let from: String?

      package init(by: String, from: String?) {
        self.by = by
        self.from = from
      }
    }

    package enum State: Hashable, Sendable {
      case open
      /// Accepted by this operator, and not kept here yet.
      case toBeKept
      /// Accepted, and not kept for so long that it is free again.
      case left(by: String, at: Date?)
      /// Accepted, by the clock of the host of who did it. `isKept`: the team's store has it no more.
      case taken(by: String, at: Date?, isKept: Bool)
    }

    package init(
      id: String, caseID: CaseID, kind: DraftSlot.Kind?, title: String, giver: String, receiver: String?,
      givenAt: Date, state: State, isOwn: Bool, lead: Lead? = nil, moved: Move? = nil
    ) {
      self.lead = lead
      self.moved = moved
      self.id = id
      self.caseID = caseID
      self.kind = kind
      self.title = title
      self.giver = giver
      self.receiver = receiver
      self.givenAt = givenAt
      self.state = state
      self.isOwn = isOwn
    }

    /// "kim"; "the team".
    var whom: String { receiver ?? "the team" }

    /// It waits for this operator.
    var isToTake: Bool {
      switch state {
      case .toBeKept: true
      case .open, .left: !isOwn && lead == nil
      case .taken: false
      }
    }

    /// The colleague who began to take it; it is free again.
    var leftBy: String? { if case .left(let name, _) = state { name } else { nil } }

    /// "message", "form", "follow-up".
    var word: String { kind?.word ?? "follow-up" }
  }
}

/// The contents of a hand-over: JSON of a fixed shape. Names never change their meaning; a new shape gets a new `version`.
package struct HandOverDocument: Hashable, StoredDocument {
  static let currentVersion = 1

  var version = 1
  var draft: Draft?
  var followUp: FollowUpPart?
  var patientName: String
  var shortID: String

  struct Draft: Hashable, Codable {
    /// "form", "message", "note", as the text itself says.
    var kind: String
    /// A `DraftDocument` or a `MessageDocument`.
    var body: String
    var summary: String
    var place: String
  }

  struct FollowUpPart: Hashable, Codable {
    /// In seconds since 1970, as all times here.
    var due: Double
    var text: String
    var madeAt: Double
  }

  var isSound: Bool { version >= 1 && (draft == nil) != (followUp == nil) }

  /// Nil for a follow-up, and for a kind that this version does not know.
  package var kind: DraftSlot.Kind? { draft.flatMap { DraftSlot.Kind(rawValue: $0.kind) } }

  /// Nil only where the text cannot be encoded.
  package init?(_ handed: Handed) {
    switch handed {
    case .draft(let stored):
      guard let body = stored.body, let text = String(validating: body, as: UTF8.self) else { return nil }
      draft = Draft(kind: stored.id.slot.kind.rawValue, body: text, summary: stored.summary, place: stored.place)
      (patientName, shortID) = (stored.patientName, stored.shortID)
    case .followUp(let own):
      followUp = FollowUpPart(
        due: own.due.timeIntervalSince1970, text: own.text, madeAt: own.madeAt.timeIntervalSince1970)
      (patientName, shortID) = (own.patientName, own.shortID)
    }
  }

  /// Nil for what is no such document, or is of a newer version.
  package init?(contents: String) {
    do throws(UnreadableForm) {
      try self.init(bytes: Array(contents.utf8))
    } catch {
      return nil
    }
    guard followUp != nil || kind != nil else { return nil }
  }

  package var contents: String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }

  /// The same as the accepter's own store keeps it: the accepter is its author from now on.
  package func handed(of caseID: CaseID, to author: String, at now: Date) -> Handed? {
    if let followUp {
      return .followUp(
        FollowUp(
          id: FollowUp.newID(at: now) { _ in false }, caseID: caseID, shortID: shortID, patientName: patientName,
          due: Date(timeIntervalSince1970: followUp.due), text: followUp.text,
          madeAt: Date(timeIntervalSince1970: followUp.madeAt), author: author, setAt: now))
    }
    guard let draft, let kind else { return nil }
    return .draft(
      StoredDraft(
        id: StoredDraftID(DraftSlot(caseID, kind)), body: Array(draft.body.utf8), patientName: patientName,
        shortID: shortID, summary: draft.summary, place: draft.place, author: author, version: 0, savedAt: now))
  }
}

extension DraftSlot.Kind {
  /// The write that a draft of this kind becomes.
  var action: WriteIntent.Action {
    switch self {
    case .form: .addProducts
    case .message: .sendMessage
    case .note: .addNote
    }
  }
}
