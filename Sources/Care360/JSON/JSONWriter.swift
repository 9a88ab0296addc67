/// Writes a JSON document: members in the order of their keys, slashes as they are, text in UTF-8, control characters escaped.
struct JSONWriter {
  private var bytes: [UInt8] = []
  private let isIndented: Bool
  private var depth = 0

  static func bytes(of value: JSONValue, isIndented: Bool) -> [UInt8] {
    var writer = JSONWriter(isIndented: isIndented)
    writer.write(value)
    return writer.bytes
  }

  private init(isIndented: Bool) { self.isIndented = isIndented }

  private mutating func write(_ value: JSONValue) {
    switch value {
    case .null: add("null")
    case .bool(let flag): add(flag ? "true" : "false")
    case .number(let number): add(number.text)
    case .string(let text): quote(text)
    case .array(let values):
      list("[", "]", values) { $0.write($1) }
    case .object(let members):
      list("{", "}", members.sorted { $0.key < $1.key }) { writer, member in
        writer.quote(member.key)
        writer.add(writer.isIndented ? " : " : ":")
        writer.write(member.value)
      }
    }
  }

  private mutating func list<Element>(
    _ open: String, _ close: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    add(open)
    depth += 1
    for (number, element) in elements.enumerated() {
      if number > 0 { add(",") }
      breakLine()
      write(&self, element)
    }
    depth -= 1
    if !elements.isEmpty { breakLine() }
    add(close)
  }

  private mutating func breakLine() {
    if isIndented { add("\n" + String(repeating: "  ", count: depth)) }
  }

  private mutating func quote(_ text: String) {
    add("\"")
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "\""): add("\\\"")
      case UInt8(ascii: "\\"): add("\\\\")
      case 0x08: add("\\b")
      case 0x09: add("\\t")
      case 0x0A: add("\\n")
      case 0x0C: add("\\f")
      case 0x0D: add("\\r")
      case 0..<0x20: add(byte < 0x10 ? "\\u000" : "\\u00", String(byte, radix: 16))
      // Control characters too: a terminal that an exported file is printed on may obey them.
      case 0x7F: add("\\u007f")
      case 0xC2:
        guard let next = rest.next() else { break }
        if next < 0xA0 { add("\\u00", String(next, radix: 16)) } else { bytes += [byte, next] }
      default: bytes.append(byte)
      }
    }
    add("\"")
  }

  private mutating func add(_ texts: String...) {
    for text in texts { bytes += Array(text.utf8) }
  }
}
