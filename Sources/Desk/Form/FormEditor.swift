package import Care360

/// The intake-form editor of one case: products to add, each with an optional form.
///
/// `handle` takes input, outcomes tell the session what to do, and `presentation` is what the screen shows. Nothing is
/// ever lost: leaving parks the form, a failed sending returns to the review, and every removal can be undone. Problems
/// appear when a field is left and never trap the cursor; only submitting is blocked.
package struct FormEditor: Sendable {
  package internal(set) var target: Target
  var draft: SubmissionDraft
  /// The patient of a case that is not there yet; nil in the form of any other case.
  private(set) var newPatient: NewPatient?
  /// The draft as it was loaded, to tell whether anything was changed.
  let loaded: SubmissionDraft
  var history = EditHistory()
  /// Counts the changes of the draft, to tell whether the one that is stored is this one.
  var revision = 0
  /// The field with the cursor.
  var focus: EditorField
  /// The option the cursor is on, in a choice.
  var optionCursor = 0
  /// The filter of a long list of options; it is cleared when the focus leaves the list.
  var optionFilter = TextBuffer()
  var keptRows = KeptQuestionRows()
  /// Fields that were left or checked: their problems are shown.
  var checked: Set<EditorField> = []
  /// Health data is shown in every field, not only in the one with the cursor.
  var isRevealed = false
  /// Nil while editing.
  var review: ReviewState?
  var isSending = false
  /// How the last sending ended.
  var banner: Span?
  /// The finding of a later read of the case about that submission.
  var finding: Span?

  /// The patient and the case that the form is for.
  package struct Target: Hashable, Sendable {
    package var caseID: CaseID
    package var patientName: String
    package var shortID: String
    /// The products on the live case; nil: the service did not say.
    package var attached: Set<ProductID>?
    /// Nil: the service did not say.
    package var isClosed: Bool?

    package init(
      caseID: CaseID, patientName: String, shortID: String, attached: Set<ProductID>?, isClosed: Bool?
    ) {
      self.caseID = caseID
      self.patientName = patientName
      self.shortID = shortID
      self.attached = attached
      self.isClosed = isClosed
    }
  }

  /// An editor with one product that is still to be chosen.
  package init(target: Target) {
    self.target = target
    draft = SubmissionDraft()
    loaded = draft
    focus = draft.fields[0]
  }

  /// True when the data to send differs from the data that was loaded.
  package var isDirty: Bool { newPatient != nil || !draft.hasSameContent(as: loaded) }

  /// Questions with an answer, and all questions.
  package var progress: (answered: Int, total: Int) { draft.progress }

  /// "Avery L. ADA-TOSXM 7/12": for the line of a parked form.
  package var summary: String {
    let progress = draft.progress
    return [Self.shortName(target.patientName), target.shortID, "\(progress.answered)/\(progress.total)"]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// First name and the initial of the last.
  static func shortName(_ name: String) -> String {
    let parts = name.split(whereSeparator: \.isWhitespace)
    guard parts.count > 1, let first = parts.first, let initial = parts.last?.first else { return name }
    return "\(first) \(initial)."
  }

  /// The form of a new case: whom it is for, as typed.
  mutating func describe(_ patient: NewPatient) {
    guard patient != newPatient else { return }
    newPatient = patient
    target.patientName = patient.name
    revision += 1
  }

  var problems: [DraftProblem] { draft.problems(attached: target.attached) }
}

/// An outcome that the session must act on, or may want to know.
package enum FormEditorOutcome: Hashable, Sendable {
  /// Open the product picker; its answer comes back through `productPicked`.
  case pickProduct
  /// Open the list of `questionRows`; its answer comes back through `jump`.
  case showQuestions
  /// Open the list of `problemRows`; its answer comes back through `jump`.
  case showProblems
  /// Show the body as it would be sent, masked until it is revealed.
  case showBody
  /// Only products that are already on the case block sending: offer to send the rest.
  case restRequested([ProductID])
  /// Ask for confirmation, then send.
  case submitRequested(ProductsPayload)
  /// The form leaves the screen with everything in it.
  case parked
  case notice(Span)
  /// The number of options that switching another option cleared.
  case cleared(Int)
  /// Save the draft now.
  case saveRequested
  /// Ask for confirmation, then drop the editor.
  case discardRequested
}

/// The review: the focused row, and the answers that are revealed.
struct ReviewState: Hashable, Sendable {
  var focusedID: String?
  /// Row ids of answers that are shown.
  var revealed: Set<String> = []
  var isAllRevealed = false
  /// True once the warnings were shown: submitting then goes on.
  var hasSeenWarnings = false
}
