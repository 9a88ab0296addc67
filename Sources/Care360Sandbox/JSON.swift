/// One JSON value, written with its members in the order given.
///
/// The sandbox builds every body from this and shares no wire type with the client, so that a mistake in a key name cannot be
/// made on both sides alike.
enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])
  /// Text that is already JSON, such as a stored document. It goes into the output unchanged.
  case written(String)

  struct Member: Sendable {
    let name: String
    let value: JSON
  }

  /// A string, or null.
  static func text(_ value: String?) -> JSON {
    value.map(JSON.string) ?? .null
  }

  /// The value of a member; nil when this is not an object or has no such member.
  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The value of a member that is neither missing nor null.
  func given(_ name: String) -> JSON? {
    guard let value = self[name], !value.isNull else { return nil }
    return value
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  var asString: String? {
    if case .string(let value) = self { value } else { nil }
  }

  var asInteger: Int? {
    if case .integer(let value) = self { value } else { nil }
  }

  var asBool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  var asArray: [JSON]? {
    if case .array(let value) = self { value } else { nil }
  }

  var isObject: Bool {
    if case .object = self { true } else { false }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(nilLiteral: ()) { self = .null }
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
