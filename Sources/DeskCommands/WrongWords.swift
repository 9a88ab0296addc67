import ArgumentParser
import Care360

/// A command line with words that mean nothing where they stand. They may be a patient's name, so none of them is repeated.
struct WrongWords {
  let arguments: [String]

  /// The sentence that takes the place of the parser's `message`; nil where that repeats no word.
  func sentence(insteadOf message: String) -> String? {
    guard message.hasPrefix("Unexpected argument") || message.contains(" unexpected arguments: ") else { return nil }
    guard let (word, commands) = unknownCommand(in: message) else {
      return "There are too many words: a text with spaces in it needs quotes."
    }
    let suggestion = WordDistance.nearest(to: word, among: commands).map { " Did you mean \($0)?" } ?? ""
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
}
