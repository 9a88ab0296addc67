package import Care360

/// How a look at a case ended.
package enum ViewOutcome: String, CaseIterable, Hashable, Sendable {
  case shown
  /// From the recents, without an answer of the service.
  case shownFromCache = "shown-from-cache"
  case notFound = "not-found"
  /// The service, or this program, did not let it be seen.
  case refused
  case failed
}

/// Something done with a case that is no write. No health data: the case by its id only.
package struct ActivityNote: Hashable, Sendable {
  package enum Event: Hashable, Sendable {
    case viewed(ViewOutcome)
    case blocked(WriteIntent.Action, WriteBlock)
    case forgotten

    var record: ActivityRecord.Event {
      switch self {
      case .viewed: .viewed
      case .blocked: .blocked
      case .forgotten: .forgotten
      }
    }

    var action: String {
      switch self {
      case .viewed: "view"
      case .blocked(let action, _): action.rawValue
      case .forgotten: "forget"
      }
    }

    var outcome: String? {
      switch self {
      case .viewed(let outcome): outcome.rawValue
      case .blocked(_, let reason): reason.rawValue
      case .forgotten: nil
      }
    }
  }

  package let event: Event
  package let caseID: CaseID
  /// As configured, or the Unix login name.
  package let operatorName: String
  package let profile: String

  package init(_ event: Event, _ caseID: CaseID, operatorName: String, profile: String) {
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
