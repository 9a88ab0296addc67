import FoundationEssentials

extension ProductAddition {
  /// The choices of a MULTISELECT answer. It comes as one string (documented) that holds a JSON array or, assumed, one option
  /// as it stands; reading gives it back as a JSON array inside the string (documented).
  static func multiple(_ answer: String) -> [String] {
    do {
      let value = try JSON.read(Data(answer.utf8))
      guard let elements = value.asArray else { return [answer] }
      let choices = elements.compactMap(\.asString)
      return choices.count == elements.count ? choices : [answer]
    } catch {
      return [answer]
    }
  }
}
