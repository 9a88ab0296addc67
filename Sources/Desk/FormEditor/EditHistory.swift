/// Undo and redo over the whole form. A step holds what is needed to go back: one question, or the whole draft, so that
/// thousands of steps in a long form stay small.
struct EditHistory: Sendable {
  private var undone: [Step] = []
  private var done: [Step] = []
  private var run: Run?
  /// Estimated bytes of `done`.
  private var cost = 0

  static let largestCount = 10_000
  /// In bytes, estimated. Never under what 8 MB of typed text need.
  static let largestCost = 256 << 20

  /// Edits that make one step as long as nothing comes between: typing in one field, deleting in one field.
  enum Run: Hashable, Sendable {
    case typing(EditorField)
    case deleting(EditorField)
  }

  struct Step: Sendable {
    fileprivate var before: Before
    /// Where the focus was.
    fileprivate(set) var focus: EditorField

    fileprivate enum Before: Sendable {
      case question(product: Int, QuestionDraft)
      case draft(SubmissionDraft)
    }
  }

  /// True when an edit of this run needs no step of its own.
  func continues(_ next: Run?) -> Bool { next != nil && next == run }

  /// What comes next is a step of its own.
  mutating func endRun() { run = nil }

  /// Notes the state before an edit at `focus` that changed something in one question or anywhere.
  mutating func record(_ before: SubmissionDraft, focus: EditorField, onlyFocusedQuestion: Bool, run: Run? = nil) {
    undone = []
    self.run = run
    append(Self.step(from: before, focus: focus, onlyFocusedQuestion: onlyFocusedQuestion))
  }

  /// Goes one step back in `draft`; returns where the focus was, nil when there is nothing to undo.
  mutating func undo(_ draft: inout SubmissionDraft, focus: EditorField) -> EditorField? {
    endRun()
    guard let step = done.popLast() else { return nil }
    cost -= step.cost
    undone.append(step.exchange(in: &draft, focus: focus))
    return step.focus
  }

  /// The opposite of `undo`.
  mutating func redo(_ draft: inout SubmissionDraft, focus: EditorField) -> EditorField? {
    endRun()
    guard let step = undone.popLast() else { return nil }
    append(step.exchange(in: &draft, focus: focus))
    return step.focus
  }

  private mutating func append(_ step: Step) {
    done.append(step)
    cost += step.cost
    var dropped = 0
    while done.count - dropped > 1, done.count - dropped > Self.largestCount || cost > Self.largestCost {
      cost -= done[dropped].cost
      dropped += 1
    }
    done.removeFirst(dropped)
  }

  private static func step(from before: SubmissionDraft, focus: EditorField, onlyFocusedQuestion: Bool) -> Step {
    if onlyFocusedQuestion, case .question(let product, let id, _) = focus,
      let question = before.question(product: product, id)
    {
      return Step(before: .question(product: product, question), focus: focus)
    }
    return Step(before: .draft(before), focus: focus)
  }
}

extension EditHistory.Step {
  /// Puts the earlier state in place and returns the step back to the later one.
  fileprivate func exchange(in draft: inout SubmissionDraft, focus: EditorField) -> EditHistory.Step {
    switch before {
    case .draft(let earlier):
      let later = draft
      draft.restore(earlier)
      return EditHistory.Step(before: .draft(later), focus: focus)
    case .question(let product, let earlier):
      var later = earlier
      draft.editQuestion(product: product, earlier.localID) { question in
        later = question
        question = earlier
      }
      return EditHistory.Step(before: .question(product: product, later), focus: focus)
    }
  }

  fileprivate var cost: Int {
    switch before {
    case .question(_, let question):
      512 + MemoryLayout<Character>.size * (question.text.count + question.optionLines.count + question.answer.count)
    case .draft(let draft):
      draft.products.reduce(512) { sum, product in
        let texts = product.count.count + (product.form.map { $0.title.count + $0.description.count } ?? 0)
        return sum + 512 + 512 * (product.form?.questions.count ?? 0) + MemoryLayout<Character>.size * texts
      }
    }
  }
}
