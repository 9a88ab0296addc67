import Care360
import Terminal

/// The question before a write: patient, case, change and environment. The default is no.
struct WriteQuestion {
  /// In words, with the service's address.
  let environment: String
  /// The profile wants a named operator and there is none.
  let hidesPatient: Bool
  let found: Case
  /// Before -> after.
  let change: [String]
  /// True when the change is meant for a closed case, so that a closed case needs no warning.
  var isForClosedCases = false
  /// True when the change makes the case, so that the service has none to show yet.
  var isNew = false

  /// - Parameter word: typed to confirm what cannot be taken back; nil: y is enough.
  func ask(_ console: Console, typing word: String? = nil) throws(ErrorReport) {
    for line in lines { try console.say(Sanitiser.visible(line)) }
    let isConfirmed =
      if let word {
        try console.confirms("Send this? It cannot be taken back.", typing: Sanitiser.visible(word))
      } else {
        try console.confirms("Send this?")
      }
    guard isConfirmed else { throw .failed("Not confirmed: nothing was sent.") }
  }

  var lines: [String] {
    let patient = found.submitter
    let shown =
      hidesPatient
      ? "not shown: this profile needs a named operator"
      : "\(patient.fullName ?? "name not given"), born \(patient.birthDate ?? "not given"), "
        + (patient.email ?? patient.phoneNumber ?? "no e-mail")
    var lines = [
      "Environment  " + environment,
      "Patient      " + shown,
      "Case         "
        + (isNew
          ? "new"
          : "\(found.shortID ?? "(no short id)")  \(found.status?.rawValue ?? "status not given"), "
            + "\(CaseText.openness(found))  \(found.id)"),
    ]
    for (index, line) in change.enumerated() { lines.append((index == 0 ? "Change       " : "             ") + line) }
    if found.isArchived == true, !isForClosedCases { lines.append("This case is closed; the service may refuse.") }
    if let warning = LookAlikes.warning(about: lines.joined(separator: "\n")) { lines.append(warning) }
    return lines
  }
}
