import Care360
import FoundationEssentials

/// An action on the case that is shown: its command opens a panel, and only a confirmation sends. The list below is the only
/// place that names them all; each is off, with its reason, where the case may not be acted on.
struct CaseAction: Sendable {
  let row: CommandRow
  /// In a menu that is read out: "refill link".
  let words: String
  /// True for an action that opens an editor next to the case; other panels cover the case.
  let staysInForm: Bool
  let begin: Desk.Reaction

  init(
    _ command: Command, _ label: String, _ explanation: String, words: String? = nil, staysInForm: Bool = false,
    off: @escaping CommandRow.Reason = { _ in nil }, begin: @escaping Desk.Reaction
  ) {
    row = CommandRow(
      command, label, explanation,
      off: { desk in
        let isForm = command == .addProducts
        return (isForm ? nil : desk.newCaseReason) ?? off(desk) ?? desk.actionReason ?? desk.lookupReason
      })
    self.words = words ?? label
    self.staysInForm = staysInForm
    self.begin = begin
  }

  var command: Command { row.command }

  static let all = [refillLink, changeBundle, addProducts, caseStatus, message, note, closeProduct, escalate, contact]

  static func of(_ command: Command) -> CaseAction? { all.first { $0.command == command } }
}

extension CaseWrite {
  var onDesk: any DeskWrite {
    switch self {
    case .refill(let write): write
    case .bundle(let write): write
    case .products(let write): write
    case .status(let write): write
    case .communication(let write): write
    case .closeProduct(let write): write
    case .escalation(let write): write
    case .changeEmail(let write): write
    case .updateProfile(let write): write
    case .newCase(let write): write
    case .cancelAppointment(let write): write
    }
  }
}

extension Desk {
  /// The actions on a case, for a front end that lists them.
  package static let caseActions = CaseAction.all.map { (command: $0.command, words: $0.words) }
}
