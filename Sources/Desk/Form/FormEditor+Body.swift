import Care360
import FoundationEssentials

extension FormEditor {
  /// The body as it would be sent, line by line; nil while it cannot be sent.
  ///
  /// - Parameter isRevealed: if false, every answer is hidden, and the lines hold nothing of the answers.
  package func body(isRevealed: Bool) -> [String]? {
    guard let json = payload?.json else { return nil }
    let others = Set(draft.products.flatMap { $0.form?.questions ?? [] }.compactMap(\.otherAnswer))
    let text = (isRevealed ? json : json.hidingAnswers(others)).encoded(pretty: true)
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

extension JSONValue {
  /// The body without its answers, and without options that repeat an answer in other words.
  fileprivate func hidingAnswers(_ others: Set<String>) -> JSONValue {
    switch self {
    case .array(let values): return .array(values.map { $0.hidingAnswers(others) })
    case .object(var members):
      for (key, value) in members {
        switch key {
        case "answer": members[key] = .string("hidden")
        case "options":
          members[key] = .array((value.array ?? []).filter { !others.contains($0.string ?? "") })
        default: members[key] = value.hidingAnswers(others)
        }
      }
      return .object(members)
    default: return self
    }
  }
}
