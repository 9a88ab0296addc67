package import Care360
package import FoundationEssentials

/// The work of an operator in a case.
package enum TeamWork: Hashable, Sendable {
  case viewing
  case editing
  case writing
  case away

  /// Follows a name: "Robin edits a form".
  var words: String {
    switch self {
    case .viewing: "looks at it"
    case .editing: "edits a form"
    case .writing: "writes"
    case .away: "is away from it"
    }
  }
}

/// The place of this session, for colleagues to see.
package struct TeamSpot: Hashable, Sendable {
  package let caseID: CaseID
  package let work: TeamWork
  package let since: Date
}

/// The team's store as it was read last: colleagues alone, but for claims.
package struct TeamView: Hashable, Sendable {
  package struct Person: Hashable, Sendable {
    package let caseID: CaseID
    package let name: String
    package let work: TeamWork
    /// By the clock of that colleague's host.
    package let since: Date

    package init(caseID: CaseID, name: String, work: TeamWork, since: Date) {
      self.caseID = caseID
      self.name = name
      self.work = work
      self.since = since
    }
  }

  package struct Claim: Hashable, Sendable {
    package let caseID: CaseID
    package let name: String
    package let until: Date
    package let isOwn: Bool

    package init(caseID: CaseID, name: String, until: Date, isOwn: Bool) {
      self.caseID = caseID
      self.name = name
      self.until = until
      self.isOwn = isOwn
    }
  }

  /// A write of a colleague that is under way, or that nobody has settled.
  package struct Attempt: Hashable, Sendable {
    package let id: String
    package let caseID: CaseID
    package let action: WriteIntent.Action
    package let name: String
    /// By the clock of that colleague's host.
    package let startedAt: Date
    package let isUnsettled: Bool

    package init(
      id: String, caseID: CaseID, action: WriteIntent.Action, name: String, startedAt: Date, isUnsettled: Bool
    ) {
      self.id = id
      self.caseID = caseID
      self.action = action
      self.name = name
      self.startedAt = startedAt
      self.isUnsettled = isUnsettled
    }
  }

  /// A follow-up of the whole team.
  package struct Reminder: Hashable, Sendable {
    package let id: String
    package let caseID: CaseID
    /// "Avery L. ADA-TOSXM".
    package let subject: String
    package let due: Date
    package let text: String
    package let author: String
    package let doneBy: String?
    /// By the clock of the database, when it was read.
    package let isDue: Bool

    package init(
      id: String, caseID: CaseID, patientName: String, shortID: String, due: Date, text: String, author: String,
      doneBy: String?, isDue: Bool
    ) {
      self.id = id
      self.caseID = caseID
      subject = [FormEditor.shortName(patientName), shortID].filter { !$0.isEmpty }.joined(separator: " ")
      self.due = due
      self.text = text
      self.author = author
      self.doneBy = doneBy
      self.isDue = isDue
    }
  }

  package var people: [Person]
  package var claims: [Claim]
  package var attempts: [Attempt]
  /// Those that this operator gave, accepted or may accept.
  package var handOvers: [HandOver]
  /// The follow-ups of the team, done ones among them.
  package var reminders: [Reminder]
  /// The names of the colleagues.
  package var members: [String]
  /// Rows that do not open.
  package var unreadable: Int

  package init(
    people: [Person] = [], claims: [Claim] = [], attempts: [Attempt] = [], handOvers: [HandOver] = [],
    reminders: [Reminder] = [], members: [String] = [], unreadable: Int = 0
  ) {
    self.people = people
    self.claims = claims
    self.attempts = attempts
    self.handOvers = handOvers
    self.reminders = reminders
    self.members = members
    self.unreadable = unreadable
  }

  /// Cases with a follow-up of the team that is due.
  var dueCases: Set<CaseID> { Set(reminders.filter { $0.isDue && $0.doneBy == nil }.map(\.caseID)) }

  func claim(of id: CaseID) -> Claim? { claims.first { $0.caseID == id } }
}
