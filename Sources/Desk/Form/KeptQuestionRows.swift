import Synchronization

/// The rows of the questions without the cursor, kept until something in them changes: a key in a form of hundreds of
/// questions changes one of them.
final class KeptQuestionRows: Sendable {
  /// All that the rows of such a question are made of.
  private struct Source: Equatable {
    let question: QuestionDraft
    let product: Int
    let number: String
    let problems: [EditorField: DraftProblem]
    let isRevealed: Bool
  }

  private let kept = Mutex<[Int: (source: Source, rows: [EditorRow])]>([:])

  func rows(_ builder: QuestionRows) -> [EditorRow] {
    let question = builder.question
    if builder.choosing.field.questionID == question.localID { return builder.rows }
    let source = Source(
      question: question, product: builder.product, number: builder.number, problems: builder.problems,
      isRevealed: builder.choosing.isRevealed)
    return kept.withLock { kept in
      if let known = kept[question.localID], known.source == source { return known.rows }
      let rows = builder.rows
      kept[question.localID] = (source, rows)
      return rows
    }
  }
}
