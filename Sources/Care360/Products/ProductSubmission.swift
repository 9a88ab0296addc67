/// One product to add to a case.
public struct ProductSubmission: Hashable, Sendable {
  public var id: ProductID
  public var visitType: VisitType?
  public var subscription: Subscription?
  public var form: IntakeForm?

  public init(
    id: ProductID, visitType: VisitType? = nil, subscription: Subscription? = nil, form: IntakeForm? = nil
  ) {
    self.id = id
    self.visitType = visitType
    self.subscription = subscription
    self.form = form
  }

  var json: JSONValue {
    var members: [String: JSONValue] = ["id": .string(id.text)]
    if let visitType { members["visitType"] = .string(visitType.rawValue) }
    if let subscription {
      members["subscription"] = .object([
        "interval": .string(subscription.interval.rawValue), "intervalCount": .integer(Int64(subscription.count)),
      ])
    }
    if let form { members["form"] = form.json }
    return .object(members)
  }
}

/// The intake form sent with a product: title, description, answered questions.
public struct IntakeForm: Hashable, Sendable {
  public var title: String?
  public var description: String?
  public var questions: [AnsweredQuestion]

  public init(title: String? = nil, description: String? = nil, questions: [AnsweredQuestion]) {
    self.title = title
    self.description = description
    self.questions = questions
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [:]
    if let title { members["title"] = .string(title) }
    if let description { members["description"] = .string(description) }
    if !questions.isEmpty { members["questions"] = .array(questions.map(\.json)) }
    return .object(members)
  }
}

/// A question with its answer. Questions without an answer are not sent.
public struct AnsweredQuestion: Hashable, Sendable {
  public var question: String
  /// The answer that goes out; see `MultiSelectAnswer` for the select-many type.
  public var answer: String
  public var type: QuestionType
  /// Left out of the body when nil, as are `isPHI` and empty `options`.
  public var required: Bool?
  public var isPHI: Bool?
  public var options: [String]

  public init(
    question: String, answer: String, type: QuestionType, required: Bool? = nil, isPHI: Bool? = nil,
    options: [String] = []
  ) {
    self.question = question
    self.answer = answer
    self.type = type
    self.required = required
    self.isPHI = isPHI
    self.options = options
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "question": .string(question), "answer": .string(answer), "type": .string(type.rawValue),
    ]
    if let required { members["required"] = .bool(required) }
    if let isPHI { members["phi"] = .bool(isPHI) }
    if !options.isEmpty { members["options"] = .array(options.map(JSONValue.string)) }
    return .object(members)
  }
}
