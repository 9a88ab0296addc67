/// How well a command of the palette fits what was typed. Built from the words of its row and its other names.
struct CommandMatch: Hashable, Sendable {
  /// What the row calls it, lower case.
  private let name: String
  private let nameWords: [Substring]
  /// Names that configuration knows it by, lower case; the row need not show them.
  private let otherNames: [String]

  init(name: String, otherNames: [String]) {
    self.name = name.lowercased()
    nameWords = self.name.split { !$0.isLetter && !$0.isNumber }
    self.otherNames = otherNames.map { $0.lowercased() }
  }

  /// The rank, from 0: the name begins with the typed words; each typed word begins a word of the name; the name
  /// contains the words; the name or an alias contains them; only the explanation does.
  ///
  /// - Parameter words: what was typed, lower case, not empty.
  func rank(of words: [Substring]) -> Int {
    if name.hasPrefix(words.joined(separator: " ")) { return 0 }
    if words.allSatisfy({ word in nameWords.contains { $0.hasPrefix(word) } }) { return 1 }
    if words.allSatisfy({ name.contains($0) }) { return 2 }
    return words.allSatisfy { word in name.contains(word) || otherNames.contains { $0.contains(word) } } ? 3 : 4
  }
}
