/// A submitted form with its answers (outer `responses`).
public struct FormResponse: Hashable, Sendable {
  public let id: String?
  public let name: String?
  public let description: String?
  /// Nil when the service did not say. Every answer as it came; see `currentAnswers`.
  public let answers: [Answer]?

  init?(_ json: JSONValue) {
    id = json["id"]?.text
    name = json["form"]?["name"]?.text
    description = json["form"]?["description"]?.text
    answers = json.list("responses", Answer.init)
  }

  /// The newest answer to each question that is not archived, in question order. A question may stand more than once.
  public var currentAnswers: [Answer]? {
    guard let answers else { return nil }
    var newest: [Int64: Answer] = [:]
    var unnumbered: [Answer] = []
    for answer in answers where answer.isArchived != true {
      guard let index = answer.index else {
        unnumbered.append(answer)
        continue
      }
      if let other = newest[index], let mine = answer.createdAt, let theirs = other.createdAt, mine < theirs {
        continue
      }
      newest[index] = answer
    }
    return newest.sorted { $0.key < $1.key }.map(\.value) + unnumbered
  }
}

/// One answer of a submitted form.
public struct Answer: Hashable, Sendable {
  public let id: String?
  public let index: Int64?
  public let question: String?
  /// `TEXT`, `SINGLESELECT`, `MULTISELECT` and others, kept as text.
  public let type: String?
  /// Health data. A missing flag counts as true.
  public let isPHI: Bool
  public let required: Bool?
  public let options: [String]
  /// The answer, always a string (documented); may hold HTML, which is text here.
  public let text: String?
  public let isArchived: Bool?
  public let createdAt: Instant?

  init?(_ json: JSONValue) {
    let asked = json["question"]
    id = json["id"]?.text
    index = asked?["index"]?.integer
    question = asked?["text"]?.text
    type = asked?["type"]?.text
    isPHI = asked?["isPHI"]?.bool ?? true
    required = asked?["required"]?.bool
    options = asked?["options"]?.array?.compactMap(\.string) ?? []
    text = json["text"]?.string
    isArchived = json["isArchived"]?.bool
    createdAt = json["createdAt"]?.instant
  }

  /// What was chosen: a MULTISELECT answer comes as a JSON array inside the string (documented); any other answer, and
  /// one that is not such an array, is itself.
  public var choices: [String] {
    guard let text else { return [] }
    if type == QuestionType.multiSelect.rawValue, let several = MultiSelectAnswer.decoded(text) { return several }
    return [text]
  }
}
