import ArgumentParser

/// `casedesk` itself: without a subcommand it opens the screen.
struct Root: ParsableCommand {
  static let version = "0.1.0"
  static let configuration = CommandConfiguration(
    commandName: "casedesk",
    abstract: "The desk of a care coordinator: look up a patient, see the case, act on it.",
    usage: "casedesk [<options>] [<command>]",
    discussion: """
      Without a command the screen opens. `casedesk setup` makes the first profile, and `casedesk doctor` says what is \
      wrong here.

      EXAMPLES:
        casedesk --sandbox
        casedesk setup
        casedesk lookup --detail
        casedesk worklist
        casedesk refill CASE --product PRODUCT
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Patient",
        subcommands: [
          Lookup.self, Worklist.self, Refill.self, BundleGroup.self, ProductsGroup.self, Message.self, Note.self,
          TextGroup.self, CaseGroup.self, EscalateGroup.self, PatientGroup.self, Promo.self, Attachments.self,
          AppointmentGroup.self,
        ]),
      CommandGroup(
        name: "Local",
        subcommands: [Recents.self, Drafts.self, FollowUpGroup.self, Activity.self, CacheGroup.self, StoreGroup.self]),
      CommandGroup(
        name: "Setup",
        subcommands: [
          Setup.self, Doctor.self, ConfigGroup.self, TeamGroup.self, ThemeGroup.self, SandboxGroup.self,
          Completions.self, Manual.self,
        ]),
    ])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions
}

/// A subcommand that does something. It gets all it needs of the world from the invocation.
protocol DeskCommand: ParsableCommand {
  var globals: GlobalOptions { get }
  /// For the log: the words of the command without its arguments.
  static var words: String { get }
  /// The thing outside this program that the command works with, for the site policy.
  static var reach: CommandReach { get }
  /// True where the command reads or writes a patient, so that the record gets a line about one.
  var concernsPatient: Bool { get }
  /// True for a command that also runs when configuration or policy cannot be used; it then sends nothing.
  static var takesProblems: Bool { get }
  /// Words of the command line that may be about a patient. The process list shows them only until the program has read
  /// them.
  var concealed: [String] { get }
  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome
}

extension DeskCommand {
  static var reach: CommandReach { .nothing }
  var concernsPatient: Bool { Self.reach == .service }
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
  /// The findings, together with a report that not everything is well.
  case faulty(OutputJSON, lines: [String], ErrorReport)
  /// The command has printed by itself.
  case printed(ExitCode)
  /// The output was printed, but an error ended the command early. Its own code, unless 0, says more than the error's.
  case cutShort(ErrorReport, code: ExitCode)
}
