/// Reads a text by the rules of TOML 1.0, https://toml.io/en/v1.0.0, in one pass.
struct TOMLParser {
  /// The deepest nesting of tables and lists, where a list of tables counts once: no useful file is deeper, and the
  /// stack can hold it.
  static let deepest = 64
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")

  var scanner: TOMLScanner
  private var tables = TOMLTables()

  private init(_ text: String) { scanner = TOMLScanner(text) }

  /// The members of the text's own table.
  static func parse(_ text: String) throws(TOMLFault) -> [String: TOMLNode] {
    var parser = TOMLParser(text)
    try parser.lines()
    return parser.tables.members(of: TOMLTables.root)
  }

  private mutating func lines() throws(TOMLFault) {
    var (section, depth) = (TOMLTables.root, 0)
    while scanner.next != nil {
      scanner.skipBlanks()
      if scanner.next == UInt8(ascii: "[") {
        (section, depth) = try header()
      } else if scanner.next != UInt8(ascii: "#"), !scanner.isAtLineEnd {
        try assignment(in: section, depth)
      }
      try scanner.skipBlanksAndComment()
      guard scanner.isAtLineEnd else { throw scanner.fault(.moreInLine) }
      _ = scanner.takeLineEnd()
    }
  }

  /// The table that the next keys belong to, and how deep it is.
  private mutating func header() throws(TOMLFault) -> (section: Int, depth: Int) {
    let place = scanner.place
    scanner.skip(1)
    let isList = scanner.take("[")
    let path = try key(0)
    guard scanner.take("]"), !isList || scanner.take("]") else { throw scanner.fault(.headerOpen(isList: isList)) }
    return (isList ? try tables.append(path, at: place) : try tables.open(path, at: place), path.count)
  }

  private mutating func assignment(in table: Int, _ depth: Int) throws(TOMLFault) {
    let place = scanner.place
    let path = try key(depth)
    guard scanner.take("=") else { throw scanner.fault(.equalsMissing) }
    scanner.skipBlanks()
    let value = try value(depth + path.count)
    try tables.set(path, of: table, to: TOMLNode(place: place, value: value))
  }

  /// The parts of a key, dotted or not, with the blanks around it.
  private mutating func key(_ depth: Int) throws(TOMLFault) -> [String] {
    var parts: [String] = []
    repeat {
      scanner.skipBlanks()
      guard depth + parts.count < Self.deepest else { throw scanner.fault(.depth) }
      parts.append(try part())
      scanner.skipBlanks()
    } while scanner.take(".")
    return parts
  }

  private mutating func part() throws(TOMLFault) -> String {
    if let quote = scanner.next, quote == Self.quote || quote == Self.apostrophe { return try line(quote) }
    let name = scanner.takeRun { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if let next = scanner.next, next >= 0x80 { throw scanner.fault(.keyUnquoted) }
    guard !name.isEmpty else { throw scanner.fault(.keyMissing) }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func value(_ depth: Int) throws(TOMLFault) -> TOMLValue {
    switch scanner.next {
    case let quote? where quote == Self.quote || quote == Self.apostrophe:
      .text(scanner.isNext(quote, times: 3) ? try lines(quote) : try line(quote))
    case UInt8(ascii: "["): .list(try list(depth))
    case UInt8(ascii: "{"): .table(try inlineTable(depth))
    default: try word()
    }
  }

  private mutating func list(_ depth: Int) throws(TOMLFault) -> [TOMLNode] {
    let start = scanner.place
    guard depth < Self.deepest else { throw scanner.fault(.depth) }
    scanner.skip(1)
    var nodes: [TOMLNode] = []
    try skipLines(start)
    while !scanner.take("]") {
      let place = scanner.place
      nodes.append(TOMLNode(place: place, value: try value(depth + 1)))
      try skipLines(start)
      if scanner.take(",") {
        try skipLines(start)
      } else if scanner.next != UInt8(ascii: "]") {
        throw scanner.fault(.commaOrBracketMissing)
      }
    }
    return nodes
  }

  /// The bytes that may stand between the values of a list.
  private mutating func skipLines(_ start: TOMLPlace) throws(TOMLFault) {
    repeat { try scanner.skipBlanksAndComment() } while scanner.takeLineEnd()
    guard scanner.next != nil else { throw TOMLFault(place: start, reason: .listOpen) }
  }

  private mutating func inlineTable(_ depth: Int) throws(TOMLFault) -> [String: TOMLNode] {
    let start = scanner.place
    guard depth < Self.deepest else { throw scanner.fault(.depth) }
    scanner.skip(1)
    let table = tables.add(at: start)
    scanner.skipBlanks()
    if scanner.take("}") { return [:] }
    repeat {
      scanner.skipBlanks()
      guard !scanner.isAtLineEnd else { throw TOMLFault(place: start, reason: .inlineTableOpen) }
      try assignment(in: table, depth)
      scanner.skipBlanks()
    } while scanner.take(",")
    guard !scanner.isAtLineEnd else { throw TOMLFault(place: start, reason: .inlineTableOpen) }
    guard scanner.take("}") else { throw scanner.fault(.commaOrBraceMissing) }
    return tables.members(of: table)
  }

  /// A value that is not in quotes or brackets.
  private mutating func word() throws(TOMLFault) -> TOMLValue {
    let place = scanner.place
    var word = scanner.takeRun(TOMLWord.isPart)
    if TOMLWord.isDate(word), scanner.next == UInt8(ascii: " ") {
      // A time may follow behind a blank.
      var ahead = scanner
      ahead.skip(1)
      let time = ahead.takeRun(TOMLWord.isPart)
      if !time.isEmpty {
        scanner = ahead
        word += [UInt8(ascii: " ")] + time
      }
    }
    guard !word.isEmpty else {
      let isMissing = scanner.isAtLineEnd || [",", "]", "}", "#"].contains { scanner.next == UInt8(ascii: $0) }
      throw scanner.fault(isMissing ? .valueMissing : .notAValue)
    }
    do throws(TOMLFault.Reason) {
      return try TOMLWord(word).value()
    } catch {
      throw TOMLFault(place: place, reason: error)
    }
  }
}
