import Care360

/// A place in a canned text that the case, the operator or an answer fills.
package enum Blank: Hashable, Sendable {
  case firstName
  case lastName
  case product
  case bundle
  case tracking
  case visitTime
  case shortID
  case operatorName
  /// A question that is always asked in these words.
  case ask(String)

  /// The text between the braces; for a question, the question alone.
  package var name: String {
    switch self {
    case .firstName: "patient.firstName"
    case .lastName: "patient.lastName"
    case .product: "product"
    case .bundle: "bundle"
    case .tracking: "tracking"
    case .visitTime: "visit.time"
    case .shortID: "case"
    case .operatorName: "operator.name"
    case .ask(let question): question
    }
  }

  /// As it is written, with its braces.
  package var source: String {
    if case .ask(let question) = self { "{ask: \(question)}" } else { "{\(name)}" }
  }

  /// The text that fills the blank, described for the manual.
  package var meaning: String {
    switch self {
    case .firstName: "The patient's first name."
    case .lastName: "The patient's last name."
    case .product: "The product of the case, if exactly one is open."
    case .bundle: "The name of the bundle."
    case .tracking: "The tracking number of the newest order."
    case .visitTime: "The next visit, in the visit's own time zone."
    case .shortID: "The short id of the case."
    case .operatorName: "The operator_name in config.toml or in the site policy."
    case .ask: "The answer to this question, asked each time."
    }
  }

  /// All that have a name of their own.
  package static let named: [Blank] = [
    .firstName, .lastName, .product, .bundle, .tracking, .visitTime, .shortID, .operatorName,
  ]

  /// Every blank in a text with its place in characters, whatever the spacing inside the braces.
  package static func found(in text: [Character]) -> [(blank: Blank, place: Range<Int>)] {
    var found: [(Blank, Range<Int>)] = []
    for start in text.indices where text[start] == "{" {
      let inside = text[(start + 1)...].prefix { $0 != "{" && $0 != "}" && !$0.isNewline }
      guard text[inside.endIndex...].first == "}", case .success(let blank) = read(String(inside)) else { continue }
      found.append((blank, start..<inside.endIndex + 1))
    }
    return found
  }

  struct Misspelling: Error {
    let sentence: String
  }

  /// - Parameter inside: what stands between the braces.
  static func read(_ inside: String) -> Result<Blank, Misspelling> {
    let word = inside.trimmedOfSpaces
    if let colon = word.firstIndex(of: ":"), String(word[..<colon]).trimmedOfSpaces == "ask" {
      let question = String(word[word.index(after: colon)...]).trimmedOfSpaces
      guard !question.isEmpty else {
        return .failure(Misspelling(sentence: "{ask: } has no question: write {ask: which pharmacy?}."))
      }
      guard let odd = question.unicodeScalars.first(where: { !$0.isCommunicable || $0 == "\t" }) else {
        return .success(.ask(question))
      }
      return .failure(Misspelling(sentence: "The question contains the character \(odd.codeAndName): take it out."))
    }
    if let blank = named.first(where: { $0.name == word }) { return .success(blank) }
    let names = named.map(\.name)
    let nearest =
      WordDistance.nearest(to: word, among: names)
      ?? names.first { $0.lowercased() == word.lowercased() }
      ?? names.first { $0.split(separator: ".").last.map(String.init) == word }
    if let nearest { return .failure(Misspelling(sentence: "No blank has this name. Did you mean {\(nearest)}?")) }
    let list = names.map { "{\($0)}" }.joined(separator: " ")
    return .failure(
      Misspelling(sentence: "No blank has this name. The blanks are \(list) {ask: a question}; write {{ for a brace."))
  }
}
