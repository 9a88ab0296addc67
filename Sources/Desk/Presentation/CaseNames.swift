package import Care360

/// How a case and its patient are called.
extension Case {
  var patientName: String { submitter.fullName ?? "name not given" }

  /// "Avery L.": enough to tell two rows apart, little on a shared screen.
  package var shortName: String {
    guard let first = submitter.firstName else { return submitter.lastName ?? "name not given" }
    guard let initial = submitter.lastName?.first else { return first }
    return "\(first) \(initial)."
  }

  /// The short id, or the start of the case id where the service gave none.
  package var shownShortID: String { shortID ?? String(id.text.prefix(8)) }
}

extension String {
  /// The text with a full stop at its end, unless an initial or abbreviation already ends with one.
  package var asSentence: String { last.map { ".!?…".contains($0) } == true ? self : self + "." }
}
