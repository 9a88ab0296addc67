public import FoundationEssentials

/// The body of Add Products, checked against the documented rules before anything is sent.
public struct ProductsPayload: Hashable, Sendable {
  /// The body as it will be sent.
  public let json: JSONValue
  /// The products it adds, in order.
  public let productIDs: [ProductID]
  /// Keys that the API does not document, as dotted paths; they are sent as written.
  public let unknownKeys: [String]

  /// From values, which cannot break most rules. Throws the first broken one.
  public init(_ products: [ProductSubmission]) throws(Care360Error) {
    try self.init(.object(["products": .array(products.map(\.json))]))
  }

  /// Reads the request body from the contents of a file. Throws `invalid` with every problem and its path.
  public init(parsing data: Data) throws(Care360Error) {
    let json: JSONValue
    do {
      json = try JSONValue(writtenIn: data)
    } catch {
      throw .invalid(.body([error.sentence]), httpStatus: nil)
    }
    try self.init(json)
  }

  private init(_ json: JSONValue) throws(Care360Error) {
    var check = BodyCheck()
    check.body(json)
    guard check.problems.isEmpty else { throw .invalid(.body(check.problems), httpStatus: nil) }
    self.json = json
    productIDs = check.productIDs
    unknownKeys = check.unknownKeys
  }
}

extension String {
  /// True when the text has something visible: spaces of any kind and invisible characters are not an answer.
  var hasVisibleText: Bool { unicodeScalars.contains(where: \.isVisibleInIdentifier) }
}

/// Walks a body and collects every problem with its path. Problems name paths and rules, never values.
struct BodyCheck {
  var problems: [String] = []
  var productIDs: [ProductID] = []
  var unknownKeys: [String] = []

  mutating func body(_ json: JSONValue) {
    guard let members = json.object else {
      problems.append("The body must be an object with a list \"products\".")
      return
    }
    note(members, at: "", known: ["products"])
    products(of: json)
  }

  mutating func products(of json: JSONValue) {
    guard let products = json["products"]?.array, !products.isEmpty else {
      problems.append("\"products\" must list one product or more.")
      return
    }
    for (index, entry) in products.enumerated() { product(entry, at: "products[\(index)]") }
  }

  private mutating func product(_ json: JSONValue, at path: String) {
    guard let members = json.object else {
      problems.append("\(path) must be an object.")
      return
    }
    note(members, at: path, known: ["id", "visitType", "form", "subscription"])
    if let text = json["id"]?.string, let id = ProductID(lenient: text), text == text.trimmedOfSpaces {
      if productIDs.contains(id) { problems.append("\(path).id is listed twice.") }
      productIDs.append(id)
    } else {
      problems.append("\(path).id must be a UUID.")
    }
    if let visit = json["visitType"], VisitType(rawValue: visit.string ?? "") == nil {
      problems.append("\(path).visitType must be one of \(VisitType.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    if let subscription = json["subscription"] { self.subscription(subscription, at: "\(path).subscription") }
    if let form = json["form"] { self.form(form, at: "\(path).form") }
  }

  private mutating func subscription(_ json: JSONValue, at path: String) {
    guard let members = json.object else {
      problems.append("\(path) must be an object.")
      return
    }
    note(members, at: path, known: ["interval", "intervalCount"])
    if let interval = json["interval"], SubscriptionInterval(rawValue: interval.string ?? "") == nil {
      problems.append("\(path).interval must be day, week, month or year, in lower case.")
    }
    if let count = json["intervalCount"] {
      guard let value = count.integer, (1...Int64(Subscription.largestCount)).contains(value) else {
        problems.append("\(path).intervalCount must be a whole number from 1 to \(Subscription.largestCount).")
        return
      }
    }
  }

  private mutating func form(_ json: JSONValue, at path: String) {
    guard let members = json.object else {
      problems.append("\(path) must be an object.")
      return
    }
    note(members, at: path, known: ["title", "description", "questions"])
    for key in ["title", "description"] {
      if let value = json[key], value.string == nil { problems.append("\(path).\(key) must be text.") }
    }
    guard let questions = json["questions"] else { return }
    guard let list = questions.array else {
      problems.append("\(path).questions must be a list.")
      return
    }
    for (index, entry) in list.enumerated() { question(entry, at: "\(path).questions[\(index)]") }
  }

  private mutating func question(_ json: JSONValue, at path: String) {
    guard let members = json.object else {
      problems.append("\(path) must be an object.")
      return
    }
    note(members, at: path, known: ["question", "answer", "type", "required", "phi", "options"])
    if json["question"]?.text == nil { problems.append("\(path).question must be text.") }
    let answer = json["answer"]?.string
    if answer == nil { problems.append("\(path).answer must be text.") }
    for key in ["required", "phi"] {
      if let value = json[key], value.bool == nil { problems.append("\(path).\(key) must be true or false.") }
    }
    var options: [String]?
    if let value = json["options"] {
      options = value.array?.compactMap(\.string)
      if options?.count != value.array?.count || options == nil {
        problems.append("\(path).options must be a list of texts.")
      }
    }
    guard let type = QuestionType(rawValue: json["type"]?.string ?? "") else {
      problems.append("\(path).type must be TEXT, SINGLESELECT or MULTISELECT.")
      return
    }
    guard let answer else { return }
    // A text that is no list of choices is one choice.
    let choices = type == .multiSelect ? MultiSelectAnswer.decoded(answer) ?? [answer] : [answer]
    guard choices.contains(where: \.hasVisibleText) else {
      if json["required"]?.bool == true { problems.append("\(path).answer is required.") }
      return
    }
    guard type != .text, let options else { return }
    // Compares byte by byte: two spellings of one letter are equal as strings but go out as different bytes.
    if !choices.allSatisfy({ choice in options.contains { $0.utf8.elementsEqual(choice.utf8) } }) {
      problems.append("\(path).answer holds a choice that is not among its options.")
    }
  }

  mutating func note(_ members: [String: JSONValue], at path: String, known: Set<String>) {
    let unknown = members.keys.filter { !known.contains($0) }.sorted()
    unknownKeys += unknown.map { path.isEmpty ? $0 : "\(path).\($0)" }
  }
}
