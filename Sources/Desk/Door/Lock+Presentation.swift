extension Lock {
  /// What covers the screen: nothing of a patient.
  func presentation(environment: Span, operatorName: String) -> OverlayPresentation {
    var lines = [environment, Span("Operator \(operatorName)", .muted)]
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
      LockPresentation(title: secret == .nothing ? "Hidden" : "Locked", lines: lines, field: field, problem: problem))
  }
}
