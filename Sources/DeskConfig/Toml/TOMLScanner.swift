/// Goes through the bytes of a TOML text and knows the place of the next one.
struct TOMLScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  /// There are `counted` characters between the line's start and `mark`. Counting continues from there, so that finding
  /// the places of all values in a line still takes only one pass.
  private var mark = 0
  private var counted = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (index, mark) = (3, 3) }
  }

  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  var isAtLineEnd: Bool {
    switch next {
    case nil, UInt8(ascii: "\n"): true
    case UInt8(ascii: "\r"): index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
    default: false
    }
  }

  /// Of the next byte.
  var place: TOMLPlace {
    mutating get {
      counted += String(decoding: bytes[mark..<index], as: UTF8.self).count
      mark = index
      return TOMLPlace(line: line, column: counted + 1)
    }
  }

  /// A fault at the next byte. A control character is reported before any other fault there.
  mutating func fault(_ reason: TOMLFault.Reason) -> TOMLFault {
    guard !isAtLineEnd, let next, Self.isControl(next) else { return TOMLFault(place: place, reason: reason) }
    return TOMLFault(place: place, reason: .control(next))
  }

  func isNext(_ byte: UInt8, times: Int) -> Bool {
    bytes[index...].prefix(times).elementsEqual(repeatElement(byte, count: times))
  }

  mutating func skip(_ count: Int) { index += count }

  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    index += 1
    return true
  }

  mutating func takeRun(upTo most: Int = .max, _ belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = index
    while index < bytes.count, index - start < most, belongs(bytes[index]) { index += 1 }
    return bytes[start..<index]
  }

  mutating func takeLineEnd() -> Bool {
    guard next != nil, isAtLineEnd else { return false }
    index += next == UInt8(ascii: "\r") ? 2 : 1
    line += 1
    (mark, counted) = (index, 0)
    return true
  }

  /// The next byte, of a text or comment.
  mutating func takeByte() throws(TOMLFault) -> UInt8? {
    guard let byte = next else { return nil }
    guard !Self.isControl(byte) else { throw fault(.control(byte)) }
    index += 1
    return byte
  }

  mutating func skipBlanks() {
    while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { index += 1 }
  }

  mutating func skipBlanksAndComment() throws(TOMLFault) {
    skipBlanks()
    guard next == UInt8(ascii: "#") else { return }
    while !isAtLineEnd { _ = try takeByte() }
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F
  }
}
