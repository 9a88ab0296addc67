import Care360

/// Text that was typed for the contact of one patient and is not sent.
struct ContactPanel: Sendable {
  private(set) var caseID: CaseID?
  /// The new e-mail address as typed; empty where none was.
  var email = ""
  /// New values of the postal address, as typed.
  var address: [ProfileField: String] = [:]

  init(caseID: CaseID? = nil) { self.caseID = caseID }

  /// Keeps what was typed for this case alone.
  mutating func open(for id: CaseID) {
    if caseID != id { self = ContactPanel(caseID: id) }
  }

  /// Everything that was typed goes.
  mutating func drop() { self = ContactPanel() }
}
