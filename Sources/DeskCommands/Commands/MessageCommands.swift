import ArgumentParser
import Care360
import FoundationEssentials
import Terminal

/// Writes to the patient of a case.
struct Message: DeskCommand {
  static let words = "message"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "message", abstract: "Send a message to the patient of a case.",
    discussion: """
      The patient reads it; for the team alone there is `casedesk note`. The text comes from a file, a pipe or standard input, \
      so that it stands in no list of processes and no history. The author is operator_name and operator_email of \
      config.toml, or the site policy's.

        casedesk message CASE --file answer.txt
        pass show answer | casedesk message CASE --file - --yes
      """)

  @Argument(help: ArgumentHelp("The case id.", valueName: "case"))
  var caseText: String

  @OptionGroup var text: CommunicationFile

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try await CommunicationFlow(kind: .message, caseText: caseText, text: text, options: write).run(in: invocation)
  }
}

/// Writes to the team.
struct Note: DeskCommand {
  static let words = "note"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Add an internal note to a case; the patient does not see it.",
    discussion: """
      The team reads it; to the patient there is `casedesk message`. Text and author come as there.

        casedesk note CASE --file call.txt
      """)

  @Argument(help: ArgumentHelp("The case id.", valueName: "case"))
  var caseText: String

  @OptionGroup var text: CommunicationFile

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try await CommunicationFlow(kind: .note, caseText: caseText, text: text, options: write).run(in: invocation)
  }
}

struct CommunicationFile: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "The text, as UTF-8 of at most \(MessageText.longest) characters; - reads standard input.", valueName: "file"))
  var file: String?

  /// Standard input is taken by the text, so that nobody can answer there.
  var isStandardInput: Bool { file == "-" }

  func read(_ console: Console) throws(ErrorReport) -> MessageText {
    guard let file else { throw .usage("Say where the text is: --file FILE, or --file - for standard input.") }
    let data = try RequestBodyFile(path: file).read(console)
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .invalid("The text is no UTF-8: save it as UTF-8 and try again.")
    }
    do throws(MessageTextProblem) {
      // A byte order mark is no part of the text.
      return try MessageText(text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
    } catch {
      throw .invalid(error.sentence)
    }
  }
}

private struct CommunicationFlow {
  let kind: Communication.Kind
  let caseText: String
  let text: CommunicationFile
  let options: WriteOptions

  func run(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let caseID = try checked { () throws(IdentifierProblem) in try CaseID(caseText) }
    let author = try Environment(invocation).author.required()
    let write = Communication(caseID, kind, try text.read(invocation.console), by: author)
    return try await WriteFlow(write: write, options: options, mayAsk: !text.isStandardInput).run(
      in: invocation,
      change: { (found, _) throws(ErrorReport) in lines(of: write, on: found, at: invocation.host.now()) },
      outcome: { receipt in
        .result(
          .object([
            (
              "comment",
              .object([("id", .optional(receipt.commentID)), ("isRestricted", .bool(receipt.kind == .note))])
            )
          ]),
          lines: [receipt.kind == .message ? "The message was sent to the patient." : "The internal note was added."])
      })
  }

  /// The whole text, to whom, by whom, and whether it was sent already.
  private func lines(of write: Communication, on found: Case, at now: Date) -> [String] {
    let addressee = kind == .message ? "TO THE PATIENT" : "INTERNAL: the patient does not see it"
    let again = found.sameTexts(as: write, at: now).map { "The same text was sent at \(CaseText.time($0))." }
    return [addressee, "by \(write.author.text)", ""]
      + write.text.text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 } + again
  }
}
