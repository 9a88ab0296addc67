/// A value without quotes and brackets: a number, a date or time, `true` or `false`.
struct TOMLWord {
  private let word: ArraySlice<UInt8>
  private var rest: ArraySlice<UInt8>

  init(_ word: ArraySlice<UInt8>) { (self.word, rest) = (word, word) }

  static func isPart(_ byte: UInt8) -> Bool {
    isDigit(byte, radix: 36) || "+-._:".utf8.contains(byte)
  }

  static func isDigit(_ byte: UInt8, radix: Int) -> Bool {
    let value: UInt8? =
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A") + 10
      default: nil
      }
    return value.map { $0 < radix } ?? false
  }

  /// The form of a date alone, `1979-05-27`, whether or not there is such a day.
  static func isDate(_ word: ArraySlice<UInt8>) -> Bool { word.count == 10 && beginsAsDate(word) }

  private static func beginsAsDate(_ word: ArraySlice<UInt8>) -> Bool {
    word.prefix(4).allSatisfy { isDigit($0, radix: 10) } && word.dropFirst(4).first == UInt8(ascii: "-")
  }

  func value() throws(TOMLFault.Reason) -> TOMLValue {
    var word = self
    let isTime =
      rest.prefix(2).allSatisfy { Self.isDigit($0, radix: 10) } && rest.dropFirst(2).first == UInt8(ascii: ":")
    if isTime || Self.beginsAsDate(rest) {
      guard let kind = word.moment(), word.rest.isEmpty else { throw .notAMoment }
      return .moment(TOMLMoment(kind: kind, text: String(decoding: self.word, as: UTF8.self)))
    }
    if rest.elementsEqual("true".utf8) { return .flag(true) }
    if rest.elementsEqual("false".utf8) { return .flag(false) }
    return try word.number()
  }

  // MARK: Numbers

  private mutating func number() throws(TOMLFault.Reason) -> TOMLValue {
    let isNegative = take("-")
    let isSigned = isNegative || take("+")
    if rest.elementsEqual("inf".utf8) { return .fraction(isNegative ? -.infinity : .infinity) }
    if rest.elementsEqual("nan".utf8) { return .fraction(.nan) }
    guard let first = rest.first, Self.isDigit(first, radix: 10) else { throw isSigned ? .notANumber : .notAValue }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where !isSigned && rest.starts(with: prefix.utf8) {
      rest = rest.dropFirst(2)
      guard let digits = digits(radix), rest.isEmpty else { throw .notANumber }
      guard let number = Int(digits, radix: radix) else { throw .numberTooLarge }
      return .whole(number)
    }
    guard var text = digits(10), text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0") else { throw .notANumber }
    if isNegative { text = "-" + text }
    if rest.isEmpty {
      guard let number = Int(text) else { throw .numberTooLarge }
      return .whole(number)
    }
    if take(".") {
      guard let digits = digits(10) else { throw .notANumber }
      text += "." + digits
    }
    if take("e") || take("E") {
      text += "e"
      if take("-") { text += "-" } else if take("+") { text += "+" }
      guard let digits = digits(10) else { throw .notANumber }
      text += digits
    }
    guard rest.isEmpty, let number = Double(text) else { throw .notANumber }
    return .fraction(number)
  }

  /// Digits without the underscores that may stand between two of them; nil where there is none, or one is elsewhere.
  private mutating func digits(_ radix: Int) -> String? {
    var digits = ""
    var wantsDigit = true
    while let byte = rest.first {
      if byte == UInt8(ascii: "_") {
        guard !wantsDigit else { return nil }
        wantsDigit = true
      } else if Self.isDigit(byte, radix: radix) {
        digits.unicodeScalars.append(Unicode.Scalar(byte))
        wantsDigit = false
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    return wantsDigit ? nil : digits
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: byte) else { return false }
    rest = rest.dropFirst()
    return true
  }

  // MARK: Dates and times

  private mutating func moment() -> TOMLMoment.Kind? {
    guard Self.beginsAsDate(rest) else { return time() ? .localTime : nil }
    guard let year = figures(4), take("-"), let month = figures(2), take("-"), let day = figures(2),
      (1...12).contains(month), (1...Self.days(month, year)).contains(day)
    else { return nil }
    if rest.isEmpty { return .localDate }
    guard take("T") || take("t") || take(" "), time() else { return nil }
    if rest.isEmpty { return .localDateTime }
    if take("Z") || take("z") { return .offsetDateTime }
    guard take("+") || take("-"), let hours = figures(2), take(":"), let minutes = figures(2), hours < 24, minutes < 60
    else { return nil }
    return .offsetDateTime
  }

  /// A second of 60 is a leap second, RFC 3339, 5.6.
  private mutating func time() -> Bool {
    guard let hours = figures(2), take(":"), let minutes = figures(2), take(":"), let seconds = figures(2), hours < 24,
      minutes < 60, seconds <= 60
    else { return false }
    guard take(".") else { return true }
    let fraction = rest.prefix { Self.isDigit($0, radix: 10) }
    rest = rest.dropFirst(fraction.count)
    return !fraction.isEmpty
  }

  private mutating func figures(_ count: Int) -> Int? {
    let figures = rest.prefix(count)
    guard figures.count == count, figures.allSatisfy({ Self.isDigit($0, radix: 10) }) else { return nil }
    rest = rest.dropFirst(count)
    return figures.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func days(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
