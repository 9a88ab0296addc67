import ArgumentParser

/// The manual page, made from the same definitions as the parser.
struct Manual: DeskCommand {
  static let words = "manual"
  static let takesProblems = true
  static let configuration = CommandConfiguration(
    abstract: "Print the manual page.",
    discussion: """
      It has all keys, settings and rules.

      EXAMPLES:
        casedesk manual | man -l -
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    guard let page = ManualPage(definitions: Root._dumpHelp()) else {
      throw .failed("The manual page cannot be made.")
    }
    guard !globals.json else { return .result(.object([("page", .string(page.text))]), lines: []) }
    try invocation.console.output.write(page.text)
    return .printed(.done)
  }
}
