import Care360

extension FormEditor {
  /// Leaves editing: everything is checked and listed, health data masked.
  mutating func startReview() {
    checkEverything()
    history.endRun()
    review = ReviewState()
    let first = selectableReviewIDs.first
    review?.focusedID = first
  }

  /// Back to the field where the cursor was.
  mutating func leaveReview() {
    guard review != nil, !isSending else { return }
    review = nil
    enterField()
  }

  /// Masks every answer again.
  package mutating func maskAll() {
    isRevealed = false
    review?.revealed = []
    review?.isAllRevealed = false
  }

  /// Reveals the focused answer. In the form, where that answer is shown anyway, reveals all of them.
  mutating func revealFocused() {
    guard review != nil else { return isRevealed.toggle() }
    guard let id = review?.focusedID else { return }
    if review?.revealed.remove(id) == nil { review?.revealed.insert(id) }
  }

  mutating func revealAll() {
    guard review != nil else { return isRevealed.toggle() }
    review?.isAllRevealed.toggle()
    review?.revealed = []
  }

  mutating func moveInReview(_ movement: Movement, page: Int) {
    let ids = selectableReviewIDs
    guard !ids.isEmpty else { return }
    let index = review?.focusedID.flatMap(ids.firstIndex(of:)) ?? 0
    let wanted =
      switch movement {
      case .up: index - 1
      case .down: index + 1
      case .pageUp: index - max(1, page)
      case .pageDown: index + max(1, page)
      case .home: 0
      case .end: ids.count - 1
      }
    let next = ids[min(max(0, wanted), ids.count - 1)]
    // An answer that was revealed alone is masked again when the focus leaves it.
    if next != review?.focusedID { review?.revealed = [] }
    review?.focusedID = next
  }

  /// Enter: a problem or an answer leads to its field, the last line submits.
  mutating func acceptInReview() -> [FormEditorOutcome] {
    guard let id = review?.focusedID else { return [] }
    if id == ReviewRows.submitID { return submit() }
    if let field = ReviewRows.field(of: id, in: draft) { jump(to: field.rowID) }
    return []
  }

  /// Hands out the payload, or goes to the first problem.
  mutating func submit() -> [FormEditorOutcome] {
    let count = problems.count
    guard count == 0 else {
      // Only products that are already on the case keep the rest from being sent.
      if let attached = target.attached, let rest = payload(without: attached), !rest.productIDs.isEmpty {
        return [.restRequested(draft.products.compactMap(\.chosen?.id))]
      }
      let first = selectableReviewIDs.first
      review?.focusedID = first
      return [
        .notice(Span("\(count == 1 ? "1 thing" : "\(count) things") to fix, listed first.", .error))
      ]
    }
    if review?.hasSeenWarnings == false, let warning = warnings.first {
      review?.hasSeenWarnings = true
      review?.focusedID = warning.id
      return [.notice(Span("\(warning.label): \(warning.words). Submit again to go on.", .warning))]
    }
    do {
      return [.submitRequested(try draft.payload())]
    } catch {
      return [.notice(Span(error.sentence, .error))]
    }
  }

  /// Warnings that block nothing but deserve a second look.
  private var warnings: [EditorRow] {
    reviewRows.filter { row in
      if case .note(let spans) = row.kind { spans.contains { $0.role == .warning } } else { false }
    }
  }

  var selectableReviewIDs: [String] {
    reviewRows.compactMap { $0.kind == .heading ? nil : $0.id }
  }
}

extension EditorRow {
  /// The words of a note.
  fileprivate var words: String {
    if case .note(let spans) = kind { spans.map(\.text).joined() } else { "" }
  }
}
