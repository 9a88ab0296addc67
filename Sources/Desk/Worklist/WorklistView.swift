package import Care360

/// The part of the list that is shown. The raw value is its name on the command line and in the configuration.
package enum WorklistView: String, CaseIterable, Hashable, Sendable {
  case needsAttention = "needs-attention"
  /// The clinician has the next step.
  case waiting
  /// Cases with a follow-up of the operator.
  case followUps = "my-follow-ups"
  /// Cases that wait and that nobody of the team has taken.
  case unclaimed
  /// Cases that the operator has taken.
  case mine
  case closed
  case all

  /// Those that need no team.
  package static let withoutTeam = allCases.filter { ![.unclaimed, .mine].contains($0) }

  /// - Parameters:
  ///   - followUp: of the case, and whether it is due.
  ///   - isOwnClaim: of the case, whether the operator has it; nil: nobody has.
  package func holds(
    _ row: WorklistRow, followUp: (isKept: Bool, isDue: Bool) = (false, false), isOwnClaim: Bool? = nil
  ) -> Bool {
    switch self {
    case .needsAttention: !row.reasons.isEmpty || followUp.isDue
    case .unclaimed: isOwnClaim == nil && (!row.reasons.isEmpty || followUp.isDue)
    case .mine: isOwnClaim == true
    case .followUps: followUp.isKept
    case .waiting: row.isArchived != true && [.open, .assigned, .inProgress].contains(row.status ?? .approved)
    case .closed: row.isArchived == true
    case .all: true
    }
  }

  package var words: String {
    switch self {
    case .needsAttention: "needs attention"
    case .waiting: "waiting for the clinic"
    case .followUps: "my follow-ups"
    case .unclaimed: "taken by nobody"
    case .mine: "taken by me"
    case .closed: "closed"
    case .all: "all"
    }
  }
}

/// A view of the configuration.
package struct OwnWorklistView: Hashable, Sendable {
  package var name: String
  /// Nil keeps the window that is already chosen.
  package var window: WorklistWindow?
  /// Empty: all.
  package var statuses: [CaseStatus]
  /// Shows only cases with one of these reasons; empty shows every case.
  package var reasons: [WorklistReason.Kind]
  /// Nil shows as many columns as fit.
  package var columns: [WorklistColumn]?
  package var sort: WorklistColumn?

  package init(
    name: String, window: WorklistWindow? = nil, statuses: [CaseStatus] = [], reasons: [WorklistReason.Kind] = [],
    columns: [WorklistColumn]? = nil, sort: WorklistColumn? = nil
  ) {
    self.name = name
    self.window = window
    self.statuses = statuses
    self.reasons = reasons
    self.columns = columns
    self.sort = sort
  }

  package func holds(_ row: WorklistRow) -> Bool {
    (statuses.isEmpty || row.status.map(statuses.contains) == true)
      && (reasons.isEmpty || row.reasons.contains { reasons.contains($0.kind) })
  }
}

/// A view as it is chosen.
package enum WorklistChoice: Hashable, Sendable {
  case builtIn(WorklistView)
  case own(OwnWorklistView)

  package var name: String {
    switch self {
    case .builtIn(let view): view.rawValue
    case .own(let view): view.name
    }
  }

  package var words: String {
    switch self {
    case .builtIn(let view): view.words
    case .own(let view): view.name
    }
  }

  /// As `WorklistView.holds`.
  package func holds(
    _ row: WorklistRow, followUp: (isKept: Bool, isDue: Bool) = (false, false), isOwnClaim: Bool? = nil
  ) -> Bool {
    switch self {
    case .builtIn(let view): view.holds(row, followUp: followUp, isOwnClaim: isOwnClaim)
    case .own(let view): view.holds(row)
    }
  }

  package var own: OwnWorklistView? { if case .own(let view) = self { view } else { nil } }
}

/// The settings that the worklist starts with.
package struct WorklistSettings: Hashable, Sendable {
  /// A team's store is set up, whose claims make views.
  package var hasTeam = false
  /// The site policy lets the list be read.
  package var isAllowed = true
  package var window = WorklistWindow.week
  package var view = WorklistChoice.builtIn(.needsAttention)
  package var rules = WorklistRules()
  /// By name, in the order of the picker.
  package var ownViews: [OwnWorklistView] = []
  /// After a confirmed write the next case opens by itself.
  package var goesToNext = false
  /// The maximum number of cases to read.
  package var most = CaseListWalk.most

  package init() {}

  package var choices: [WorklistChoice] {
    // An own view keeps its name, as it was before there were views of the team.
    (hasTeam ? WorklistView.allCases : WorklistView.withoutTeam)
      .filter { view in !ownViews.contains { $0.name == view.rawValue } }.map(WorklistChoice.builtIn)
      + ownViews.map(WorklistChoice.own)
  }
}
