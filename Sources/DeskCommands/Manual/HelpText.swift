/// The parser's help in an order for readers: a group's commands and a command's own options come before the options of
/// every command.
struct HelpText {
  /// The heading of the examples at the end of a command's discussion; every line below it begins with two blanks.
  static let examples = "EXAMPLES:"

  private static let options = "OPTIONS:"
  private static let globals = "GLOBAL OPTIONS:"

  let text: String

  /// - Parameter parsers: as the parser prints it: blocks with an empty line between them, each section a block that begins
  ///   with its heading.
  init(_ parsers: String) {
    var blocks = parsers.split(separator: "\n\n").map { $0.split(separator: "\n").map(String.init) }
    Self.gatherStandardOptions(in: &blocks)
    text = Self.inWords(
      (0...Self.lastRank).flatMap { rank in blocks.filter { Self.rank($0) == rank } }
        .map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
  }

  /// The parser's text (help or usage), with its word for subcommand replaced by "command".
  static func inWords(_ parsers: String) -> String {
    parsers.replacing("SUBCOMMANDS:", with: "COMMANDS:").replacing(
      "<options> <subcommand>", with: "[<options>] <command>"
    )
    .replacing("<subcommand>", with: "<command>")
  }

  /// Every command has --version and --help.
  private static func gatherStandardOptions(in blocks: inout [[String]]) {
    guard let own = blocks.firstIndex(where: { $0.first == options }),
      let all = blocks.firstIndex(where: { $0.first == globals })
    else { return }
    let isStandard = { (line: String) in line.hasPrefix("  --version ") || line.hasPrefix("  -h, --help ") }
    blocks[all] += blocks[own].filter(isStandard)
    blocks[own].removeAll(where: isStandard)
    if blocks[own].count == 1 { blocks.remove(at: own) }
  }

  private static let lastRank = 6

  private static func rank(_ block: [String]) -> Int {
    switch block.first ?? "" {
    case let heading where heading.hasSuffix("SUBCOMMANDS:"): 1
    case "ARGUMENTS:": 2
    case options: 3
    case examples: 4
    case globals: 5
    case let line where line.hasPrefix("  See "): lastRank
    default: 0
    }
  }
}
