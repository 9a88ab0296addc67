/// Two texts of one draft beside each other: what tells them apart before one of them goes.
enum TwoTexts {
  /// The text of another session; nil where it cannot be read here.
  static func editor(of stored: StoredDraft, for target: FormEditor.Target) -> DraftEditor? {
    do { return try DraftEditor(stored.id.slot, target, stored: stored.body) } catch { return nil }
  }

  /// "3 answers differ."
  static func difference(_ one: DraftEditor, _ other: DraftEditor) -> String {
    switch (one, other) {
    case (.form(let one), .form(let other)):
      guard !one.draft.hasSameContent(as: other.draft) else { return "They say the same." }
      let (mine, theirs) = (answers(of: one), answers(of: other))
      let count = Set(mine.keys).union(theirs.keys).count { mine[$0] != theirs[$0] }
      return counted(count, "answer", "differs", "differ")
    case (.text(let one), .text(let other)):
      guard one.text.text != other.text.text else { return "They say the same." }
      let (mine, theirs) = (lines(of: one), lines(of: other))
      let count = (0..<max(mine.count, theirs.count)).count { index in
        !mine.indices.contains(index) || !theirs.indices.contains(index) || mine[index] != theirs[index]
      }
      return counted(count, "line", "differs", "differ")
    case (.form, .text), (.text, .form): return "They are of two kinds."
    }
  }

  private static func counted(_ count: Int, _ noun: String, _ one: String, _ several: String) -> String {
    switch count {
    case 0: "No \(noun) \(one)."
    case 1: "1 \(noun) \(one)."
    default: "\(count) \(noun)s \(several)."
    }
  }

  /// By question: the same local id is the same question in both, as long as it asks the same.
  private static func answers(of editor: FormEditor) -> [String: String] {
    let questions = editor.draft.products.flatMap { product in
      (product.form?.questions ?? []).map { ("\(product.localID).\($0.localID) \($0.text.text)", $0.answerWords) }
    }
    return Dictionary(questions) { first, _ in first }
  }

  private static func lines(of composer: Composer) -> [Substring] {
    composer.text.text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The whole text, answers masked until they are revealed.
  static func reading(of editor: DraftEditor, _ words: String) -> Reading {
    let title = "Look at \(words): \(editor.summary)"
    switch editor {
    case .text(let composer):
      return Reading(title: title, lines: Reading.lines(lines(of: composer).map(String.init)), selectedID: "line.0")
    case .form(let form):
      var reading = Reading(title: title, lines: rows(of: form, isRevealed: false), selectedID: "line.0")
      reading.revealed = rows(of: form, isRevealed: true)
      return reading
    }
  }

  private static func rows(of form: FormEditor, isRevealed: Bool) -> [DetailLine] {
    let text = form.draft.products.enumerated().flatMap { index, product in
      ["Product \(index + 1): \(product.chosen?.words ?? "not chosen")"]
        + (product.form?.questions ?? []).enumerated().map { place, question in
          let answer =
            !question.isAnswered ? "no answer" : isRevealed ? question.answerWords : "••••••"
          return "  \(index + 1).\(place + 1) \(question.text.isBlank ? "(no text)" : question.text.text): \(answer)"
        }
    }
    return Reading.lines(text)
  }
}

extension DraftEditor {
  /// "5 questions, 3 answered"; "2 lines, 14 words".
  var size: String {
    switch self {
    case .form(let editor):
      let (answered, total) = editor.progress
      return "\(total) \(total == 1 ? "question" : "questions"), \(answered) answered"
    case .text(let composer):
      let text = composer.text.text
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
      let words = text.split(whereSeparator: \.isWhitespace).count
      return "\(lines) \(lines == 1 ? "line" : "lines"), \(words) \(words == 1 ? "word" : "words")"
    }
  }
}
