import ArgumentParser
import Foundation
import Testing

@testable import DeskCommands

/// A command of the tree and the words that lead to it.
struct CommandInTree: CustomTestStringConvertible, Sendable {
  let type: any ParsableCommand.Type
  let words: [String]

  var testDescription: String { words.joined(separator: " ") }
  var isGroup: Bool { !type.configuration.subcommands.isEmpty }
  var discussion: String { type.configuration.discussion }

  var examples: [String] {
    let parts = discussion.components(separatedBy: HelpText.examples + "\n")
    return parts.count < 2 ? [] : parts[1].split(separator: "\n").map(String.init)
  }

  static let all: [CommandInTree] = below(Root.self, [])
  static let leaves = all.filter { !$0.isGroup }

  private static func below(_ type: any ParsableCommand.Type, _ words: [String]) -> [CommandInTree] {
    [CommandInTree(type: type, words: words)]
      + type.configuration.subcommands.flatMap { child in
        below(
          child, words + [(child as? any DeskCommand.Type)?.words.split(separator: " ").last.map(String.init) ?? ""])
      }
  }
}

@Suite struct HelpTests {
  @Test func `The tree holds every command of the contract`() {
    #expect(CommandInTree.leaves.count >= 29)
    for words in ManualTests.leaves {
      #expect(CommandInTree.all.contains { $0.words.joined(separator: " ") == words }, "\(words)")
    }
  }

  @Test(arguments: CommandInTree.leaves)
  func `Every command shows an example of itself`(command: CommandInTree) throws {
    let own = try command.examples.filter { type(of: try Self.parsed($0)) == command.type }
    #expect(!own.isEmpty)
  }

  @Test(arguments: CommandInTree.all)
  func `Every example is a line that the parser takes, and fits a terminal`(command: CommandInTree) throws {
    for example in command.examples {
      #expect(example.hasPrefix("  casedesk"), "\(example)")
      #expect(example.count < 80, "\(example)")
      #expect(throws: Never.self, "\(example)") { try Self.parsed(example) }
    }
  }

  @Test(arguments: CommandInTree.all)
  func `A paragraph has no line ends of its own`(command: CommandInTree) {
    for paragraph in command.discussion.components(separatedBy: "\n\n") where !paragraph.hasPrefix(HelpText.examples) {
      #expect(!paragraph.contains("\n"), "\(paragraph)")
    }
  }

  @Test(arguments: CommandInTree.all)
  func `What a command takes itself comes before what every command takes`(command: CommandInTree) async throws {
    try await Bench.run { bench in
      let help = await bench.run(command.words + ["--help"]).output
      let headings = help.split(separator: "\n").filter {
        $0.hasSuffix(":") && $0 == $0.uppercased() && $0.first != " "
      }
      #expect(headings.last == "GLOBAL OPTIONS:", "\(headings)")
      let order = headings.map { heading in
        heading.hasSuffix("COMMANDS:") ? 0 : heading == "ARGUMENTS:" ? 1 : heading == "OPTIONS:" ? 2 : 3
      }
      #expect(order == order.sorted(), "\(headings)")
      #expect(headings.contains("EXAMPLES:") == !command.examples.isEmpty)
      #expect(!help.lowercased().contains("subcommand"))
      let globals = help.components(separatedBy: "GLOBAL OPTIONS:\n")
      try #require(globals.count == 2)
      for option in ["--profile", "--json", "--version", "--help"] {
        #expect(globals[1].contains(option) && !globals[0].contains("\n  \(option) "), "\(option)")
      }
    }
  }

  @Test(arguments: CommandInTree.all.filter { !$0.words.isEmpty })
  func `A word that is nearly a command is told which one, and is not repeated`(command: CommandInTree) async throws {
    try await Bench.run { bench in
      let ran = await bench.run(command.words.dropLast() + [command.words[command.words.count - 1] + "qq"])
      #expect(ran.code == 64)
      let path = command.words.joined(separator: " ")
      #expect(ran.talk.contains("There is no command with that name: did you mean \(path)? "), "\(ran.talk)")
      #expect(!ran.talk.contains("qq"))
      #expect(!ran.talk.contains("subcommand"))
    }
  }

  @Test func `The beginning of one command's name is enough for a suggestion`() async throws {
    try await Bench.run { bench in
      #expect(await bench.run(["work"]).talk.contains("did you mean worklist?"))
      // That of two is none.
      #expect(!(await bench.run(["c"]).talk.contains("did you mean")))
    }
  }

  @Test(arguments: CommandInTree.all.filter { !$0.words.isEmpty })
  func `Help about a word that is nearly a command tells which one`(command: CommandInTree) async throws {
    try await Bench.run { bench in
      let words = command.words.dropLast() + [command.words[command.words.count - 1] + "qq"]
      for globals in [[], ["--ascii"]] as [[String]] {
        let ran = await bench.run(globals + ["help"] + words)
        #expect(ran.code == 64)
        let path = command.words.joined(separator: " ")
        #expect(ran.talk.contains("There is no command with that name: did you mean \(path)? "), "\(ran.talk)")
        #expect(ran.output.isEmpty && !ran.talk.contains("qq"))
      }
      #expect(await bench.run(["help"] + command.words).code == 0)
    }
  }

  /// As a shell splits it; what is behind `<`, `>` or `|` is the shell's.
  private static func parsed(_ line: String) throws -> any ParsableCommand {
    var words = [""]
    var isQuoted = false
    for character in line.trimmingPrefix("  casedesk") {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted: words.append("")
      case "<", ">", "|": return try Root.parseAsRoot(words.filter { !$0.isEmpty })
      default: words[words.count - 1].append(character)
      }
    }
    return try Root.parseAsRoot(words.filter { !$0.isEmpty })
  }
}
