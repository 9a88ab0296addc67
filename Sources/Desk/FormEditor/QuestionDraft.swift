import Care360

/// One question with its answer. Changing the type keeps what was answered for the other types.
struct QuestionDraft: Hashable, Sendable {
  let localID: Int
  var text = TextBuffer()
  var type = QuestionType.text
  var isRequired = false
  /// Health data unless said otherwise.
  var isPHI = true
  /// One option a line.
  var optionLines = TextBuffer(isMultiline: true)
  /// The answer of the type TEXT.
  var answer = TextBuffer(isMultiline: true)
  /// The answer of the select types, by the text of the options, so that editing the list never changes what was
  /// answered: an answer that is no option any more stays and is a problem.
  var chosen: [String] = []

  init(localID: Int) { self.localID = localID }

  /// The lines that say something, without the spaces around them.
  var options: [String] {
    optionLines.characters.split(separator: "\n").map(TextBuffer.trimmed).filter { !$0.isEmpty }
  }

  var isSelect: Bool { type != .text }

  var isAnswered: Bool { isSelect ? !chosen.isEmpty : !answer.isBlank }

  /// Nothing typed and nothing asked: it goes nowhere and is no mistake.
  var isBlank: Bool { text.isBlank && optionLines.isBlank && !isAnswered && !isRequired }

  /// The chosen answers that are not among the options, in the order in which they were chosen.
  func strayAnswers(among options: [String]) -> [String] {
    chosen.filter { !options.contains($0) }
  }

  func hasSameContent(as other: QuestionDraft) -> Bool {
    localID == other.localID && type == other.type && isRequired == other.isRequired && isPHI == other.isPHI
      && chosen == other.chosen && text.hasSameText(as: other.text) && optionLines.hasSameText(as: other.optionLines)
      && answer.hasSameText(as: other.answer)
  }
}

/// An option that says that no other holds.
enum ExclusiveOption {
  /// By its words: it starts with "None of the above", in any case.
  static func matches(_ option: String) -> Bool {
    option.lowercased().hasPrefix("none of the above")
  }

  /// `chosen` after switching `option`: an exclusive option clears the rest and any other clears it.
  static func switching(_ option: String, in chosen: [String]) -> [String] {
    if chosen.contains(option) { return chosen.filter { $0 != option } }
    if matches(option) { return [option] }
    return chosen.filter { !matches($0) } + [option]
  }
}
