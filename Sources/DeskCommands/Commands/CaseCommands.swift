import ArgumentParser
import Care360

/// `casedesk case …`
struct CaseGroup: DeskCommand {
  static let words = "case"
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "Close a case, reopen it, set it back to OPEN, or make a new one.",
    subcommands: [CloseCase.self, ReopenCase.self, OpenCase.self, MakeCase.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage(
      "Say which: casedesk case close CASE --reason TEXT, casedesk case reopen CASE, casedesk case open CASE, or casedesk case new --file F.json."
    )
  }
}

/// Closes a case. The API closes a case without a reason; this site requires one.
struct CloseCase: WriteCommand {
  static let words = "case close"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close a case; its pending jobs are cancelled.",
    discussion: """
      The service keeps the reason with the case. The record of writes does not hold it, and it is overwritten in the \
      process list at once; the shell may keep it in its history.

      EXAMPLES:
        casedesk case close CASE --reason "Moved to another clinic"
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Option(
    name: .customLong("reason"),
    help: ArgumentHelp(
      "The reason, in one line of at most \(CloseReason.longest) characters; no case is closed without one.",
      valueName: "text"))
  var reasonText: String?

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concealed: [String] { reasonText.map { [$0] } ?? [] }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let reason = try CloseReason.ofOption(reasonText)
    let target = try await CaseReference(caseText, in: invocation)
    return try await CaseStatusChange(target.id, .close(reason)).perform(write, on: target, in: invocation)
  }

}

extension CloseReason {
  /// The reason of a command line.
  static func ofOption(_ text: String?) throws(ErrorReport) -> CloseReason {
    do throws(CloseReasonProblem) {
      return try CloseReason(text ?? "")
    } catch {
      throw error == .missing ? .usage(error.sentence + " Add --reason TEXT.") : .invalid(error.sentence)
    }
  }
}

/// Takes a reason for a command that has none, so that a sentence refuses it and not "unknown option".
struct MisplacedReason: ParsableArguments, Sendable {
  @Option(name: .customLong("reason"), help: .hidden)
  var text: String?

  func refuse() throws(ErrorReport) {
    if text != nil { throw .usage("Only closing has a reason: leave out --reason.") }
  }
}

/// Reopens a closed case.
struct ReopenCase: WriteCommand {
  static let words = "case reopen"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Reopen a closed case.",
    discussion: """
      The service clears the reason for closing the case.

      EXAMPLES:
        casedesk case reopen CASE
        casedesk case reopen CASE --yes --json
      """)

  @Argument(help: .caseID)
  var caseText: String

  @OptionGroup var misplaced: MisplacedReason

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try misplaced.refuse()
    let target = try await CaseReference(caseText, in: invocation)
    return try await CaseStatusChange(target.id, .reopen).perform(write, on: target, in: invocation)
  }
}

/// Sets an assigned or abandoned case back to OPEN.
struct OpenCase: WriteCommand {
  static let words = "case open"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Set the status of an assigned or abandoned case back to OPEN.",
    discussion: """
      This does not open a closed case: reopen it instead. `casedesk lookup CASE --detail` shows the case.

      EXAMPLES:
        casedesk case open CASE
      """)

  @Argument(help: .caseID)
  var caseText: String

  @OptionGroup var misplaced: MisplacedReason

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try misplaced.refuse()
    let target = try await CaseReference(caseText, in: invocation)
    return try await CaseStatusChange(target.id, .open).perform(write, on: target, in: invocation)
  }
}

extension CaseStatusChange {
  fileprivate func perform(
    _ options: WriteOptions, on target: CaseReference, in invocation: Invocation
  ) async throws(ErrorReport) -> CommandOutcome {
    do throws(ErrorReport) {
      return try await WriteFlow(write: self, options: options, target: target).run(
        in: invocation,
        change: { (found, _) throws(ErrorReport) in lines(on: found) },
        outcome: { openness in
          .result(
            .object([
              ("case", .object([("id", .string(caseID.text)), ("isArchived", .bool(openness == .closed))]))
            ]), lines: [done])
        })
    } catch {
      throw explained(error)
    }
  }

  /// Before -> after, and the other effects of the change.
  private func lines(on found: Case) -> [String] {
    let before = found.isArchived.map { $0 ? "CLOSED" : "open" } ?? "open or closed: not given"
    switch wish {
    case .close(let reason):
      return [
        "\(before) -> CLOSED", "Pending jobs of this case are cancelled; after that, the case can only be reopened.",
      ]
        + (reason.map { ["Reason: \($0.text)"] } ?? [])
    case .reopen:
      return ["\(before) -> open", "The reason for closing is cleared."]
        + (found.isArchived == false ? ["This case is open; the service may refuse."] : [])
    case .open:
      let status = found.status?.rawValue ?? "not given"
      let known: Set<CaseStatus> = [.open, .assigned, .abandoned]
      return ["status \(status) -> OPEN"]
        + (found.status == .abandoned ? ["The service then assigns the case automatically."] : [])
        + (found.status.map(known.contains) == false
          ? ["The service accepts this only from ASSIGNED, ABANDONED or OPEN; it may refuse."] : [])
    }
  }

  private var done: String {
    switch wish {
    case .close: "Case \(caseID) is closed."
    case .reopen: "Case \(caseID) is open again."
    case .open: "Case \(caseID) is set back to OPEN."
    }
  }

  /// The service's refusal has no text that may be shown, so that the documented rule stands in for it.
  private func explained(_ report: ErrorReport) -> ErrorReport {
    switch (report.kind, report.httpStatus) {
    case ("invalid", 400): report.adding(rule)
    case ("notAuthorized", 401):
      report.adding(
        "For this change, it can also mean that the case belongs to another organization: try another command.")
    default: report
    }
  }

  private var rule: String {
    switch wish {
    case .close: "Only an open case can be closed."
    case .reopen: "Only a closed case can be reopened."
    case .open: "Only an open case that is ASSIGNED, ABANDONED or OPEN can go back to OPEN; reopen a closed one."
    }
  }
}
