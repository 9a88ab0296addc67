import ArgumentParser

/// `casedesk` itself: without a subcommand it opens the screen.
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casedesk",
    abstract: "The desk of a care coordinator: look up a patient, see the case, act on it.",
    discussion: """
      Without a subcommand the screen opens. `casedesk --sandbox` opens it over synthetic patients.
      `casedesk lookup` asks for the patient, so that nothing of a patient stands in the process list or the history.
      `casedesk setup` makes the first profile, `casedesk doctor` says what is wrong here.
      """,
    version: "0.1.0",
    subcommands: [
      Lookup.self, Worklist.self, Refill.self, BundleGroup.self, ProductsGroup.self, CaseGroup.self, Message.self,
      Note.self, TextGroup.self,
      Recents.self,
      Drafts.self,
      Activity.self, CacheGroup.self, ThemeGroup.self, SandboxGroup.self, ConfigGroup.self, Doctor.self, Setup.self,
      Completions.self,
      Manual.self,
    ])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions
}

/// A subcommand that does something. It gets all it needs of the world from the invocation.
protocol DeskCommand: ParsableCommand {
  var globals: GlobalOptions { get }
  /// For the log: the words of the command without its arguments.
  static var words: String { get }
  /// What it works with outside this program, for the site policy.
  static var reach: CommandReach { get }
  /// Whether it runs all the same where configuration or policy cannot be used; it then sends nothing.
  static var takesProblems: Bool { get }
  /// Words of the command line that may be about a patient; the process list shows them no longer than it takes to read
  /// them.
  var concealed: [String] { get }
  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome
}

extension DeskCommand {
  static var reach: CommandReach { .nothing }
  static var takesProblems: Bool { false }
  var concealed: [String] { [] }
}

/// How a command ended that did not fail.
enum CommandOutcome: Sendable {
  /// One result, as JSON and as lines for people. The lines may hold foreign text as it came: each is
  /// printed as one line, so that a line end in it cannot pretend to be another entry.
  case result(OutputJSON, lines: [String])
  /// The same of a write that was done.
  case written(OutputJSON, lines: [String])
  /// What was looked at, and that not all of it is well.
  case faulty(OutputJSON, lines: [String], ErrorReport)
  /// The command has printed by itself.
  case printed(ExitCode)
  /// The same, and what ended it early; its own code, where that is not 0, says more than what ended it.
  case cutShort(ErrorReport, code: ExitCode)
}
