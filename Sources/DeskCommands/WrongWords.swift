import ArgumentParser
import Care360

/// A command line with words that mean nothing where they stand. They may be a patient's name, so none of them is repeated.
struct WrongWords {
  let arguments: [String]

  /// The sentence that takes the place of the parser's `message`; nil where that repeats no word and no command is nearly
  /// spelled.
  func sentence(insteadOf message: String) -> String? {
    let isAboutWords = message.hasPrefix("Unexpected argument") || message.contains(" unexpected arguments: ")
    let repeated = isAboutWords ? message.utf8.split(separator: UInt8(ascii: "'")) : []
    let unknown = unknownCommand(among: arguments[...], isHelp: false) { word in
      repeated.contains { $0.elementsEqual(word.utf8) }
    }
    if let unknown { return Self.sentence(unknown) }
    return isAboutWords ? "There are too many words: put a text that has spaces in quotes." : nil
  }

  /// Of `help` about a command that there is not: the parser would show the help of all instead. Nil: nothing is wrong.
  var sentenceAboutHelp: String? {
    let commands = Root.configuration.subcommands.compactMap(Self.name)
    guard let help = arguments.firstIndex(of: "help"), !arguments[..<help].contains(where: commands.contains) else {
      return nil
    }
    return unknownCommand(among: arguments[(help + 1)...], isHelp: true) { _ in true }.map(Self.sentence)
  }

  private static func sentence(_ unknown: UnknownCommand) -> String {
    let (word, group, commands) = unknown
    let start = (["casedesk"] + group).joined(separator: " ")
    if let meant = command(meantBy: word, among: commands) {
      return "There is no command with that name: did you mean \((group + [meant]).joined(separator: " "))?"
        + " `\(start) --help` lists them."
    }
    return "There is no command with that name. `\(start) --help` lists them."
  }

  /// The command that `word` abbreviates or nearly spells.
  private static func command(meantBy word: String, among commands: [String]) -> String? {
    let begun = commands.filter { $0.hasPrefix(word) }
    return begun.count == 1 ? begun.first : WordDistance.nearest(to: word, among: commands)
  }

  /// A word, the commands before it, and those that could stand in its place.
  private typealias UnknownCommand = (word: String, group: [String], commands: [String])

  /// The first word that stands where a command is wanted and is none, of those that are asked about. Where the command may be
  /// left out, any word may be an argument, unless it nearly spells a command.
  private func unknownCommand(
    among words: ArraySlice<String>, isHelp: Bool, where isMeant: (String) -> Bool
  ) -> UnknownCommand? {
    var group: [String] = []
    var (commands, mayBeLeftOut) = (Root.configuration.subcommands, false)
    for word in words where !word.hasPrefix("-") {
      let names = commands.compactMap(Self.name)
      if let next = commands.first(where: { Self.name(of: $0) == word }) {
        (commands, mayBeLeftOut) = (next.configuration.subcommands, next.configuration.defaultSubcommand != nil)
        group.append(word)
      } else if mayBeLeftOut, !isHelp {
        if Self.command(meantBy: word, among: names) != nil { return (word, group, names) }
        commands = []
      } else if !commands.isEmpty, isMeant(word) {
        return (word, group, names)
      }
    }
    return nil
  }

  private static func name(of command: any ParsableCommand.Type) -> String? {
    (command as? any DeskCommand.Type)?.words.split(separator: " ").last.map(String.init)
  }
}
