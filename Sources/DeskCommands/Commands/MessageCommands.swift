import ArgumentParser
import Care360
import Desk
import DeskApp
import DeskConfig
import FoundationEssentials

/// Writes to the patient of a case.
struct Message: WriteCommand {
  static let words = "message"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "message", abstract: "Send a message to the patient of a case.",
    discussion: """
      The patient reads it; `casedesk note` writes to the team alone. The text comes from a file, a pipe or a canned \
      text, so it stays out of the process list and the shell's history. Its author is operator_name \
      and operator_email of config.toml, unless the site policy names one.

      EXAMPLES:
        casedesk message CASE --file answer.txt
        casedesk message CASE --text-name visit-reminder
        casedesk message CASE --file - --yes < answer.txt
      """)

  @OptionGroup var communication: CommunicationOptions

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concernsPatient: Bool { !write.dryRun || communication.mayReadCase }
  var concealed: [String] { communication.set }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try await CommunicationFlow(kind: .message, given: communication, options: write).run(in: invocation)
  }
}

/// Writes to the team.
struct Note: WriteCommand {
  static let words = "note"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Add an internal note to a case; the patient does not see it.",
    discussion: """
      The team reads it; `casedesk message` writes to the patient. Text and author are given in the same way.

      EXAMPLES:
        casedesk note CASE --file call.txt
        casedesk note CASE --text-name call-attempt-note
      """)

  @OptionGroup var communication: CommunicationOptions

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concernsPatient: Bool { !write.dryRun || communication.mayReadCase }
  var concealed: [String] { communication.set }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try await CommunicationFlow(kind: .note, given: communication, options: write).run(in: invocation)
  }
}

/// The case, and where the text of a message or note comes from.
struct CommunicationOptions: ParsableArguments, Sendable {
  @Argument(help: .caseID)
  var caseText: String

  @Option(
    help: ArgumentHelp(
      "A file with the text: UTF-8, at most \(MessageText.longest) characters; - reads standard input.",
      valueName: "file"),
    completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp("A canned text, by its name; casedesk texts list shows them.", valueName: "name"),
    completion: .custom(textNames))
  var textName: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Fills a blank of the canned text: its name or its question, = and the value. Repeatable.",
      valueName: "blank=value"))
  var set: [String] = []

  /// The blanks of a canned text are filled from the case, even for a preview.
  var mayReadCase: Bool { textName != nil }
}

private struct CommunicationFlow {
  let kind: Communication.Kind
  let given: CommunicationOptions
  let options: WriteOptions

  func run(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let target = try await CaseReference(given.caseText, in: invocation)
    let environment = try Environment(invocation)
    let author = try environment.author.required()
    let write = Communication(target.id, kind, try await text(target, author, environment, invocation), by: author)
    // Standard input is taken by the text, so that nobody can answer there.
    var flow = WriteFlow(write: write, options: options, target: target, mayAsk: given.file != "-")
    flow.remarks = ({ repetitions(of: write, on: $0, at: invocation.host.now()) }, Self.unread)
    return try await flow.run(
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

  private func text(
    _ target: CaseReference, _ author: MessageAuthor, _ environment: Environment, _ invocation: Invocation
  ) async throws(ErrorReport) -> MessageText {
    switch (given.file, given.textName) {
    case (let file?, nil):
      guard given.set.isEmpty else {
        throw .usage("--set fills the blanks of a canned text: give --text-name NAME, too.")
      }
      let data = try RequestBodyFile(path: file).read(invocation.console)
      guard let text = String(validating: data, as: UTF8.self) else {
        throw .invalid("The text is not UTF-8: save it as UTF-8 and try again.")
      }
      // For example a canned text that was copied: nobody must receive its blanks.
      if let (blank, _) = Blank.found(in: Array(text)).first {
        throw .invalid(
          "The text has the open blank \(blank.source): fill it in, or give the canned text with --text-name.")
      }
      // Some editors put this mark at the beginning of a file.
      return try Self.checkedText(text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
    case (nil, let name?):
      let canned = try invocation.texts.entry(named: name).usable()
      guard canned.kinds.contains(kind) else { throw .usage("The text \(name) is for a \(canned.kindWords) only.") }
      return try Self.checkedText(try await filled(canned, target, author, environment, invocation))
    case (nil, nil): throw .usage("Say what to send: --file F, --file - for standard input, or --text-name NAME.")
    case (_?, _?): throw .usage("Give --file or --text-name, not both.")
    }
  }

  private static func checkedText(_ text: String) throws(ErrorReport) -> MessageText {
    do throws(MessageTextProblem) {
      return try MessageText(text)
    } catch {
      throw .invalid(error.sentence)
    }
  }

  /// Reads the case only when it has a blank to fill.
  private func filled(
    _ canned: CannedText, _ target: CaseReference, _ author: MessageAuthor, _ environment: Environment,
    _ invocation: Invocation
  ) async throws(ErrorReport) -> String {
    let answers = try answers(canned)
    guard !canned.body.blanks.isEmpty else { return canned.body.plain }
    try environment.requireOperator()
    let found = try await invocation.connected { (connection) throws(ErrorReport) in
      try await ActivityNotes(connection, invocation.console).view(target.id, connection.client)
    }
    try target.refuseAnother(found)
    var filling = CannedFilling(
      canned, from: found, operatorName: author.name, zone: invocation.zone,
      at: invocation.host.now())
    for (blank, value) in answers where !filling.answer(blank, with: value) {
      throw .usage("The value of \(blank.name) has no character that a text may contain.")
    }
    guard let text = filling.text else {
      let open = filling.questions.map { question in
        "  --set \"\(question.blank.name)=…\"  \(question.words)"
          + (question.choices.isEmpty ? "" : " (\(question.choices.joined(separator: ", ")))")
      }
      throw .usage("Some blanks are still empty; fill them:\n" + open.joined(separator: "\n"))
    }
    return text
  }

  /// A question may contain any character, so the name is matched against the existing blanks.
  private func answers(_ canned: CannedText) throws(ErrorReport) -> [(Blank, String)] {
    var answers: [(Blank, String)] = []
    for value in given.set {
      guard let blank = canned.body.blanks.first(where: { value.utf8.starts(with: "\($0.name)=".utf8) }) else {
        let names = canned.body.blanks.map(\.name)
        throw .usage(
          names.isEmpty
            ? "This text has no blanks: leave out --set."
            : "--set takes a blank of this text, = and a value. The text's blanks are: \(names.joined(separator: ", "))."
        )
      }
      answers.append((blank, String(Substring(value.utf8.dropFirst(blank.name.utf8.count + 1)))))
    }
    return answers
  }

  /// The whole text, the addressee, the author, and whether it was sent before.
  private func lines(of write: Communication, on found: Case, at now: Date) -> [String] {
    let addressee = kind == .message ? "TO THE PATIENT" : "INTERNAL: the patient does not see it"
    return [addressee, "by \(write.author.text)"]
      + write.text.text.split(separator: "\n", omittingEmptySubsequences: false).map { "| " + $0 }
      + repetitions(of: write, on: found, at: now)
  }

  private static let unread =
    "The messages of the case could not be read: it is not known whether this text was sent before."

  /// The times within the last 24 hours when the same text was sent.
  private func repetitions(of write: Communication, on found: Case, at now: Date) -> [String] {
    guard found.comments != nil else { return [Self.unread] }
    return found.sameTexts(as: write, at: now).map { "The same text was sent at \(CaseText.time($0))." }
  }
}
