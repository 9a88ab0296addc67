/// Undo and redo over the whole form.
struct EditHistory: Sendable {
  private var undone: [Step] = []
  private var done: [Step] = []
  private var run: Run?
  /// Estimated bytes of `done`.
  private var cost = 0

  static let largestCount = 10_000
  /// An estimate in bytes, large enough for at least 8 MB of typed text.
  static let largestCost = 256 << 20

  /// Edits that make one step as long as nothing comes between: typing in one field, deleting in one field.
  enum Run: Hashable, Sendable {
    case typing(EditorField)
    case deleting(EditorField)
  }

  private struct Step: Sendable {
    var change: DraftChange
    /// The focus when the edit was made, or when it was undone.
    var focus: EditorField
  }

  /// Makes the next edit a step of its own.
  mutating func endRun() { run = nil }

  /// Records an edit of a text; it joins the run under way when it continues that run.
  mutating func record(_ change: TextChange, at field: EditorField, run next: Run?) {
    undone = []
    if let next, next == run, let last = done.last, case .text(field, var merged) = last.change, merged.absorb(change) {
      done.removeLast()
      cost -= last.change.cost
      return append(Step(change: .text(field, merged), focus: last.focus))
    }
    run = next
    append(Step(change: .text(field, change), focus: field))
  }

  /// Notes an edit made with the focus on `focus`.
  mutating func record(_ change: DraftChange, focus: EditorField) {
    undone = []
    run = nil
    append(Step(change: change, focus: focus))
  }

  /// Goes one step back in `draft`; returns where the focus was, nil when there is nothing to undo.
  mutating func undo(_ draft: inout SubmissionDraft, focus: EditorField) -> EditorField? {
    endRun()
    guard let step = done.popLast() else { return nil }
    cost -= step.change.cost
    step.change.travel(in: &draft, back: true)
    undone.append(Step(change: step.change, focus: focus))
    return step.focus
  }

  /// The opposite of `undo`.
  mutating func redo(_ draft: inout SubmissionDraft, focus: EditorField) -> EditorField? {
    endRun()
    guard let step = undone.popLast() else { return nil }
    step.change.travel(in: &draft, back: false)
    append(Step(change: step.change, focus: focus))
    return step.focus
  }

  private mutating func append(_ step: Step) {
    done.append(step)
    cost += step.change.cost
    var dropped = 0
    while done.count - dropped > 1, done.count - dropped > Self.largestCount || cost > Self.largestCost {
      cost -= done[dropped].change.cost
      dropped += 1
    }
    done.removeFirst(dropped)
  }
}
