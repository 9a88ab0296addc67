import ArgumentParser

/// The manual page, made from the same definitions as the parser.
struct Manual: DeskCommand {
  static let words = "manual"
  static let takesProblems = true
  /// Longer lines are hard to read.
  private static let widest = 100
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page.",
    discussion: """
      Without TOPIC, the page is formatted for man. A single topic is printed as text.

      EXAMPLES:
        casedesk manual | man -l -
        casedesk manual keys
        casedesk manual settings
      """)

  @Argument(help: "\(ManualTopic.allCases.map(\.rawValue).joined(separator: ", ")).")
  var topic: ManualTopic?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    if let topic {
      let lines = topic.section.lines(columns: min(Self.widest, invocation.console.outputColumns))
      return .result(.object([("page", .string(lines.joined(separator: "\n") + "\n"))]), lines: lines)
    }
    guard let page = ManualPage(definitions: Root._dumpHelp()) else {
      throw .failed("The manual page cannot be made.")
    }
    guard !globals.json else { return .result(.object([("page", .string(page.text))]), lines: []) }
    try invocation.console.output.write(page.text)
    return .printed(.done)
  }
}
