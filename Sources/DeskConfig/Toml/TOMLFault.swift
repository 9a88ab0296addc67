/// The first place where a text is no TOML of version 1.0, https://toml.io/en/v1.0.0.
struct TOMLFault: Error, Hashable {
  let place: TOMLPlace
  let reason: Reason

  enum Reason: Error, Hashable {
    case keyMissing, keyUnquoted, equalsMissing, valueMissing, notAValue, moreInLine
    case headerOpen(isList: Bool)
    case textOpen, listOpen, inlineTableOpen, commaOrBracketMissing, commaOrBraceMissing
    case unknownEscape, notAScalar, notANumber, numberTooLarge, notAMoment
    case keyAgain(line: Int)
    case sectionAgain(line: Int)
    case control(UInt8)
    case depth
  }

  /// Repeats nothing of the text, which may be a secret in the wrong place.
  var sentence: String {
    switch reason {
    case .control(0): Self.told("It holds a NUL byte")
    case .control(let byte): Self.told("It holds the control character \(Self.name(of: byte))")
    case .depth: Self.told("This is nested deeper than \(TOMLParser.deepest) levels")
    case .keyMissing: Self.invalid("a key is missing here")
    case .keyUnquoted: Self.invalid("a key with characters other than letters, digits, - and _ must be in quotes")
    case .equalsMissing: Self.invalid("a key must be followed by = and a value")
    case .valueMissing: Self.invalid("a value is missing here")
    case .notAValue: Self.invalid("this is not a value (a text must be in quotes)")
    case .moreInLine: Self.invalid("nothing but a comment may follow here")
    case .headerOpen(let isList): Self.invalid("the name of the section must end with \(isList ? "]]" : "]")")
    case .textOpen: Self.invalid("the text that begins here has no end (close its quotes)")
    case .listOpen: Self.invalid("the list that begins here has no end (close it with ])")
    case .inlineTableOpen: Self.invalid("the table that begins here does not end on its line (close it with })")
    case .commaOrBracketMissing: Self.invalid("a comma or ] is missing here")
    case .commaOrBraceMissing: Self.invalid("a comma or } is missing here")
    case .unknownEscape: Self.invalid("there is no such escape (write a backslash twice, or use single quotes)")
    case .notAScalar: Self.invalid("this escape does not stand for any character")
    case .notANumber: Self.invalid("this is not a number (a text must be in quotes)")
    case .numberTooLarge: Self.invalid("a whole number must fit into 64 bits")
    case .notAMoment: Self.invalid("there is no such date or time (a text must be in quotes)")
    case .keyAgain(let line): Self.invalid("line \(line) sets this key already (keep one of the two)")
    case .sectionAgain(let line): Self.invalid("line \(line) has this section already (add its keys there)")
    }
  }

  private static func invalid(_ words: String) -> String { told("This is not valid TOML: \(words)") }
  private static func told(_ words: String) -> String { "\(words); no part of the file is used." }

  private static func name(of byte: UInt8) -> String {
    let names = [
      "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
      "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
    ]
    return names.indices.contains(Int(byte)) ? names[Int(byte)] : "DEL"
  }
}
