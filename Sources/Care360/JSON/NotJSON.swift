/// A document that is not whole JSON text in UTF-8 (RFC 8259), or says two things at once. Carries nothing of the document but,
/// of a key that stands twice, its path.
public struct NotJSON: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case empty, notUTF8, utf16, nul, control
    case comment, singleQuotes, trailingComma, secondDocument
    case noValue, noKey, noColon, noComma, unclosed
    case number, escape, halfCharacter, tooDeep
    /// Its path, as `products[0].id`. JSON leaves open which of the two counts.
    case repeatedKey(String)
  }

  public let reason: Reason
  /// From 1; nil where the whole document is meant.
  public let line: Int?
  /// In Unicode scalars, from 1.
  public let column: Int?

  /// "Line 2, column 14: comments are not JSON."
  public var sentence: String {
    guard let line, let column else { return words.prefix(1).uppercased() + words.dropFirst() + "." }
    return "Line \(line), column \(column): \(words)."
  }

  private var words: String {
    switch reason {
    case .empty: "it is empty"
    case .notUTF8: "this is not UTF-8"
    case .utf16: "it is UTF-16: save it as UTF-8"
    case .nul: "a NUL byte"
    case .control: "inside a text, line ends, tabs and control characters are written as \\n, \\t or \\u0000"
    case .comment: "comments are not JSON"
    case .singleQuotes: "texts and keys stand in double quotes"
    case .trailingComma: "a comma with nothing behind it"
    case .secondDocument: "there is more behind the end of the document"
    case .noValue: "a value is expected here"
    case .noKey: "a key in double quotes is expected here"
    case .noColon: "a colon is expected here"
    case .noComma: "a comma or a closing bracket is expected here"
    case .unclosed: "it ends here, before all that was opened is closed"
    case .number: "this is no number of JSON"
    case .escape: "this is no escape of JSON"
    case .halfCharacter: "half a character: \\ud800 to \\udfff stand in pairs"
    case .tooDeep: "more than \(JSONReader.deepest) levels deep"
    case .repeatedKey(let path): "\(path) stands twice: leave one out"
    }
  }
}
