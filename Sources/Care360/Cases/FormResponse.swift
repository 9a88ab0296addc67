/// A submitted form with its answers (outer `responses`).
public struct FormResponse: Hashable, Sendable {
  public let id: String?
  public let name: String?
  public let description: String?
  /// Nil when the service did not say. Every answer as it came; see `questions`.
  public let answers: [Answer]?
  /// Each question once, in question order. Nil when the service did not say.
  public let questions: [AskedQuestion]?

  init(_ json: JSONValue) {
    id = json["id"]?.shown
    name = json["form"]?.member("name")?.shown ?? (json.object == nil ? json.shown : nil)
    description = json["form"]?["description"]?.shown
    answers = json.list("responses", Answer.init)
    questions = answers.map(Self.asked)
  }

  private static func asked(_ answers: [Answer]) -> [AskedQuestion] {
    var keys: [AskedQuestion.Key] = []
    var byKey: [AskedQuestion.Key: [Answer]] = [:]
    for answer in answers {
      let key = AskedQuestion.Key(answer)
      if byKey[key] == nil { keys.append(key) }
      byKey[key, default: []].append(answer)
    }
    // Questions without a number come last; questions with equal numbers keep their order.
    let order = keys.enumerated().sorted { one, other in
      let (first, second) = (one.element.index ?? .max, other.element.index ?? .max)
      return first == second ? one.offset < other.offset : first < second
    }
    return order.map { AskedQuestion($0.element, byKey[$0.element] ?? []) }
  }
}

/// A question of a submitted form, with its answers.
public struct AskedQuestion: Hashable, Sendable {
  public let index: Int64?
  public let text: String?
  /// One answer; several when the service does not say which one is newest; none when all were replaced.
  public let current: [Answer]
  /// The replaced answers, newest first as far as their times tell, without repeats.
  public let earlier: [Answer]

  /// Identifies a question by all three values: a number or a text alone may belong to more than one question.
  struct Key: Hashable {
    let id: String?
    let index: Int64?
    let text: String?

    init(_ answer: Answer) {
      id = answer.questionID
      index = answer.index
      text = answer.question
    }
  }

  /// The service archives an answer that another one replaces (seen).
  fileprivate init(_ key: Key, _ answers: [Answer]) {
    index = key.index
    text = key.text
    let live = answers.filter { $0.isArchived != true }
    let newestFirst = Self.newestFirst(live)
    let current = newestFirst.map { Array($0.prefix(1)) } ?? Self.once(live, except: [])
    let replaced = (newestFirst.map { Array($0.dropFirst()) } ?? []) + answers.filter { $0.isArchived == true }
    self.current = current
    earlier = Self.once(Self.newestFirst(replaced) ?? replaced, except: current)
  }

  /// Nil when the order is unknown: a time is missing, or two times are the same.
  private static func newestFirst(_ answers: [Answer]) -> [Answer]? {
    let dated = answers.compactMap { answer in answer.createdAt?.date.map { (answer: answer, date: $0) } }
    guard dated.count == answers.count, Set(dated.map(\.date)).count == answers.count else { return nil }
    return dated.sorted { $0.date > $1.date }.map(\.answer)
  }

  /// Leaves out every answer that repeats an earlier one or one of `others`.
  private static func once(_ answers: [Answer], except others: [Answer]) -> [Answer] {
    var seen = Set(others.map(\.choices))
    return answers.filter { seen.insert($0.choices).inserted }
  }
}

/// One answer of a submitted form.
public struct Answer: Hashable, Sendable {
  public let id: String?
  public let questionID: String?
  public let index: Int64?
  public let question: String?
  /// `TEXT`, `SINGLESELECT`, `MULTISELECT` and others, kept as text.
  public let type: String?
  /// Health data. A missing flag counts as true.
  public let isPHI: Bool
  public let required: Bool?
  public let options: [String]
  /// The answer, documented as a string; may hold HTML, which is text here.
  public let text: String?
  public let isArchived: Bool?
  public let createdAt: Instant?

  init(_ json: JSONValue) {
    let asked = json["question"]
    id = json["id"]?.shown
    questionID = asked?["id"]?.shown
    index = asked?["index"]?.whole
    question = asked?.member("text")?.shown
    type = asked?["type"]?.shown
    isPHI = asked?["isPHI"]?.flag ?? true
    required = asked?["required"]?.flag
    options = asked?["options"]?.array?.compactMap(\.shown) ?? []
    text = json.member("text")?.shown
    isArchived = json["isArchived"]?.flag
    createdAt = json["createdAt"]?.instant
  }

  /// The chosen options. A MULTISELECT answer comes as a JSON array inside the string (documented); any other answer,
  /// and one that is not such an array, is its own single choice.
  public var choices: [String] {
    guard let text else { return [] }
    if type == QuestionType.multiSelect.rawValue, let several = MultiSelectAnswer.decoded(text) { return several }
    return [text]
  }
}
