import DeskConfig

/// The site policy's rule that the record names a purpose. Nothing is asked in the embedded sandbox, whose record ends with
/// it; the screen asks by itself.
enum PurposeRule {
  /// - Parameter concernsPatient: the command reads or writes a patient.
  static func judge(concernsPatient: Bool, _ invocation: Invocation) throws(ErrorReport) {
    let words = invocation.policy.recordPurposes
    let list = words.joined(separator: ", ")
    if let given = invocation.globals.purpose {
      if words.isEmpty { throw .usage("The site policy asks for no purpose: leave out --purpose.") }
      guard words.contains(given) else { throw .usage("--purpose must be a word of the site policy: \(list).") }
      return
    }
    guard concernsPatient, !words.isEmpty, try Environment(invocation).kind != .sandbox else { return }
    throw .usage("The site policy asks why a patient is looked at: add --purpose WORD, with one of \(list).")
  }
}
