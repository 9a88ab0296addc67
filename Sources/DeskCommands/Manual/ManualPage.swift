import ArgumentParser
import Care360
import FoundationEssentials

/// A page of the manual in the `man` macros of roff, section 1.
struct ManualPage {
  let text: String

  /// - Parameter definitions: the parser's own description of the commands, as JSON. Nil where that is none.
  init?(definitions: String) {
    let root: JSONValue
    do {
      root = try JSONValue(parsing: Data(definitions.utf8))
    } catch {
      return nil
    }
    guard let command = root["command"].flatMap(Definition.init) else { return nil }
    var page = Roff()
    page.add(".TH CASEDESK 1 \"\" \"CaseDesk \(Root.configuration.version)\" \"User commands\"")
    page.section("NAME")
    page.paragraph("casedesk - look up patients of a Care360 organization and act on their cases")
    page.section("SYNOPSIS")
    page.paragraph("casedesk [options]")
    for line in Self.leaves(of: command).map(\.synopsis) { page.line(line) }
    page.section("DESCRIPTION")
    page.paragraphs([command.abstract, command.discussion])
    page.examples(command.examples)
    page.section("COMMANDS")
    for leaf in Self.leaves(of: command) { Self.describe(leaf, in: &page) }
    page.section("OPTIONS OF EVERY COMMAND")
    for argument in command.arguments where argument.section == "Global options" { page.item(argument) }
    Self.close(&page)
    text = page.text
  }

  /// The commands that do something, in the order of the parser.
  private static func leaves(of command: Definition) -> [Definition] {
    command.subcommands.filter { $0.name != "help" }.flatMap { child -> [Definition] in
      var child = child
      child.path = command.path + [child.name]
      let own =
        child.subcommands.isEmpty || child.arguments.contains { $0.section != "Global options" && !$0.isStandard }
      return (own ? [child] : []) + leaves(of: child)
    }
  }

  private static func describe(_ command: Definition, in page: inout Roff) {
    page.add(".SS \"\(Roff.escaped((["casedesk"] + command.path).joined(separator: " ")))\"")
    page.paragraphs([command.abstract, command.discussion])
    for argument in command.arguments where argument.section != "Global options" && !argument.isStandard {
      page.item(argument)
    }
    page.examples(command.examples)
  }

  private static func close(_ page: inout Roff) {
    page.section("EXIT STATUS")
    for (code, meaning) in ExitCode.meanings { page.item("\(code)", meaning) }
    page.section("ENVIRONMENT")
    page.item("CASEDESK_CONFIG_DIR, XDG_CONFIG_HOME", "Where config.toml, themes and templates are.")
    page.item("XDG_DATA_HOME, XDG_STATE_HOME", "Where data and logs go.")
    page.item(
      "CASEDESK_SECTION__KEY",
      "A setting that replaces the one in config.toml, such as CASEDESK_GENERAL__THEME or "
        + "CASEDESK_PROFILES__NAME__DEFAULT_COUNTRY. Never for the service, a secret, the operator or the store.")
    page.item("NO_COLOR, COLORTERM, TERM, ESCDELAY, ACCESSIBLE", "These have their usual meaning.")
    for topic in ManualTopic.allCases { page.add(topic.section) }
  }
}

/// What the parser says of one command.
struct Definition {
  let name: String
  let abstract: String
  let discussion: String
  /// Command lines.
  let examples: [String]
  let arguments: [Argument]
  let subcommands: [Definition]
  /// From the root, without its name.
  var path: [String] = []

  struct Argument {
    let section: String
    let names: [String]
    let valueName: String
    let abstract: String
    let isPositional: Bool
    let isFlag: Bool
    let isOptional: Bool

    /// Those that every parser has.
    var isStandard: Bool { names.contains("--help") || names.contains("--version") }

    init(_ json: JSONValue) {
      section = json["sectionTitle"]?.string ?? ""
      names = (json["names"]?.array ?? []).compactMap { name in
        name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
      }
      valueName = json["valueName"]?.string ?? ""
      abstract = json["abstract"]?.string ?? ""
      isPositional = json["kind"]?.string == "positional"
      isFlag = json["kind"]?.string == "flag"
      isOptional = json["isOptional"]?.bool ?? false
    }

    /// `--file f.json`, `CASE`.
    var term: String {
      if isPositional { return valueName.uppercased() }
      return names.joined(separator: ", ") + (isFlag ? "" : " \(valueName.uppercased())")
    }
  }

  init?(_ json: JSONValue) {
    guard let name = json["commandName"]?.string else { return nil }
    self.name = name
    abstract = json["abstract"]?.string ?? ""
    let words = json["discussion"]?.string ?? ""
    let heading = words.firstRange(of: HelpText.examples)
    discussion = String(words[..<(heading?.lowerBound ?? words.endIndex)])
    examples = heading.map { words[$0.upperBound...].split(separator: "\n").map(String.init) } ?? []
    arguments = (json["arguments"]?.array ?? []).filter { $0["shouldDisplay"]?.bool != false }.map(Argument.init)
    subcommands = (json["subcommands"]?.array ?? []).compactMap(Definition.init)
  }

  var synopsis: String {
    let own = arguments.filter { $0.section != "Global options" && !$0.isStandard }
    return (["casedesk"] + path + own.map { $0.isOptional ? "[\($0.term)]" : $0.term }).joined(separator: " ")
  }
}
