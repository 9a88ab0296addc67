import DeskConfig

/// The site policy's rule that the record names a purpose. The record of the embedded sandbox ends with it, and nothing
/// is asked there; a command that writes the one record of all profiles is asked with any of them, and with none.
enum PurposeRule {
  /// - Parameter command: nil: the screen, which asks by itself.
  static func judge(_ command: (any DeskCommand)?, _ invocation: Invocation) throws(ErrorReport) {
    let words = invocation.policy.recordPurposes
    var list: String { words.joined(separator: ", ") }
    if let given = invocation.globals.purpose {
      if words.isEmpty { throw .usage("The site policy asks for no purpose: leave out --purpose.") }
      guard words.contains(given) else { throw .usage("--purpose must be a word of the site policy: \(list).") }
      return
    }
    guard let command, command.concernsPatient, !words.isEmpty else { return }
    if type(of: command).reach == .service, try Environment(invocation).kind == .sandbox { return }
    throw .usage("The site policy asks why a patient is looked at: add --purpose WORD, with one of \(list).")
  }
}
