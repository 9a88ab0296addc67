import FoundationEssentials

/// An action on the case that is shown: its command opens a panel, and only a confirmation sends. The list below is the only
/// place that names them all; each is off, with its reason, where the case may not be acted on.
struct CaseAction: Sendable {
  let command: Command
  /// The intake form is worked on beside the case; the other panels stand over it.
  var staysInForm = false
  let begin: @Sendable (inout Desk, Date) -> [Effect]

  static let all = [
    CaseAction(command: .refill) { desk, _ in
      desk.openRefillPicker()
      return []
    },
    CaseAction(command: .changeBundle) { desk, _ in desk.openBundlePicker() },
    CaseAction(command: .addProducts, staysInForm: true) { desk, now in desk.openOrCreateEditor(at: now) },
    CaseAction(command: .caseStatus) { desk, _ in
      desk.openCaseStatus()
      return []
    },
  ]

  static func of(_ command: Command) -> CaseAction? { all.first { $0.command == command } }
}
