/// A document that is not whole JSON text in UTF-8 (RFC 8259), or has a key twice. Carries nothing from the document
/// except the path of a repeated key.
public struct NotJSON: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case empty, notUTF8, utf16, nul, control
    case comment, singleQuotes, trailingComma, secondDocument
    case noValue, noKey, noColon, noComma, unclosed
    case number, escape, halfCharacter, tooDeep
    /// The path of the key, for example `products[0].id`. JSON leaves open which of the two values counts.
    case repeatedKey(String)
  }

  public let reason: Reason
  /// The line, counted from 1; nil when the problem concerns the whole document.
  public let line: Int?
  /// The column in Unicode scalars, counted from 1.
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
    case .control: "inside a string, write line breaks, tabs and control characters as \\n, \\t or \\u0000"
    case .comment: "comments are not JSON"
    case .singleQuotes: "strings and keys must be in double quotes"
    case .trailingComma: "a comma with nothing after it"
    case .secondDocument: "there is more text after the end of the document"
    case .noValue: "a value is expected here"
    case .noKey: "a key in double quotes is expected here"
    case .noColon: "a colon is expected here"
    case .noComma: "a comma or a closing bracket is expected here"
    case .unclosed: "it ends here with a bracket, brace or quote still open"
    case .number: "this is not a JSON number"
    case .escape: "this is not a JSON escape"
    case .halfCharacter: "half a character: \\ud800 to \\udfff must come in pairs"
    case .tooDeep: "more than \(JSONReader.deepest) levels deep"
    case .repeatedKey(let path): "\(path) appears twice: remove one"
    }
  }
}
