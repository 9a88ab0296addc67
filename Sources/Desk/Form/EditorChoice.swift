import Care360

/// The options of a field to choose from, and what choosing one does.
struct EditorChoice: Sendable {
  var options: [EditorOption]
  var isMultiple: Bool

  /// The chosen options; "none" where none is.
  var words: String {
    let chosen = options.filter(\.isSelected).map(\.label)
    return chosen.isEmpty ? "none" : chosen.joined(separator: "; ")
  }

  /// True when digits can pick an option: in lists of up to nine.
  var takesDigits: Bool { options.count <= 9 }
}

extension SubmissionDraft {
  /// The choice behind a field; nil for text and buttons.
  func choice(at field: EditorField) -> EditorChoice? {
    switch field {
    case .product(let id, let field):
      guard let index = productIndex(id) else { return nil }
      switch field {
      case .visitType: return products[index].visitTypeChoice
      case .interval: return products[index].intervalChoice
      case .product, .count, .form, .title, .description, .addQuestion: return nil
      }
    case .question(let product, let id, let field):
      guard let question = question(product: product, id) else { return nil }
      switch field {
      case .type: return question.typeChoice
      case .handling: return question.handlingChoice
      case .answer: return question.isSelect ? question.answerChoice : nil
      case .text, .options, .other: return nil
      }
    case .addProduct, .review: return nil
    }
  }

  /// Switches the option at `index` of the choice behind a field; in a single choice it is the chosen one afterwards.
  mutating func switchOption(_ index: Int, at field: EditorField) {
    switch field {
    case .product(let id, let field):
      guard let product = productIndex(id) else { return }
      if field == .visitType { products[product].visitType = Self.value(at: index - 1, of: VisitType.allCases) }
      if field == .interval {
        products[product].interval = Self.value(at: index - 1, of: SubscriptionInterval.allCases)
      }
    case .question(let product, let id, let field):
      editQuestion(product: product, id) { question in
        switch field {
        case .type: question.type = Self.value(at: index, of: QuestionType.allCases) ?? question.type
        case .handling: index == 0 ? question.isRequired.toggle() : question.isPHI.toggle()
        case .answer: question.switchAnswer(index)
        case .text, .options, .other: return
        }
      }
    case .addProduct, .review: return
    }
  }

  private static func value<Value>(at index: Int, of values: [Value]) -> Value? {
    values.indices.contains(index) ? values[index] : nil
  }
}

extension EditorChoice {
  /// One of `labels`; the first when nothing is chosen.
  fileprivate static func one(_ labels: [String], _ chosen: String?) -> EditorChoice {
    let chosen = chosen ?? labels.first
    return EditorChoice(
      options: labels.map { EditorOption(label: $0, isSelected: $0 == chosen) }, isMultiple: false)
  }
}

extension ProductDraft {
  var visitTypeChoice: EditorChoice { .one(["not given"] + VisitType.allCases.map(\.name), visitType?.name) }

  var intervalChoice: EditorChoice {
    .one(["none"] + SubscriptionInterval.allCases.map(\.rawValue), interval?.rawValue)
  }
}

extension QuestionDraft {
  var typeChoice: EditorChoice { .one(QuestionType.allCases.map(\.words), type.words) }

  var handlingChoice: EditorChoice {
    EditorChoice(
      options: [
        EditorOption(label: "required", isSelected: isRequired),
        EditorOption(label: "health data", isSelected: isPHI),
      ], isMultiple: true)
  }
}

extension QuestionType {
  /// In the coordinator's words.
  var words: String {
    switch self {
    case .text: "text"
    case .singleSelect: "choose one"
    case .multiSelect: "choose several"
    }
  }
}

extension FormEditor {
  /// Typing filters a list that has more options than digits.
  var hasOptionFilter: Bool { draft.choice(at: focus)?.takesDigits == false }

  /// The options of the focused choice that have every word of the filter in them.
  var shownOptions: [Int] {
    guard let choice = draft.choice(at: focus) else { return [] }
    let words = SearchText(optionFilter.text).words
    return choice.options.indices.filter { SearchText(choice.options[$0].label).contains(allOf: words) }
  }

  /// The cursor stays where it is as long as its option is in the list.
  mutating func editOptionFilter(_ edit: (inout TextBuffer) -> Void) {
    edit(&optionFilter)
    let shown = shownOptions
    if !shown.contains(optionCursor) { optionCursor = shown.first ?? 0 }
  }

  /// Moves the cursor among the options; past the ends it goes to the field before or after.
  mutating func moveInChoice(by distance: Int) {
    let shown = shownOptions
    guard let place = shown.firstIndex(of: optionCursor), shown.indices.contains(place + distance) else {
      return moveFocus(by: distance)
    }
    optionCursor = shown[place + distance]
  }

  /// Switches the option the cursor is on.
  mutating func switchOptionAtCursor() -> [FormEditorOutcome] {
    shownOptions.contains(optionCursor) ? switchOption(optionCursor) : []
  }

  /// Switches an option of the focused choice. Reports the other options that this clears.
  mutating func switchOption(_ index: Int) -> [FormEditorOutcome] {
    guard let choice = draft.choice(at: focus), choice.options.indices.contains(index) else { return [] }
    let field = focus
    let place = draft.fields.firstIndex(of: field) ?? 0
    change { $0.switchOption(index, at: field) }
    // Removing the last answer of a question without options removes its field.
    guard let now = draft.choice(at: field), draft.fields.contains(field) else {
      repairFocus(wanted: field, index: place)
      return []
    }
    optionCursor = min(index, max(0, now.options.count - 1))
    guard choice.isMultiple else { return [] }
    let kept = Set(now.options.filter(\.isSelected).map(\.label))
    let others = choice.options.enumerated().filter { $1.isSelected && $0 != index }
    let cleared = others.filter { !kept.contains($1.label) }.count
    return cleared == 0 ? [] : [.cleared(cleared)]
  }
}
