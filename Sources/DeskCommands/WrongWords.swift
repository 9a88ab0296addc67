import ArgumentParser
import Care360

/// A command line with words that mean nothing where they stand. They may be a patient's name, so none of them is repeated.
struct WrongWords {
  let arguments: [String]

  /// The sentence that takes the place of the parser's `message`; nil where that repeats no word.
  func sentence(insteadOf message: String) -> String? {
    guard message.hasPrefix("Unexpected argument") || message.contains(" unexpected arguments: ") else { return nil }
    guard let (word, group, commands) = unknownCommand(in: message) else {
      return "There are too many words: put a text that has spaces in quotes."
    }
    let start = (["casedesk"] + group).joined(separator: " ")
    if let meant = Self.command(meantBy: word, among: commands) {
      return "There is no command with that name: did you mean \((group + [meant]).joined(separator: " "))?"
        + " `\(start) --help` lists them."
    }
    return "There is no command with that name. `\(start) --help` lists them."
  }

  /// The one that `word` is the beginning of, or nearly spells.
  private static func command(meantBy word: String, among commands: [String]) -> String? {
    let begun = commands.filter { $0.hasPrefix(word) }
    return begun.count == 1 ? begun.first : WordDistance.nearest(to: word, among: commands)
  }

  /// The first word of `message` that stands where a command is wanted, the commands before it, and those that could stand
  /// there.
  private func unknownCommand(in message: String) -> (String, [String], [String])? {
    let quote = UInt8(ascii: "'")
    var group: [String] = []
    var commands = Root.configuration.subcommands
    for word in arguments where !word.hasPrefix("-") {
      if let next = commands.first(where: { Self.name(of: $0) == word }) {
        commands = next.configuration.subcommands
        group.append(word)
      } else if !commands.isEmpty, message.utf8.split(separator: quote).contains(where: { $0.elementsEqual(word.utf8) })
      {
        return (word, group, commands.compactMap(Self.name))
      }
    }
    return nil
  }

  private static func name(of command: any ParsableCommand.Type) -> String? {
    (command as? any DeskCommand.Type)?.words.split(separator: " ").last.map(String.init)
  }
}
