public import FoundationEssentials

/// A JSON document as data, so that answers are read leniently: what is missing, null or of another type is nil, and
/// keys this program does not know are kept.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
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

  public var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }

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

  /// Money comes as a decimal string or as a number (documented both ways): its text, as given.
  public var money: String? {
    switch self {
    case .string(let text) where !text.isEmpty: text
    case .integer(let value): String(value)
    case .number(let value): Int64(exactly: value).map(String.init) ?? String(value)
    default: nil
    }
  }
}

extension JSONValue: Codable {
  public init(from decoder: any Decoder) throws {
    if let object = Self.attempt({ try decoder.container(keyedBy: Key.self) }) {
      var members: [String: JSONValue] = [:]
      for key in object.allKeys { members[key.stringValue] = try object.decode(JSONValue.self, forKey: key) }
      self = .object(members)
      return
    }
    if var list = Self.attempt({ try decoder.unkeyedContainer() }) {
      var values: [JSONValue] = []
      while !list.isAtEnd { values.append(try list.decode(JSONValue.self)) }
      self = .array(values)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      self = .null
    } else if let text = Self.attempt({ try single.decode(String.self) }) {
      self = .string(text)
    } else if let flag = Self.attempt({ try single.decode(Bool.self) }) {
      self = .bool(flag)
    } else if let integer = Self.attempt({ try single.decode(Int64.self) }) {
      self = .integer(integer)
    } else {
      let number = try single.decode(Double.self)
      // Written again, a whole number has no fraction and is read as an integer: the same value must have one form.
      self = Int64(exactly: number).map(JSONValue.integer) ?? .number(number)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (name, value) in members { try container.encode(value, forKey: Key(name)) }
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(value) }
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    case .bool(let flag):
      var container = encoder.singleValueContainer()
      try container.encode(flag)
    case .integer(let value):
      var container = encoder.singleValueContainer()
      try container.encode(value)
    case .number(let value):
      var container = encoder.singleValueContainer()
      try container.encode(value)
    case .string(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    }
  }

  /// The type of a JSON value is found by trying; a miss is the normal case here and carries no information.
  private static func attempt<Value>(_ decode: () throws -> Value) -> Value? {
    do { return try decode() } catch { return nil }
  }

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// A document that is not whole JSON text in UTF-8. Carries nothing of the document.
public struct NotJSON: Error, Hashable, Sendable {}

extension JSONValue {
  /// Whole JSON in UTF-8 only; `JSONDecoder` alone would also take UTF-16.
  public init(parsing data: Data) throws(NotJSON) {
    guard String(validating: data, as: UTF8.self) != nil, !data.contains(0) else { throw NotJSON() }
    do {
      self = try JSONDecoder().decode(JSONValue.self, from: data)
    } catch {
      throw NotJSON()
    }
  }

  /// Compact UTF-8 JSON with sorted keys and unescaped slashes; `pretty` indents it by two spaces.
  public func encoded(pretty: Bool = false) throws(NotJSON) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    do {
      return try encoder.encode(self)
    } catch {
      throw NotJSON()
    }
  }
}
