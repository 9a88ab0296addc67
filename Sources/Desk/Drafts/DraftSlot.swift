package import Care360

/// The place of one draft: a case has one of each kind at most, so that a note never takes the place of a message.
package struct DraftSlot: Hashable, Sendable {
  package let caseID: CaseID
  package let kind: Kind

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// An intake form.
    case form
    /// A message to the patient.
    case message
    /// An internal note.
    case note
  }

  package init(_ caseID: CaseID, _ kind: Kind) {
    self.caseID = caseID
    self.kind = kind
  }
}

extension DraftSlot.Kind {
  init(_ kind: Communication.Kind) {
    switch kind {
    case .message: self = .message
    case .note: self = .note
    }
  }

  /// Nil for a form.
  var communication: Communication.Kind? {
    switch self {
    case .form: nil
    case .message: .message
    case .note: .note
    }
  }

  /// In a sentence: "the note of ADA-TOSXM".
  var word: String { rawValue }

  /// The command that opens it.
  var command: Command {
    switch self {
    case .form: .addProducts
    case .message: .message
    case .note: .note
    }
  }
}
