package import Care360

/// The record in words, the same on the screen and on the command line. A word that a later version wrote is said as it
/// stands.
extension ActivityRecord {
  /// The action that was done or tried, without its result: "refill link", "looked at the case".
  package var deed: String {
    switch event {
    case .opened, .closed, .settled, .blocked: WriteIntent.Action(rawValue: action)?.name ?? action
    case .viewed:
      TeamDeed(rawValue: action)?.words ?? DisclosureDeed(rawValue: action)?.words
        ?? (seen == nil || seen == .shown || seen == .shownFromCache ? "looked at the case" : "asked for the case")
    case .forgotten: "wrong person: the case was removed from the recents"
    case .listed: "read the list of cases"
    case .cut: "the record was found to be cut off or replaced"
    case .acknowledged: "the damage to the record was acknowledged"
    }
  }

  /// The state or result: "done"; empty when the action says everything.
  package var ending: String {
    let said = outcome ?? ""
    return switch event {
    case .opened: "begun"
    case .closed: outcome.flatMap(WriteOutcome.init)?.words ?? said
    case .settled: "settled, " + (outcome.flatMap(Settlement.init)?.words ?? said)
    // The id of a hand-over says nothing to a person.
    case .viewed: takenHandOver != nil ? "" : seen?.words ?? said
    case .blocked: "not begun, " + (outcome.flatMap(WriteBlock.init)?.words ?? said)
    case .listed: said == "1" ? "1 case" : "\(said) cases"
    case .forgotten, .cut, .acknowledged: said
    }
  }

  /// The hand-over that the operator's own store had by then; nil of all other lines.
  package var takenHandOver: String? {
    let deeds = [TeamDeed.handOverTaken, .handOverTakenBack].map(\.rawValue)
    return event == .viewed && deeds.contains(action) ? outcome : nil
  }

  private var seen: ViewOutcome? { outcome.flatMap(ViewOutcome.init) }
}

extension DisclosureDeed {
  fileprivate var words: String {
    switch self {
    case .revealed: "showed masked health data"
    case .copied: "copied a value to the clipboard"
    case .drawn: "drew a link as a QR code"
    case .exported: "wrote a form to a file"
    case .recordRead: "read the record"
    case .recovered: "read drafts or follow-ups with the site's recovery key"
    }
  }
}

extension TeamDeed {
  fileprivate var words: String {
    switch self {
    case .claimTakenOver: "took the case over from a colleague"
    case .handedOver: "handed a draft or follow-up over"
    case .handOverTaken: "took a draft or follow-up that was handed over"
    case .handOverTakenBack: "took a draft or follow-up back"
    case .handOverMoved: "took from a colleague, as lead, a draft or follow-up that was handed over"
    case .followUpDone: "marked a follow-up of the team as done"
    }
  }
}

extension WriteOutcome {
  package var words: String {
    switch self {
    case .done: "done"
    case .refused: "refused"
    case .notSent: "not sent"
    case .unknown: "outcome not known"
    }
  }
}

extension Settlement {
  package var words: String {
    switch self {
    case .happened: "it happened"
    case .didNotHappen: "it did not happen"
    case .seen: "the case shows it"
    }
  }
}

extension ViewOutcome {
  fileprivate var words: String {
    switch self {
    case .shown: ""
    case .shownFromCache: "the copy kept here"
    case .notFound: "not found"
    case .identified: "its id"
    case .refused: "not allowed"
    case .failed: "no answer"
    }
  }
}

extension WriteBlock {
  fileprivate var words: String {
    switch self {
    case .readOnly: "read-only"
    case .unsettled: "the same write is unsettled"
    }
  }
}
