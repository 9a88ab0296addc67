package import Care360

/// A form without answers, as a template file holds it.
package struct TemplateForm: Hashable, Sendable {
  package var title = ""
  /// Several lines.
  package var description = ""
  package var questions: [Question] = []

  package struct Question: Hashable, Sendable {
    package var text: String
    package var type: QuestionType
    package var isRequired = false
    /// Health data unless the file says otherwise.
    package var isPHI = true
    package var options: [String] = []
    /// The least and the greatest number of answers, when several can be chosen.
    package var least: Int?
    package var most: Int?
    /// An answer in other words is taken too.
    package var allowsOther = false
    /// Options that exclude all other options.
    package var exclusive: [String] = []

    package init(text: String, type: QuestionType) {
      self.text = text
      self.type = type
    }
  }

  package init() {}
}
