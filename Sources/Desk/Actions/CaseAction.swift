import Care360
import FoundationEssentials

/// An action on the case that is shown: its command opens a panel, and only a confirmation sends. The list below is the only
/// place that names them all; each is off, with its reason, where the case may not be acted on.
struct CaseAction: Sendable {
  let command: Command
  /// In a menu: "refill link".
  let words: String
  /// The intake form is worked on beside the case; the other panels stand over it.
  var staysInForm = false
  let begin: @Sendable (inout Desk, Date) -> [Effect]

  static let all = [
    CaseAction(command: .refill, words: "refill link") { desk, _ in
      desk.openRefillPicker()
      return []
    },
    CaseAction(command: .changeBundle, words: "change bundle") { desk, _ in desk.openBundlePicker() },
    CaseAction(command: .addProducts, words: "add products", staysInForm: true) { desk, now in
      desk.openOrCreateEditor(at: now)
    },
    CaseAction(command: .caseStatus, words: "close or reopen the case") { desk, _ in
      desk.openCaseStatus()
      return []
    },
  ]

  static func of(_ command: Command) -> CaseAction? { all.first { $0.command == command } }
}

extension CaseWrite {
  var onDesk: any DeskWrite {
    switch self {
    case .refill(let write): write
    case .bundle(let write): write
    case .products(let write): write
    case .status(let write): write
    }
  }
}

extension Desk {
  /// The actions on a case, for a front end that lists them.
  package static let caseActions = CaseAction.all.map { (command: $0.command, words: $0.words) }
}
