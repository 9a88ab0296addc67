import Care360

/// One question with its answer. Changing the type keeps what was answered for the other types.
struct QuestionDraft: Hashable, Sendable {
  private(set) var localID: Int
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
  /// An answer in other words, where the rules allow one.
  var other = TextBuffer()
  var rules = ChoiceRules()

  init(localID: Int) { self.localID = localID }

  /// The option lines that are not blank, without the spaces around them.
  var options: [String] {
    optionLines.characters.split(separator: "\n").map(TextBuffer.trimmed).filter { !$0.isEmpty }
  }

  var isSelect: Bool { type != .text }

  var isAnswered: Bool { isSelect ? !chosen.isEmpty || otherAnswer != nil : !answer.isBlank }

  /// The answer in other words; nil where there is none or none is allowed.
  var otherAnswer: String? {
    let text = rules.allowsOther ? other.trimmedText : ""
    return text.isEmpty ? nil : text
  }

  /// True while the question itself is being edited. Otherwise only its answer shows, so that more questions fit.
  func isBeingWritten(focus: EditorField) -> Bool {
    if text.isBlank || (isSelect && optionLines.isBlank) { return true }
    guard case .question(_, localID, let name) = focus else { return false }
    return name.isSetting
  }

  /// The number of answers given to a choice.
  var answerCount: Int { chosen.count + (otherAnswer == nil ? 0 : 1) }

  /// The same under another local id.
  func withID(_ id: Int) -> QuestionDraft {
    var copy = self
    copy.localID = id
    return copy
  }

  /// True when nothing was typed or answered: the question is not sent, and that is no mistake.
  var isBlank: Bool { text.isBlank && optionLines.isBlank && !isAnswered && !isRequired }

  /// The chosen answers that are not among the options, in the order in which they were chosen.
  func strayAnswers(among options: [String]) -> [String] {
    chosen.filter { !options.contains($0) }
  }

  func hasSameContent(as other: QuestionDraft) -> Bool {
    localID == other.localID && type == other.type && isRequired == other.isRequired && isPHI == other.isPHI
      && chosen == other.chosen && rules == other.rules && self.other.hasSameText(as: other.other)
      && text.hasSameText(as: other.text) && optionLines.hasSameText(as: other.optionLines)
      && answer.hasSameText(as: other.answer)
  }
}

/// A template's rules for the answers of a choice.
package struct ChoiceRules: Hashable, Sendable {
  /// The least and the greatest number of answers, when several can be chosen and at least one is.
  package var least: Int?
  package var most: Int?
  /// An answer in other words is taken too.
  package var allowsOther: Bool
  /// Options that exclude all other options.
  package var exclusive: [String]

  package init(least: Int? = nil, most: Int? = nil, allowsOther: Bool = false, exclusive: [String] = []) {
    self.least = least
    self.most = most
    self.allowsOther = allowsOther
    self.exclusive = exclusive
  }

  /// True by the template's rule or by the option's own words: it starts with "None of the above", in any case.
  func isExclusive(_ option: String) -> Bool {
    exclusive.contains(option) || option.lowercased().hasPrefix("none of the above")
  }

  /// `chosen` after switching `option`: an exclusive option clears the rest and any other clears it.
  func switching(_ option: String, in chosen: [String]) -> [String] {
    if chosen.contains(option) { return chosen.filter { $0 != option } }
    if isExclusive(option) { return [option] }
    return chosen.filter { !isExclusive($0) } + [option]
  }

  /// "choose 2", "choose 1 to 3", "choose up to 3", "choose 2 or more"; nil without a limit.
  var words: String? {
    switch (least, most) {
    case (nil, nil): nil
    case (let least?, nil): "choose \(least) or more"
    case (nil, let most?): "choose up to \(most)"
    case (let least?, let most?): least == most ? "choose \(least)" : "choose \(least) to \(most)"
    }
  }

  /// The problem with this number of answers; nil when there is none.
  func problem(ofCount count: Int) -> String? {
    if let least, count < least { return "Choose at least \(least)." }
    if let most, count > most { return "Choose no more than \(most)." }
    return nil
  }
}
