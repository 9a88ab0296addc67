import ArgumentParser

/// A command line with words that mean nothing where they stand. They may be a patient's name, so none of them is repeated.
struct WrongWords {
  let arguments: [String]

  /// The sentence that takes the place of the parser's `message`; nil where that repeats no word.
  func sentence(insteadOf message: String) -> String? {
    guard message.hasPrefix("Unexpected argument") || message.contains(" unexpected arguments: ") else { return nil }
    guard let (word, commands) = unknownCommand(in: message) else {
      return "There are too many words: a text with spaces in it needs quotes."
    }
    let nearest = commands.map { ($0, Self.distance($0, word)) }.min { $0.1 < $1.1 }
    let suggestion = nearest.flatMap { $0.1 <= 2 ? " Did you mean \($0.0)?" : nil } ?? ""
    return "There is no command of that name.\(suggestion) casedesk --help lists them."
  }

  /// The first word of `message` that stands where a command is wanted, and the commands that could stand there.
  private func unknownCommand(in message: String) -> (String, [String])? {
    let quote = UInt8(ascii: "'")
    var commands = Root.configuration.subcommands
    for word in arguments where !word.hasPrefix("-") {
      if let next = commands.first(where: { Self.name(of: $0) == word }) {
        commands = next.configuration.subcommands
      } else if !commands.isEmpty, message.utf8.split(separator: quote).contains(where: { $0.elementsEqual(word.utf8) })
      {
        return (word, commands.compactMap(Self.name))
      }
    }
    return nil
  }

  private static func name(of command: any ParsableCommand.Type) -> String? {
    (command as? any DeskCommand.Type)?.words.split(separator: " ").last.map(String.init)
  }

  /// The number of letters to add, leave out, change or swap with the next one (optimal string alignment).
  private static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.utf8), Array(other.utf8.prefix(64)))
    var rows = [Array(0...other.count)]
    for (i, letter) in one.enumerated() {
      var row = [i + 1]
      for (j, otherLetter) in other.enumerated() {
        var cost = min(rows[i][j] + (letter == otherLetter ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, letter == other[j - 1], one[i - 1] == otherLetter { cost = min(cost, rows[i - 1][j - 1] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows.last?.last ?? 0
  }
}
