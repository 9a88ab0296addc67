/// The reason why a typed identifier cannot be sent. Holds a sentence for the person, and at most one typed character.
public enum IdentifierProblem: Error, Hashable, Sendable {
  case email(String)
  case phone(String)
  case caseID(String)
  case productID(String)
  case bundleID(String)
  /// Nothing was typed.
  case empty
  /// Neither e-mail nor phone nor case id.
  case unrecognised
  /// Bytes or characters that no identifier has.
  case unreadable(String)
  /// Two identifiers or more.
  case several
  /// The short id of a case that is not among the recent ones.
  case shortID
  /// The name of a column.
  case heading

  /// What to tell the person.
  public var sentence: String {
    switch self {
    case .email(let text), .phone(let text), .caseID(let text), .productID(let text), .bundleID(let text),
      .unreadable(let text):
      text
    case .empty: "Type an e-mail, a phone number or a case id."
    case .unrecognised: "The service cannot search by name: type e-mail, phone or case id."
    case .several: "There is more than one identifier here: keep only one."
    case .shortID: "Short ids are known here only for recent cases."
    case .heading: "This is a column heading, not an identifier."
    }
  }
}

extension String {
  /// The text without spaces, tabs and line ends at either end.
  package var trimmedOfSpaces: String {
    let blanks: [Character] = [" ", "\t", "\n", "\r", "\r\n", "\u{00A0}"]
    var text = Substring(self)
    while let first = text.first, blanks.contains(first) { text.removeFirst() }
    while let last = text.last, blanks.contains(last) { text.removeLast() }
    return String(text)
  }
}

extension Unicode.Scalar {
  /// False for controls, format characters (bidi controls, zero-width), separators and unassigned code points.
  var isVisibleInIdentifier: Bool {
    if isASCII { return value > 0x20 && value != 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .unassigned, .privateUse:
      false
    default: true
    }
  }
}
