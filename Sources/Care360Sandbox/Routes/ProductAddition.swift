/// One product of an add-products body that keeps every rule.
struct ProductAddition {
  struct Form {
    var title: String
    var description: String
    var answers: [FormDocument.Answer]
  }

  /// Lower case.
  var productID: String
  var visitType: String?
  var interval: String?
  var intervalCount: Int?
  var form: Form?

  private static let visitTypes = ["ASYNC_TEXT_EMAIL", "SYNC_IN_PERSON", "SYNC_PHONE", "SYNC_VIDEO"]
  private static let intervals = ["day", "week", "month", "year"]

  /// All products of a body, or nil when a rule is broken anywhere in it. An optional key may be null.
  static func read(_ body: JSON) -> [ProductAddition]? {
    guard let products = body.given("products")?.asArray, !products.isEmpty else { return nil }
    var additions: [ProductAddition] = []
    for product in products {
      guard let addition = ProductAddition(product) else { return nil }
      additions.append(addition)
    }
    // The same product twice in one request has no documented answer; it is assumed to be a broken rule.
    return Set(additions.map(\.productID)).count == additions.count ? additions : nil
  }

  private init?(_ product: JSON) {
    guard let id = product["id"]?.asString, isUUID(id) else { return nil }
    productID = id.lowercased()
    if let visit = product.given("visitType") {
      guard let text = visit.asString, ProductAddition.visitTypes.contains(text) else { return nil }
      visitType = text
    }
    if let subscription = product.given("subscription") {
      guard subscription.isObject else { return nil }
      if let given = subscription.given("interval") {
        guard let text = given.asString, ProductAddition.intervals.contains(text) else { return nil }
        interval = text
      }
      if let given = subscription.given("intervalCount") {
        guard let count = given.asInteger, count >= 1 else { return nil }
        intervalCount = count
      }
    }
    if let given = product.given("form") {
      guard let form = ProductAddition.form(given) else { return nil }
      self.form = form
    }
  }

  private static func form(_ value: JSON) -> Form? {
    guard value.isObject, let title = optionalText(value, "title"),
      let description = optionalText(value, "description")
    else { return nil }
    var form = Form(title: title ?? "", description: description ?? "", answers: [])
    guard let questions = value.given("questions") else { return form }
    guard let elements = questions.asArray else { return nil }
    for (index, element) in elements.enumerated() {
      guard let answer = answer(element, index: index) else { return nil }
      form.answers.append(answer)
    }
    return form
  }

  /// The outer nil means that the value is present but not a string.
  private static func optionalText(_ value: JSON, _ name: String) -> String?? {
    guard let given = value.given(name) else { return .some(nil) }
    return given.asString.map { .some($0) }
  }

  private static func optionalBool(_ value: JSON, _ name: String) -> Bool?? {
    guard let given = value.given(name) else { return .some(nil) }
    return given.asBool.map { .some($0) }
  }

  private static func answer(_ value: JSON, index: Int) -> FormDocument.Answer? {
    guard let question = value["question"]?.asString, !question.isEmpty, let text = value["answer"]?.asString,
      let type = value["type"]?.asString, ["TEXT", "SINGLESELECT", "MULTISELECT"].contains(type),
      let required = optionalBool(value, "required"), let phi = optionalBool(value, "phi")
    else { return nil }
    var options: [String] = []
    if let given = value.given("options") {
      guard let elements = given.asArray else { return nil }
      options = elements.compactMap(\.asString)
      guard options.count == elements.count else { return nil }
    }
    if required == true, text.isEmpty { return nil }
    var stored = text
    if type != "TEXT", !text.isEmpty {
      let choices = type == "MULTISELECT" ? multiple(text) : [text]
      guard !choices.isEmpty, choices.allSatisfy(options.contains) else { return nil }
      if type == "MULTISELECT" { stored = FormDocument.multiple(choices) }
    }
    return FormDocument.Answer(
      index: index, type: type, question: question, text: stored, isPHI: phi ?? false, isRequired: required ?? false,
      options: options)
  }
}
