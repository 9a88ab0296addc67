import FoundationEssentials

/// The bytes are not one JSON value in UTF-8.
struct JSONSyntaxError: Error {}

extension JSON: Decodable {
  /// Reads the body of a request. Of a member that comes twice the first one counts, as the decoder has it.
  ///
  /// The decoder takes UTF-16 and UTF-32 as well, which the API does not; every such text has a zero byte, and JSON in UTF-8
  /// has none.
  static func read(_ data: Data) throws(JSONSyntaxError) -> JSON {
    guard !data.contains(0), String(validating: data, as: UTF8.self) != nil else { throw JSONSyntaxError() }
    do {
      return try JSONDecoder().decode(JSON.self, from: data)
    } catch {
      throw JSONSyntaxError()
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
      return
    }
    func value<Value: Decodable>(_ wrap: (Value) -> JSON) -> JSON? {
      do { return wrap(try container.decode(Value.self)) } catch { return nil }
    }
    let scalar = value(JSON.string) ?? value(JSON.bool) ?? value(JSON.integer) ?? value(JSON.number)
    if let known = scalar ?? value(JSON.array) {
      self = known
    } else {
      let members = try container.decode([String: JSON].self)
      self = .object(members.map { Member(name: $0.key, value: $0.value) })
    }
  }
}
