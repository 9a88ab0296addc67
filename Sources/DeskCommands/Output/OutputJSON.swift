import Care360

/// JSON to be printed: members keep their order, and everything outside printable ASCII is `\uXXXX`, so that no byte of
/// foreign text can act on a terminal.
indirect enum OutputJSON: Sendable {
  case object([(String, OutputJSON)])
  case array([OutputJSON])
  case string(String)
  case integer(Int64)
  case bool(Bool)
  /// A document of the service as it came; members in alphabetical order.
  case value(JSONValue)

  /// On one line, without a line end.
  var text: String {
    switch self {
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0.0)):\($0.1.text)" }.joined(separator: ",") + "}"
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .string(let text): Self.quoted(text)
    case .integer(let value): String(value)
    case .bool(let flag): flag ? "true" : "false"
    case .value(let value): Self.text(of: value)
    }
  }

  static func optional(_ text: String?) -> OutputJSON { text.map(OutputJSON.string) ?? .value(.null) }

  private static func text(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .string(let text): quoted(text)
    case .array(let values): "[" + values.map(text(of:)).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(text(of: $0.value))" }.joined(separator: ",")
        + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }
}

extension OutputJSON {
  /// What a command that succeeded prints.
  static func success(_ result: OutputJSON) -> OutputJSON { .object([("ok", .bool(true)), ("result", result)]) }

  /// What a command that failed prints.
  static func failure(_ report: ErrorReport) -> OutputJSON { .object([("ok", .bool(false)), ("error", report.json)]) }
}
