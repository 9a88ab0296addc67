import ArgumentParser
import Care360
import CaseStore
import Desk
import DeskConfig
import FoundationEssentials

/// `casedesk appointments …`
struct AppointmentGroup: DeskCommand {
  static let words = "appointments"
  static let configuration = CommandConfiguration(
    commandName: "appointments", abstract: "List the appointments of a day or a patient, or cancel one.",
    subcommands: [AppointmentList.self, AppointmentCancel.self], defaultSubcommand: AppointmentList.self)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say which: casedesk appointments --day DAY, or casedesk appointments cancel ID --email -.")
  }
}

/// Lists appointments.
struct AppointmentList: DeskCommand {
  static let words = "appointments list"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the appointments of a day, or of one patient.",
    discussion: """
      The word list may be left out; without an option the list is of today. The service lists only future appointments of \
      open cases. Each has its time in your time zone and on the patient's clock.

      EXAMPLES:
        casedesk appointments
        casedesk appointments --day fri --json
        casedesk appointments --email -
      """)

  @Option(help: ArgumentHelp("The day in your time zone: \(NaturalDay.examples).", valueName: "day"))
  var day: String?

  @Option(help: .patientEmail)
  var email: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concealed: [String] { email.map { [$0] } ?? [] }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let query = try query(invocation)
    try Environment(invocation).requireOperator()
    let (now, zone) = (invocation.host.now(), invocation.zone)
    return try await invocation.connected { (connection) throws(ErrorReport) in
      let found = try await Self.asked { () throws(Care360Error) in try await connection.client.appointments(query) }
      try await ActivityNotes(connection, invocation.console).note(.listed(found.count))
      let rows = found.map { appointment in
        let words = AppointmentWords(appointment, in: zone, at: now)
        return [words.when, words.theirs, words.patient ?? "", words.subject, appointment.id?.text ?? "(no id)"]
      }
      let table = TextTable(
        [
          .init(heading: "WHEN"), .init(heading: "PATIENT'S CLOCK"), .init(heading: "PATIENT", room: .cut),
          .init(heading: "APPOINTMENT", room: .cut), .init(heading: "ID"),
        ], rows)
      return .result(
        .object([("appointments", .array(found.map(\.json)))]),
        lines: found.isEmpty
          ? ["none"]
          : invocation.console.lines(table, elsewhere: rows.map { CaseText.joined($0.filter { !$0.isEmpty }) }))
    }
  }

  private func query(_ invocation: Invocation) throws(ErrorReport) -> AppointmentQuery {
    if let email {
      guard day == nil else { throw .usage("Give --day or --email, not both.") }
      return .patient(try EmailAddress(option: email, invocation.console))
    }
    guard invocation.policy.allowsWorklist else {
      throw .failed("The site policy turns lists of patients off: give --email.")
    }
    do throws(NaturalTimeProblem) {
      return .span(try NaturalDay.span(day ?? "", at: invocation.host.now(), zone: invocation.zone))
    } catch {
      throw .invalid(error.sentence)
    }
  }

  private static func asked(
    _ work: () async throws(Care360Error) -> [Appointment]
  ) async throws(ErrorReport) -> [Appointment] {
    do throws(Care360Error) {
      return try await work()
    } catch {
      if case .notFound = error { throw .notFound("The service does not know this e-mail address.") }
      throw ErrorReport(error)
    }
  }
}

/// Cancels an appointment.
struct AppointmentCancel: WriteCommand {
  static let words = "appointments cancel"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Cancel an appointment of a patient.",
    discussion: """
      The confirmation shows the patient's latest case, under which the record keeps the cancellation.

      EXAMPLES:
        casedesk appointments cancel ID --email -
        casedesk appointments cancel ID --email - --yes < email.txt
      """)

  @Argument(help: ArgumentHelp("The id of the appointment, as `casedesk appointments` shows it.", valueName: "id"))
  var appointmentText: String

  @Option(help: .patientEmail)
  var email: String

  @Option(
    name: .customLong("reason"),
    help: ArgumentHelp("A reason, in one line of at most \(CloseReason.longest) characters.", valueName: "text"))
  var reasonText: String?

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concealed: [String] { [email] + (reasonText.map { [$0] } ?? []) }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let id = try checked { () throws(IdentifierProblem) in try AppointmentID(appointmentText) }
    var reason: CloseReason?
    if let reasonText { reason = try CloseReason.ofOption(reasonText) }
    let email = try EmailAddress(option: self.email, invocation.console)
    guard !write.dryRun else {
      // The request names no case.
      let none = try checked { () throws(IdentifierProblem) in
        try CaseID("00000000-0000-4000-8000-000000000000")
      }
      return try RequestPreview(route: .write(AppointmentCancellation(none, email, id, because: reason)))
        .outcome(try Environment(invocation))
    }
    guard write.yes || invocation.console.canAsk else {
      throw .usage("No terminal to confirm on: add --yes to send this, or --dry-run to see what would be sent.")
    }
    let target = CaseReference(
      try await invocation.connected { (connection) throws(ErrorReport) in
        try await reporting { () throws(Care360Error) in
          try await connection.client.latestCaseID(for: .email(email))
        }
      })
    let flow = WriteFlow(
      write: AppointmentCancellation(target.id, email, id, because: reason), options: write, target: target)
    let (zone, now) = (invocation.zone, invocation.host.now())
    return try await flow.run(
      in: invocation,
      change: { (found, _) throws(ErrorReport) in
        var lines = ["appointment \(id)  booked -> CANCELLED"]
        if let visit = found.calendarEvents?.first(where: { $0.id == id.text }) {
          let words = AppointmentWords(visit, in: zone, at: now)
          lines.append(CaseText.joined([words.when, words.theirs, words.subject].filter { !$0.isEmpty }))
        } else {
          lines.append("This case does not list the appointment; the service may refuse.")
        }
        return lines + (reason.map { ["Reason: \($0.text)"] } ?? [])
      },
      outcome: { _ in
        .result(
          .object([("appointmentId", .string(id.text)), ("caseId", .string(target.id.text))]),
          lines: ["Appointment \(id) is cancelled."])
      })
  }
}

extension EmailAddress {
  /// - Parameter text: `-` asks for it or reads a line of standard input, so that it is in no process list and no history.
  fileprivate init(option text: String, _ console: Console) throws(ErrorReport) {
    var typed: String? = text
    if text == "-" {
      typed = console.canAsk ? try console.ask("E-mail: ") : try LookupLines(console.input).next()
    }
    guard let typed else { throw .usage("There is no e-mail address on standard input.") }
    self = try checked { () throws(IdentifierProblem) in try EmailAddress(typed) }
  }
}

extension ArgumentHelp {
  fileprivate static let patientEmail = ArgumentHelp(
    "E-mail of the patient; - asks for it or reads it from standard input.", valueName: "mail")
}

extension Appointment {
  /// Null: the service did not say.
  fileprivate var json: OutputJSON {
    .object([
      ("id", .optional(id?.text)), ("start", .optional(visit.start?.text)), ("end", .optional(visit.end?.text)),
      ("timeZone", .optional(visit.timeZone)), ("title", .optional(visit.title)),
      ("provider", .optional(visit.providerName)), ("status", .optional(visit.status)),
      ("caseId", .optional(caseID?.text)), ("email", .optional(email?.text)), ("patient", .optional(patientName)),
    ])
  }
}
