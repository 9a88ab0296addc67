import Care360

extension QuestionDraft {
  /// The options to answer with. A chosen answer that is no option any more is listed last, marked, and can be taken out.
  var answerChoice: EditorChoice {
    let options = distinctOptions
    let listed = options.map { EditorOption(label: $0, isSelected: chosen.contains($0)) }
    let strays = strayAnswers(among: options).map {
      EditorOption(label: "\($0) (no longer an option)", isSelected: true)
    }
    return EditorChoice(options: listed + strays, isMultiple: type == .multiSelect)
  }

  /// Switches the option at `index` of `answerChoice`. A single choice has one answer only; choosing it again removes
  /// the answer.
  mutating func switchAnswer(_ index: Int) {
    let options = distinctOptions
    let all = options + strayAnswers(among: options)
    guard all.indices.contains(index) else { return }
    let option = all[index]
    if type == .multiSelect {
      chosen = rules.switching(option, in: chosen)
    } else {
      chosen = chosen == [option] ? [] : [option]
    }
  }

  private var distinctOptions: [String] {
    var seen: Set<String> = []
    return options.filter { seen.insert($0).inserted }
  }
}
