import Care360

/// A template file: `title`, `description` and a `[[questions]]` table for each question. Holds no answers.
package struct TemplateFile {
  private let document: TOMLDocument
  private let collector: ProblemCollector

  static let mostQuestions = 1_000
  static let largestCount = 100

  package init(_ text: String, file: String) throws(ConfigProblem) {
    document = try TOMLDocument(text, file: file, isSecurity: false)
    collector = ProblemCollector(document)
  }

  /// The form, and everything that is wrong in the order of the file; a form with problems is not to be used.
  package func form() -> (TemplateForm, [ConfigProblem]) {
    let top = SectionReader(path: [], members: document.root, collector: collector)
    var form = TemplateForm()
    form.title = top.text("title") ?? ""
    form.description = description() ?? ""
    refuseUnknown(in: top, ["title", "description", "questions"])
    if case .list(let nodes)? = document.root["questions"]?.value, !nodes.isEmpty, nodes.count <= Self.mostQuestions {
      for (index, node) in nodes.enumerated() {
        guard case .table(let members) = node.value else {
          report(top, "questions", "Each question must be its own section: [[questions]].")
          break
        }
        let path = ["questions", String(index + 1)]
        if let question = question(SectionReader(path: path, members: members, collector: collector)) {
          form.questions.append(question)
        }
      }
    } else {
      report(top, "questions", "There must be 1 to \(Self.mostQuestions) questions, each a section [[questions]].")
    }
    return (form, collector.sorted)
  }

  /// The only text that may have several lines.
  private func description() -> String? {
    guard let node = document.root["description"] else { return nil }
    guard case .text(let text) = node.value else {
      collector.report([], "description", "It must be a text in quotes.", isSecurity: false)
      return nil
    }
    guard text.unicodeScalars.allSatisfy({ $0 == "\n" || !Self.isControl($0) }) else {
      collector.report(
        [], "description", "It must not hold control characters other than line breaks.", isSecurity: false)
      return nil
    }
    return text
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  private func question(_ section: SectionReader) -> TemplateForm.Question? {
    let known = ["text", "type", "required", "phi", "options", "least", "most", "other", "exclusive"]
    refuseUnknown(in: section, known)
    if section.members["text"] == nil { report(section, "text", "A question needs a text.") }
    let text = section.text("text")
    let type = type(section)
    guard let text, let type else { return nil }
    var question = TemplateForm.Question(text: text, type: type)
    question.isRequired = section.flag("required") ?? false
    question.isPHI = section.flag("phi") ?? true
    question.options = options(section, type)
    question.allowsOther = section.flag("other") ?? false
    question.exclusive = section.texts("exclusive") ?? []
    question.least = section.number("least", in: 1...Self.largestCount)
    question.most = section.number("most", in: 1...Self.largestCount)
    checkRules(question, section)
    return question
  }

  private func type(_ section: SectionReader) -> QuestionType? {
    guard section.members["type"] != nil else { return .text }
    return section.value("type", "It must be TEXT, SINGLESELECT or MULTISELECT.") { QuestionType(rawValue: $0) }
  }

  private func options(_ section: SectionReader, _ type: QuestionType) -> [String] {
    let options = section.texts("options") ?? []
    if type == .text {
      if !options.isEmpty { report(section, "options", "A question of type TEXT has no options.") }
      return []
    }
    if section.members["options"] == nil || section.members["options"]?.value == .list([]) {
      report(section, "options", "List the options to choose from.")
    }
    if options.contains(where: { $0.allSatisfy(\.isWhitespace) || $0.unicodeScalars.contains(where: Self.isControl) }) {
      report(section, "options", "An option must be a text of one line that is not empty.")
    }
    if options.contains(where: { $0.first?.isWhitespace == true || $0.last?.isWhitespace == true }) {
      report(section, "options", "An option must not begin or end with a space.")
    }
    if Set(options).count < options.count { report(section, "options", "Two options are the same.") }
    return options
  }

  private func checkRules(_ question: TemplateForm.Question, _ section: SectionReader) {
    if question.type == .text, question.allowsOther {
      report(section, "other", "Only a question with options can take an answer in other words.")
    }
    if question.type != .multiSelect {
      for key in ["least", "most", "exclusive"] where section.members[key] != nil {
        report(section, key, "It is only for type MULTISELECT.")
      }
      return
    }
    if !question.exclusive.allSatisfy(question.options.contains) {
      report(section, "exclusive", "It must list some of the options.")
    }
    let choices = question.options.count + (question.allowsOther ? 1 : 0)
    if let least = question.least, least > min(choices, question.most ?? choices) {
      report(section, "least", "It must not be more than \"most\" or the number of options.")
    }
  }

  private func refuseUnknown(in section: SectionReader, _ known: [String]) {
    for key in section.members.keys where !known.contains(key) {
      report(section, key, key == "answer" ? "A template holds no answers." : "There is no such key.")
    }
  }

  private func report(_ section: SectionReader, _ key: String, _ sentence: String) {
    collector.report(section.path, key, sentence, isSecurity: false)
  }
}
