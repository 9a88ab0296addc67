import ArgumentParser
import Care360
import Desk
import FoundationEssentials
import Terminal

/// `casedesk escalate …`
struct EscalateGroup: DeskCommand {
  static let words = "escalate"
  static let configuration = CommandConfiguration(
    commandName: "escalate", abstract: "Escalate a case, or update one of its open escalations.",
    subcommands: [EscalateAdd.self, EscalateUpdate.self], defaultSubcommand: EscalateAdd.self)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage(
      "Say which: casedesk escalate CASE --type TYPE --title TITLE, or casedesk escalate update CASE ID --note -.")
  }
}

/// Adds an escalation.
struct EscalateAdd: WriteCommand {
  static let words = "escalate add"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Escalate a case.",
    discussion: """
      The word add may be left out. The service takes only its own titles for each type; here the list for support is \
      known, the others in part, so a title that is not in them is sent with a remark.

      EXAMPLES:
        casedesk escalate CASE --type support --title "Price question"
        casedesk escalate CASE --type external --title Ours --follow-up fri
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Option(help: ArgumentHelp("The people it is for: support, clinical or external.", valueName: "type"))
  var type: EscalationType

  @Option(help: ArgumentHelp("One of the service's titles for the type, spelled as there.", valueName: "title"))
  var title: String

  @OptionGroup var parts: EscalationOptions

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concealed: [String] { parts.concealed }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let title: EscalationTitle
    do throws(EscalationTitleProblem) { title = try EscalationTitle(self.title) } catch {
      throw .invalid(error.sentence)
    }
    let remark = invocation.escalationTitles.titles.remark(on: title, of: type.kind)
    let details = try parts.details(invocation)
    let target = try await CaseReference(caseText, in: invocation)
    if let remark, write.yes || write.dryRun, !globals.json { try invocation.console.say("casedesk: \(remark)") }
    return try await EscalationChange(target.id, .add(type.kind, title), details).perform(
      write, parts, on: target, in: invocation, done: "Case \(target.id) is escalated: \(title)."
    ) { found in
      let before = found.isEscalated.map { $0 ? "escalated" : "not escalated" } ?? "escalated or not: not given"
      return ["\(before) -> ESCALATED", "\(type.kind.rawValue): \(title)"] + [remark].compactMap { $0 }
        + (found.isEscalated == true ? ["This adds another escalation."] : [])
    }
  }
}

/// Updates an open escalation.
struct EscalateUpdate: WriteCommand {
  static let words = "escalate update"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Update an open escalation of a case.",
    discussion: """
      No case shows the ids of its escalations. The service refuses an id that is not one of them, and the refusal lists \
      the open ones.

      EXAMPLES:
        casedesk escalate update CASE ID --note - --yes < note.txt
        casedesk escalate update CASE ID --assignee robin@example.com
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Argument(help: ArgumentHelp("The id of the escalation.", valueName: "id"))
  var escalationText: String

  @OptionGroup var parts: EscalationOptions

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concealed: [String] { parts.concealed }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let id = try checked { () throws(IdentifierProblem) in try EscalationID(escalationText) }
    let details = try parts.details(invocation)
    guard !details.isEmpty else {
      throw .usage("This changes nothing yet: give --note, --follow-up or --assignee.")
    }
    let target = try await CaseReference(caseText, in: invocation)
    return try await EscalationChange(target.id, .update(id), details).perform(
      write, parts, on: target, in: invocation, done: "Escalation \(id) of case \(target.id) is updated."
    ) { _ in ["update escalation \(id)"] }
  }
}

/// The parts of an escalation that may be left out.
struct EscalationOptions: ParsableArguments, Sendable {
  @Option(
    help: ArgumentHelp(
      "A note; - reads it from standard input, which keeps it out of the shell's history.", valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp("When it is due, in your time zone: \(NaturalTime.examples).", valueName: "time"))
  var followUp: String?

  @Option(help: ArgumentHelp("E-mail of the member of the care team who takes it over.", valueName: "mail"))
  var assignee: String?

  var concealed: [String] { note.map { [$0] } ?? [] }

  /// Bytes; a note of the most characters has at most four bytes for each.
  private static let largestNote = 4 * MessageText.longest

  func details(_ invocation: Invocation) throws(ErrorReport) -> EscalationDetails {
    var details = EscalationDetails()
    if let note {
      var text = note
      if note == "-" {
        guard
          let read = String(validating: try invocation.console.input.all(limit: Self.largestNote), as: UTF8.self)
        else { throw .invalid("The note is not UTF-8: save it as UTF-8 and try again.") }
        text = read
      }
      do throws(MessageTextProblem) { details.note = try MessageText(text) } catch { throw .invalid(error.sentence) }
    }
    if let followUp {
      do throws(NaturalTimeProblem) {
        details.followUp = try NaturalTime(followUp, at: invocation.host.now(), zone: invocation.zone).date
      } catch {
        throw .invalid(error.sentence)
      }
    }
    if let assignee {
      details.assignee = try checked { () throws(IdentifierProblem) in try EmailAddress(assignee) }
    }
    return details
  }
}

extension EscalationChange {
  /// - Parameter change: before -> after; the note, the time and the assignee follow it.
  fileprivate func perform(
    _ options: WriteOptions, _ parts: EscalationOptions, on target: CaseReference, in invocation: Invocation,
    done: String, change: (Case) -> [String]
  ) async throws(ErrorReport) -> CommandOutcome {
    // Standard input is taken by the note, so that nobody can answer there.
    let flow = WriteFlow(write: self, options: options, target: target, mayAsk: parts.note != "-")
    return try await flow.run(
      in: invocation, change: { (found, _) throws(ErrorReport) in change(found) + partLines },
      outcome: { _ in .result(.object([("caseId", .string(caseID.text))]), lines: [done]) })
  }

  private var partLines: [String] {
    var lines: [String] = []
    if let note = details.note {
      lines += note.text.split(separator: "\n", omittingEmptySubsequences: false).map { "| " + $0 }
    }
    if let followUp = details.followUp { lines.append("due \(CaseText.time(followUp))") }
    if let assignee = details.assignee { lines.append("assigned to \(assignee)") }
    return lines
  }
}

/// The type of an escalation on the command line.
struct EscalationType: ExpressibleByArgument, Hashable, Sendable {
  let kind: EscalationKind

  init?(argument: String) {
    guard let kind = EscalationKind(rawValue: argument) else { return nil }
    self.kind = kind
  }

  static var allValueStrings: [String] { EscalationKind.allCases.map(\.rawValue) }
}
