extension Lock {
  private var title: String { secret == .nothing ? "Hidden" : "Locked" }

  /// What covers the screen: nothing of a patient.
  func presentation(environment: Span, operatorName: String, at uptime: Double) -> OverlayPresentation {
    var lines = [environment, Span("Operator \(operatorName)", .muted), Span(title + cause.words, .muted)]
    var field: TextFieldPresentation?
    switch (state, secret) {
    case (.closing, _): lines.append(Span("Saving the drafts …", .accent))
    case (_, .nothing):
      lines.append(Span("Enter shows the screen again; lock your terminal when you leave.", .accent))
    case (_, .passphrase):
      lines.append(Span(isChecking ? "Checking …" : "Type the passphrase to unlock.", .accent))
      field = self.field.presentation(placeholder: "passphrase")
    case (_, .pin):
      lines.append(Span(isChecking ? "Checking …" : "Type the PIN of this session to unlock.", .accent))
      field = self.field.presentation(placeholder: "PIN")
    }
    return .lock(
      LockPresentation(
        title: title, lines: lines, field: field,
        problem: Door.problem(problem, waitUntil: mayTryAt, at: uptime)))
  }
}

extension Lock.Cause {
  /// Why the screen is covered, behind "Locked". Nothing of a patient.
  fileprivate var words: String {
    switch self {
    case .hand: " by you."
    case .idle(let minutes): ": no key was pressed for \(minutes) \(minutes == 1 ? "minute" : "minutes")."
    case .hardCap: ": it was open for 12 hours."
    case .suspended: ": the program was suspended."
    case .continued: ": the program was stopped and runs again."
    case .draftTaken(nil): ": another session of yours took over a draft."
    case .draftTaken(let terminal?): ": \(terminal) took over a draft."
    case .wrongOldPassphrase: ": the old passphrase was wrong too often."
    }
  }
}
