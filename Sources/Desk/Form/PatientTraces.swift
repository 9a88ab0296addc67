import Care360

/// Traces that show who a patient is, so that other texts can be searched for them in any spelling.
struct PatientTraces: Hashable, Sendable {
  private let phrases: [Words]
  /// Case matters, as in names: "May" counts, "may" does not.
  private let names: [Substring]
  /// The subscriber's digits, without country and area: the least that people write of a number.
  private let phoneEnding: String?
  /// Year, month and day as numbers, ascending.
  private let birthDate: [Int]?

  static let phoneEndingDigits = 7

  /// - Parameters:
  ///   - name: found as a whole in any case, and each part of it in its own spelling as a separate word.
  ///   - phrases: e-mail, ids: found as they are, in any case and with any marks between their words.
  ///   - phone: found by its last seven digits, whatever stands between them.
  ///   - birthDate: YYYY-MM-DD; found as its three numbers next to each other in any order, the month by name too.
  init(name: String = "", phrases: [String] = [], phone: String? = nil, birthDate: String? = nil) {
    self.phrases = ([name, phone, birthDate].compactMap { $0 } + phrases).map(Words.init).filter { !$0.list.isEmpty }
    names = Words.split(name).filter { $0.count > 1 && $0.first?.isLowercase == false }
    let digits = (phone ?? "").filter(\.isASCIIDigit)
    phoneEnding = digits.count >= Self.phoneEndingDigits ? String(digits.suffix(Self.phoneEndingDigits)) : nil
    let parts = (birthDate ?? "").prefix(10).split(separator: "-").compactMap { Int($0) }
    self.birthDate = parts.count == 3 ? parts.sorted() : nil
  }

  /// True when the text gives the patient's identity away.
  func areFound(in text: String) -> Bool {
    let words = Words(text)
    return !Set(Words.split(text)).isDisjoint(with: names) || phrases.contains(where: words.contains) || hasPhone(text)
      || hasBirthDate(words)
  }

  private func hasPhone(_ text: String) -> Bool {
    guard let phoneEnding else { return false }
    // Words separate numbers from each other; within one number people put only punctuation and blanks between digits.
    return text.split { $0.isLetter || $0.isNewline }.contains { $0.filter(\.isASCIIDigit).contains(phoneEnding) }
  }

  private func hasBirthDate(_ words: Words) -> Bool {
    guard let birthDate else { return false }
    let numbers = words.list.map { Self.number($0) }
    return numbers.indices.dropLast(2).contains { start in
      numbers[start..<start + 3].compactMap { $0 }.sorted() == birthDate
    }
  }

  /// A number, the day "2nd" among them, or a month by its English name or first three letters.
  private static func number(_ word: Substring) -> Int? {
    for ending in ["st", "nd", "rd", "th"] where word.hasSuffix(ending) {
      if let number = Int(word.dropLast(2)) { return number }
    }
    if let month = months.firstIndex(where: { $0 == word || (word.count == 3 && $0.hasPrefix(word)) }) {
      return month + 1
    }
    return Int(word)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
}

/// The words of a text in lower case, to find one text in another without parts of words.
private struct Words: Hashable {
  let list: [Substring]

  init(_ text: String) {
    list = Self.split(text.lowercased())
  }

  static func split(_ text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber } }

  func contains(_ other: Words) -> Bool {
    guard other.list.count <= list.count else { return false }
    return (0...list.count - other.list.count).contains { list[$0..<$0 + other.list.count].elementsEqual(other.list) }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
