import FoundationEssentials

/// Reads one JSON document (RFC 8259). The standard decoder loses the text of numbers, takes trailing commas and one of two equal
/// keys without a word, and refuses a whole document for one half of a character.
struct JSONReader {
  static let deepest = 512

  /// The treatment of `\ud83d` without its other half, which a text has that was cut in the middle of a character.
  enum HalfCharacter {
    case refused
    /// U+FFFD stands in its place.
    case replaced
  }

  /// An object or list that is open.
  private enum Level {
    case key(String)
    case index(Int)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let halves: HalfCharacter
  private var index = 0
  private var levels: [Level] = []

  static func value(of data: Data, _ halves: HalfCharacter) throws(NotJSON) -> JSONValue {
    guard String(validating: data, as: UTF8.self) != nil else { throw notUTF8(Array(data)) }
    let bytes = Array(data)
    return try bytes.withUnsafeBufferPointer { bytes throws(NotJSON) in
      var reader = JSONReader(bytes: bytes, halves: halves)
      return try reader.document()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, halves: HalfCharacter) {
    self.bytes = bytes
    self.halves = halves
  }

  // MARK: Values

  private mutating func document() throws(NotJSON) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    skipBlanks()
    guard index < bytes.count else { throw NotJSON(reason: .empty, line: nil, column: nil) }
    let value = try value()
    skipBlanks()
    guard index == bytes.count else { throw unexpected(or: .secondDocument) }
    return value
  }

  private mutating func value() throws(NotJSON) -> JSONValue {
    guard let byte = next else { throw fault(.unclosed) }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t") where take("true"): return .bool(true)
    case UInt8(ascii: "f") where take("false"): return .bool(false)
    case UInt8(ascii: "n") where take("null"): return .null
    default: throw unexpected(or: .noValue)
    }
  }

  private mutating func object() throws(NotJSON) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    try open()
    defer { levels.removeLast() }
    guard !isClosed(by: UInt8(ascii: "}")) else { return members }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw next == nil ? fault(.unclosed) : unexpected(or: .noKey) }
      let start = index
      let key = try text()
      levels[levels.count - 1] = .key(key)
      guard members[key] == nil else { throw fault(.repeatedKey(path), at: start) }
      skipBlanks()
      guard next == UInt8(ascii: ":") else { throw next == nil ? fault(.unclosed) : unexpected(or: .noColon) }
      index += 1
      skipBlanks()
      members[key] = try value()
      if try !goesOn(until: UInt8(ascii: "}")) { return members }
    }
  }

  private mutating func array() throws(NotJSON) -> [JSONValue] {
    var values: [JSONValue] = []
    try open()
    defer { levels.removeLast() }
    guard !isClosed(by: UInt8(ascii: "]")) else { return values }
    while true {
      skipBlanks()
      levels[levels.count - 1] = .index(values.count)
      values.append(try value())
      if try !goesOn(until: UInt8(ascii: "]")) { return values }
    }
  }

  private mutating func open() throws(NotJSON) {
    guard levels.count < Self.deepest else { throw fault(.tooDeep) }
    levels.append(.index(0))
    index += 1
  }

  /// Takes the closing bracket of an empty object or list.
  private mutating func isClosed(by bracket: UInt8) -> Bool {
    skipBlanks()
    guard next == bracket else { return false }
    index += 1
    return true
  }

  /// Takes a comma (true) or the closing bracket (false).
  private mutating func goesOn(until bracket: UInt8) throws(NotJSON) -> Bool {
    skipBlanks()
    if next == bracket {
      index += 1
      return false
    }
    guard next == UInt8(ascii: ",") else { throw next == nil ? fault(.unclosed) : unexpected(or: .noComma) }
    let comma = index
    index += 1
    skipBlanks()
    if next == bracket { throw fault(.trailingComma, at: comma) }
    return true
  }

  // MARK: Numbers

  private mutating func number() throws(NotJSON) -> JSONNumber {
    let start = index
    if next == UInt8(ascii: "-") { index += 1 }
    if next == UInt8(ascii: "0") { index += 1 } else { try takeDigits(from: start) }
    if next == UInt8(ascii: ".") {
      index += 1
      try takeDigits(from: start)
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      index += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      try takeDigits(from: start)
    }
    if let next, isWordByte(next) { throw fault(.number, at: start) }
    return JSONNumber(checked: String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func takeDigits(from start: Int) throws(NotJSON) {
    let first = index
    while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { index += 1 }
    guard index > first else { throw fault(.number, at: start) }
  }

  // MARK: Texts

  private mutating func text() throws(NotJSON) -> String {
    index += 1
    let start = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      guard byte >= 0x20 else { throw fault(byte == 0 ? .nul : .control) }
      index += 1
    }
    let plain = bytes[start..<index]
    guard let byte = next else { throw fault(.unclosed) }
    guard byte != UInt8(ascii: "\"") else {
      index += 1
      return String(decoding: plain, as: UTF8.self)
    }
    return try escapedText(after: Array(plain))
  }

  private mutating func escapedText(after plain: [UInt8]) throws(NotJSON) -> String {
    var text = plain
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case 0..<0x20: throw fault(byte == 0 ? .nul : .control)
      default:
        text.append(byte)
        index += 1
      }
    }
    throw fault(.unclosed)
  }

  private mutating func escape() throws(NotJSON) -> Unicode.Scalar {
    let start = index
    index += 1
    guard let byte = next else { throw fault(.unclosed) }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try scalar(from: start)
    default: throw fault(.escape, at: start)
    }
  }

  /// Reads the digits after `\u`.
  private mutating func scalar(from start: Int) throws(NotJSON) -> Unicode.Scalar {
    let unit = try hexUnit(from: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, next == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u") {
      let back = index
      index += 2
      let low = try hexUnit(from: back)
      if (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + low - 0xDC00)
      {
        return scalar
      }
      index = back
    }
    guard halves == .replaced else { throw fault(.halfCharacter, at: start) }
    return "\u{FFFD}"
  }

  private mutating func hexUnit(from start: Int) throws(NotJSON) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault(.escape, at: start)
      }
      unit = unit << 4 + UInt32(digit)
      index += 1
    }
    return unit
  }

  // MARK: Bytes

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let next, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { index += 1 }
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count,
      bytes[index..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)),
      end == bytes.count || !isWordByte(bytes[end])
    else { return false }
    index = end
    return true
  }

  /// True for a byte that could continue a number or a word.
  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"), 0x80...:
      true
    default: false
    }
  }

  // MARK: What is wrong

  private var path: String {
    levels.enumerated().map { number, level in
      switch level {
      case .key(let key): (number == 0 ? "" : ".") + key
      case .index(let index): "[\(index)]"
      }
    }.joined()
  }

  /// A byte that cannot begin a value. The most frequent mistakes have their own wording.
  private func unexpected(or reason: NotJSON.Reason) -> NotJSON {
    switch next {
    case 0: fault(.nul)
    case UInt8(ascii: "#"), UInt8(ascii: "/"): fault(.comment)
    case UInt8(ascii: "'"): fault(.singleQuotes)
    default: fault(reason)
    }
  }

  private func fault(_ reason: NotJSON.Reason, at place: Int? = nil) -> NotJSON {
    Self.fault(reason, at: place ?? index, in: bytes)
  }

  private static func fault(_ reason: NotJSON.Reason, at place: Int, in bytes: some RandomAccessCollection<UInt8>)
    -> NotJSON
  {
    var (line, column) = (1, 1)
    for byte in bytes.prefix(place) {
      if byte == 0x0A {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return NotJSON(reason: reason, line: line, column: column)
  }

  private static func notUTF8(_ bytes: [UInt8]) -> NotJSON {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return NotJSON(reason: .utf16, line: nil, column: nil)
    }
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    var place = 0
    while case .scalarValue(let scalar) = decoder.decode(&rest) { place += UTF8.width(scalar) }
    return fault(.notUTF8, at: place, in: bytes)
  }
}
