/// The one identifier in a typed or pasted text: a mail program's `Name <address>`, a web address of a case, or a phone
/// number with its extension. A text with two identifiers is refused, and so is one with characters that no identifier
/// can have.
public struct LookupText: Hashable, Sendable {
  public enum Finding: Hashable, Sendable {
    case identifier(LookupIdentifier)
    /// The short id that people see, upper case: the service finds no case by it.
    case shortID(String)
  }

  public let finding: Finding
  /// Sentences about parts that were left out or look odd.
  public let remarks: [String]

  /// Nil for a short id.
  public var identifier: LookupIdentifier? {
    switch finding {
    case .identifier(let identifier): identifier
    case .shortID: nil
    }
  }

  /// Throws a sentence that says what is wrong.
  ///
  /// - Parameter country: completes phone numbers without a calling code.
  public init(_ source: String, country: Country) throws(IdentifierProblem) {
    let pasted = try PastedText(source)
    guard !pasted.text.isEmpty else { throw .empty }
    if pasted.text.contains("@") {
      let email = try Self.email(in: pasted.text)
      finding = .identifier(.email(email))
      remarks = (pasted.hadInvisibleWithin ? ["Invisible characters are left out."] : []) + email.oddities
    } else if let id = try Self.caseID(in: pasted.text) {
      finding = .identifier(.caseID(id))
      remarks = []
    } else if let shortID = try Self.shortID(in: pasted.text) {
      finding = .shortID(shortID)
      remarks = []
    } else {
      let (phone, remark) = try Self.phone(in: pasted.text, country)
      finding = .identifier(.phone(phone))
      remarks = remark.map { [$0] } ?? []
    }
  }

  /// True for seven digits or more, as in a phone number; the digits of a date do not count.
  static func holdsNumber(_ text: some StringProtocol) -> Bool {
    String(text).replacing(#/\d{4}-\d\d-\d\d/#, with: "").filter(\.isASCIIDigit).count >= 7
  }
}

// MARK: - Ids of cases

extension LookupText {
  /// The case id in `text`; in a web address, the id after `cases/`, as the service's pages have it. Nil when there is
  /// none.
  private static func caseID(in text: String) throws(IdentifierProblem) -> CaseID? {
    let words = words(text)
    var places = words.indices.filter { uuid(words[$0]) != nil }
    guard !places.isEmpty else {
      if words.count == 1, words.contains(where: isPartOfUUID) {
        throw .caseID("This case id is not complete: a case id is a UUID of 36 characters.")
      }
      return nil
    }
    if text.utf8.contains(UInt8(ascii: "/")) {
      places = places.filter { $0 > 0 && ["case", "cases"].contains(words[$0 - 1].lowercased()) }
      guard !places.isEmpty else { throw .caseID("This address contains an id, but not a case id.") }
    } else {
      let others = words.filter { uuid($0) == nil }
      guard !others.contains(where: isShortID), !holdsNumber(others.joined(separator: " ")) else { throw .several }
    }
    let ids = Set(places.compactMap { uuid(words[$0]) })
    guard ids.count == 1, let id = ids.first else { throw .several }
    return try CaseID(id)
  }

  private static func shortID(in text: String) throws(IdentifierProblem) -> String? {
    let found = Set(words(text).filter(isShortID).map { $0.uppercased() })
    guard let id = found.first else { return nil }
    let others = words(text).filter { !isShortID($0) }.joined(separator: " ")
    guard found.count == 1, !holdsNumber(others) else { throw .several }
    return id
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-") }.map { $0.peeled(["-"], ["-"]) }
      .filter { !$0.isEmpty }
  }

  /// `word` as a UUID, written with hyphens or as 32 digits.
  private static func uuid(_ word: Substring) -> String? {
    guard word.count == 32 else { return UUIDText.normalised(String(word)) }
    let characters = Array(word)
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(characters[$0]) }
    return UUIDText.normalised(parts.joined(separator: "-"))
  }

  private static func isPartOfUUID(_ word: Substring) -> Bool {
    word.count >= 9 && word.contains("-") && word.contains(where: \.isLetter)
      && word.allSatisfy { $0 == "-" || $0.isHexDigit }
  }

  /// `ADA-` with letters and digits (documented).
  private static func isShortID(_ word: Substring) -> Bool {
    word.uppercased().hasPrefix("ADA-") && (5...14).contains(word.count) && !word.dropFirst(4).contains("-")
  }
}
