/// A submitted form: title, questions and their answers, in the nesting the API has (`responses` within `responses`).
struct FormDocument {
  struct Answer {
    var index: Int
    var type: String
    var question: String
    /// Always text; of MULTISELECT a JSON array inside the text.
    var text: String
    var isPHI = true
    var isRequired = false
    var options: [String] = []
    var isArchived = false
    /// Nil means the time of the form itself.
    var createdAt: String?
  }

  var id: String
  var formID: String
  var name: String
  var description: String
  var createdAt: String
  var respondent: Person
  var answers: [Answer]

  /// Puts several choices into one answer text.
  static func multiple(_ choices: [String]) -> String {
    JSON.array(choices.map(JSON.string)).text
  }

  /// - Parameter generator: gives the answers their ids.
  func document(_ generator: inout SplitMix64) -> JSON {
    var responses: [JSON] = []
    for answer in answers {
      responses.append([
        "id": .string(generator.uuid()), "isArchived": .bool(answer.isArchived),
        "question": [
          "index": .integer(answer.index), "type": .string(answer.type), "text": .string(answer.question),
          "isPHI": .bool(answer.isPHI), "options": .array(answer.options.map(JSON.string)),
          "required": .bool(answer.isRequired),
        ],
        "text": .string(answer.text), "createdAt": .string(answer.createdAt ?? createdAt),
        "respondent": respondent.brief,
      ])
    }
    return [
      "id": .string(id),
      "form": ["id": .string(formID), "name": .string(name), "description": .string(description)],
      "responses": .array(responses),
    ]
  }
}
