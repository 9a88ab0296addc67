package import Care360

/// How a look at a case ended.
package enum ViewOutcome: String, CaseIterable, Hashable, Sendable {
  case shown
  /// The case was shown from the recents, without an answer from the service.
  case shownFromCache = "shown-from-cache"
  case notFound = "not-found"
  /// Its id alone was told.
  case identified
  /// The service or this program refused to show the case.
  case refused
  case failed
}

/// Something done with the team's store. The raw value stands in the record.
package enum TeamDeed: String, CaseIterable, Hashable, Sendable {
  case claimTakenOver = "claim-taken-over"
  case handedOver = "handed-over"
  case handOverTaken = "hand-over-taken"
  case handOverTakenBack = "hand-over-taken-back"
  case followUpDone = "team-follow-up-done"
  /// As a lead, from a colleague who had not taken it.
  case handOverMoved = "hand-over-moved"
}

/// Something that a person took out of the masks or the panes. The raw value stands in the record.
package enum DisclosureDeed: String, CaseIterable, Hashable, Sendable {
  case revealed = "reveal"
  case copied = "copy"
  case drawn = "qr-code"
  case exported = "export"
  case recordRead = "read-record"
  /// Drafts or follow-ups were read with the site's recovery key.
  case recovered = "recover"
}

/// Something done with a case that is no write. No health data: the case by its id only.
package struct ActivityNote: Hashable, Sendable {
  package enum Event: Hashable, Sendable {
    case viewed(ViewOutcome)
    case blocked(WriteIntent.Action, WriteBlock)
    case forgotten
    /// This many cases of a list were read, without a single case in particular.
    case listed(Int)
    /// `of`: the colleague from whom something was taken, or the hand-over that was taken.
    case team(TeamDeed, of: String? = nil)
    case disclosed(DisclosureDeed)

    var record: ActivityRecord.Event {
      switch self {
      case .viewed: .viewed
      case .blocked: .blocked
      case .forgotten: .forgotten
      case .listed: .listed
      // A version that does not know the action takes the line for a look at the case, and never for damage.
      case .team, .disclosed: .viewed
      }
    }

    var action: String {
      switch self {
      case .viewed: "view"
      case .blocked(let action, _): action.rawValue
      case .forgotten: "forget"
      case .listed: "list"
      case .team(let deed, _): deed.rawValue
      case .disclosed(let deed): deed.rawValue
      }
    }

    var outcome: String? {
      switch self {
      case .viewed(let outcome): outcome.rawValue
      case .blocked(_, let reason): reason.rawValue
      case .team(_, let colleague): colleague
      case .forgotten, .disclosed: nil
      case .listed(let count): String(count)
      }
    }
  }

  package let event: Event
  /// Nil of a list.
  package let caseID: CaseID?
  /// As configured, or the Unix login name.
  package let operatorName: String
  package let profile: String
  /// The keyed hash of what was looked for, which led here.
  package let searched: String?

  package init(
    _ event: Event, _ caseID: CaseID?, operatorName: String, profile: String, searched: String? = nil
  ) {
    self.searched = searched
    self.event = event
    self.caseID = caseID
    self.operatorName = operatorName
    self.profile = profile
  }

  init(blocked intent: WriteIntent, _ reason: WriteBlock) {
    self.init(
      .blocked(intent.action, reason), intent.caseID, operatorName: intent.operatorName, profile: intent.profile)
  }
}
