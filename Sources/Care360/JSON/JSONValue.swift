public import FoundationEssentials

/// A JSON document as data, so that answers are read leniently: what is missing or null is nil, numbers stay as they were
/// written, and keys this program does not know are kept.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The member `key` of an object; nil when missing, null, or when this is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members[key], value != .null else { return nil }
    return value
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  public var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  public var number: JSONNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  public var integer: Int64? { number?.integer }

  public static func integer(_ value: Int64) -> JSONValue { .number(JSONNumber(value)) }

  public var array: [JSONValue]? {
    if case .array(let values) = self { values } else { nil }
  }

  public var object: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// A string that is not empty.
  public var text: String? {
    guard let string, !string.isEmpty else { return nil }
    return string
  }

  /// A value that is to be shown, whatever its type: the text of a string that is not empty, any other value as it was written.
  /// A type that the service does not document must not read as "not given".
  public var shown: String? {
    switch self {
    case .null: nil
    case .string(let text): text.isEmpty ? nil : text
    case .bool, .number, .array, .object: String(decoding: encoded(), as: UTF8.self)
    }
  }

  /// A boolean, or a text or number that can only mean one.
  var flag: Bool? {
    switch self {
    case .bool(let flag): flag
    case .string("true"), .number(JSONNumber(1)): true
    case .string("false"), .number(JSONNumber(0)): false
    case .null, .string, .number, .array, .object: nil
    }
  }

  /// A whole number, or a text of one.
  var whole: Int64? { integer ?? string.flatMap { Int64($0) } }
}

extension JSONValue {
  /// Parses whole JSON in UTF-8 with each key once. Half a character, left by a cut in the middle of one, spoils only
  /// itself.
  public init(parsing data: Data) throws(NotJSON) { self = try JSONReader.value(of: data, .replaced) }

  /// Parses a document that a person wrote. Half a character is refused: the document goes out unchanged or not at all.
  public init(writtenIn data: Data) throws(NotJSON) { self = try JSONReader.value(of: data, .refused) }

  /// Compact UTF-8 JSON with sorted keys and unescaped slashes; `pretty` indents it by two spaces.
  public func encoded(pretty: Bool = false) -> Data { Data(JSONWriter.bytes(of: self, isIndented: pretty)) }
}
