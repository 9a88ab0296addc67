package import Care360

/// How a case and its patient are called.
extension CaseLabel {
  var patientName: String { fullName ?? "name not given" }

  /// "Avery L.": enough to tell two rows apart, little on a shared screen.
  var shortName: String {
    guard let firstName else { return lastName ?? "name not given" }
    guard let initial = lastName?.first else { return firstName }
    return "\(firstName) \(initial)."
  }

  /// The short id, or the start of the case id where the service gave none.
  package var shownShortID: String { shortID ?? String(id.text.prefix(8)) }
}

extension Case {
  var patientName: String { label.patientName }
  package var shortName: String { label.shortName }
  package var shownShortID: String { label.shownShortID }
}

extension String {
  /// The text with a full stop at its end, unless an initial or abbreviation already ends with one.
  package var asSentence: String { last.map { ".!?…".contains($0) } == true ? self : self + "." }
}
