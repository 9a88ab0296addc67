import FoundationEssentials

/// The `communication` of an ADD_COMMUNICATION body that keeps every rule.
struct Communication {
  struct File {
    let name: String
    let isRestricted: Bool
    let isPHI: Bool
  }

  /// The API text names no longest text; the sandbox has one, so that a refusal can be tried [inferred].
  static let longestText = 10_000

  let text: String
  /// True for a note that the patient does not see.
  let isRestricted: Bool
  /// Lower case.
  let email: String
  let firstName: String?
  let lastName: String?
  let files: [File]

  init(_ body: JSON?) throws {
    guard let given = body?.given("communication"), given.isObject else {
      throw Refusal.action(400, "Communication is required")
    }
    guard let text = given["text"]?.asString, text.contains(where: { !$0.isWhitespace }) else {
      throw Refusal.action(400, "Communication text is required")
    }
    guard text.count <= Communication.longestText else { throw Refusal.action(400, "Communication text is too long") }
    guard let isRestricted = given["isRestricted"]?.asBool else {
      throw Refusal.action(400, "Communication isRestricted must be a boolean")
    }
    if let notify = given.given("webhookNotify"), notify.asBool == nil {
      throw Refusal.action(400, "Communication webhookNotify must be a boolean")
    }
    guard let author = given.given("author"), author.isObject, let email = author.given("email")?.asString else {
      throw Refusal.action(400, "Communication author email is required")
    }
    guard email.wholeMatch(of: /[^@\s]+@[^@\s]+\.[^@\s]+/) != nil else {
      throw Refusal.action(400, "Communication author email is invalid")
    }
    self.text = text
    self.isRestricted = isRestricted
    self.email = email.lowercased()
    firstName = author.given("firstName")?.asString
    lastName = author.given("lastName")?.asString
    files = try Communication.files(given)
  }

  private static func files(_ given: JSON) throws -> [File] {
    guard let attachments = given.given("attachments") else { return [] }
    let refusal = Refusal.action(400, "Communication attachments are invalid")
    guard let elements = attachments.asArray else { throw refusal }
    return try elements.map { element in
      guard let name = element["fileName"]?.asString, !name.isEmpty, let content = element["content"]?.asString,
        Data(base64Encoded: content) != nil
      else { throw refusal }
      return File(
        name: name, isRestricted: element["isRestricted"]?.asBool ?? false, isPHI: element["isPHI"]?.asBool ?? false)
    }
  }
}
