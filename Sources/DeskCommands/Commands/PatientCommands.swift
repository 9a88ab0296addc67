import ArgumentParser
import Care360

/// `casedesk patient …`
struct PatientGroup: DeskCommand {
  static let words = "patient"
  static let configuration = CommandConfiguration(
    commandName: "patient", abstract: "Change a patient's e-mail address, phone number or postal address.",
    subcommands: [PatientEmail.self, PatientUpdate.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say which: casedesk patient email CURRENT NEW, or casedesk patient update EMAIL --phone NUMBER.")
  }
}

/// The patient whom a command names by an e-mail address.
struct NamedPatient {
  let email: EmailAddress

  /// The newest case, which stands for the patient in the question and in the record. Throws `notFound` where the service
  /// knows no such user, or none with a case here, and `conflict` where the case names another address.
  func newestCase(_ connection: Connection, _ notes: ActivityNotes) async throws(ErrorReport) -> Case {
    let client = connection.client
    switch try await reporting({ () throws(Care360Error) in try await client.checkUser(.email(email)) }) {
    case .unknown: throw .notFound("The service knows no user with this e-mail address. Nothing was sent.")
    case .known(isHere: false):
      throw .notFound("The user with this e-mail address belongs to another organization. Nothing was sent.")
    case .known: break
    }
    let id = try await reporting { () throws(Care360Error) in try await client.latestCaseID(for: .email(email)) }
    let found = try await notes.view(id, client)
    if let given = found.submitter.email, !email.isSame(as: given) {
      throw .conflict(
        "The newest case for this e-mail address names another one. Nothing was sent: look the patient up.")
    }
    return found
  }
}

/// E-mail addresses from the command line, from standard input for `-`, or typed at a question.
struct TypedAddresses {
  private let console: Console
  private let lines: LookupLines

  init(_ console: Console) {
    self.console = console
    lines = LookupLines(console.input)
  }

  /// - Parameter noun: in the question: "E-mail address".
  func address(_ text: String?, _ noun: String) throws(ErrorReport) -> EmailAddress {
    let typed: String?
    if let text, text != "-" {
      typed = text
    } else {
      typed = try asked(text, noun)
    }
    guard let typed else { throw .usage("\(noun) is missing: give it, or - to read it from standard input.") }
    return try checked { () throws(IdentifierProblem) in try EmailAddress(typed) }
  }

  private func asked(_ text: String?, _ noun: String) throws(ErrorReport) -> String? {
    if console.canAsk { return try console.ask("\(noun): ") }
    return text == "-" ? try lines.next() : nil
  }
}

/// Gives a patient another e-mail address.
struct PatientEmail: WriteCommand {
  static let words = "patient email"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "email", abstract: "Change a patient's e-mail address.",
    discussion: """
      The service is asked about both addresses first. From then on the patient is found by the new one only. With -, or \
      on a terminal without them, the addresses are asked for or read from standard input, one a line; as words they are \
      overwritten in the process list at once, but the shell may keep them in its history.

      EXAMPLES:
        casedesk patient email
        casedesk patient email - - --yes < addresses.txt
      """)

  @Argument(help: ArgumentHelp("The e-mail address that the service has now.", valueName: "current"))
  var currentText: String?

  @Argument(help: ArgumentHelp("The new e-mail address.", valueName: "new"))
  var newText: String?

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concealed: [String] { [currentText, newText].compactMap(\.self) }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let addresses = TypedAddresses(invocation.console)
    let current = try addresses.address(currentText, "Current e-mail address")
    let new = try addresses.address(newText, "New e-mail address")
    guard !new.isSame(as: current.text) else { throw .invalid("The two e-mail addresses are the same.") }
    var flow = WriteFlow(write: EmailChange(.notYet, from: current, to: new), options: write, target: nil)
    flow.finding = { (connection, notes) throws(ErrorReport) in
      let found = try await NamedPatient(email: current).newestCase(connection, notes)
      let standing = try await reporting { () throws(Care360Error) in
        try await connection.client.checkUser(.email(new))
      }
      guard !standing.isKnown else {
        throw .conflict("Another user of the service has the new e-mail address. Nothing was sent.")
      }
      return (EmailChange(found.id, from: current, to: new), found)
    }
    flow.afterUnknown = { write, connection in await write.look(connection.client) }
    return try await flow.run(
      in: invocation,
      change: { (_, _) throws(ErrorReport) in
        [
          "e-mail \(current) -> \(new)",
          "The patient is found by the new address from then on, and no longer by the current one.",
        ]
      },
      outcome: { email in
        .result(
          .object([("user", .object([("email", .string(email.text))]))]),
          lines: ["The patient's e-mail address is \(email) now."])
      })
  }
}

extension CaseWriteSpec {
  /// The finding about the users who tell whether it was done; nil when they do not tell.
  fileprivate func look(_ client: Care360Client) async -> String? {
    var standings: [CustomerIdentifier: UserStanding] = [:]
    do throws(Care360Error) {
      for witness in witnesses { standings[witness] = try await client.checkUser(witness) }
    } catch {
      return nil
    }
    return isVisible(by: standings).map {
      $0
        ? "The service shows the change: it was done."
        : "The service does not show the change yet: look at the patient before trying again."
    }
  }
}

/// Changes a patient's phone number or postal address.
struct PatientUpdate: WriteCommand {
  static let words = "patient update"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Change a patient's phone number or postal address.",
    discussion: """
      Only what differs is sent. Name, birth date and gender are locked once a case is assigned to a clinician, and \
      cannot be changed here. The words about the patient are overwritten in the process list at once; the shell may keep \
      them in its history.

      EXAMPLES:
        casedesk patient update - --phone +12025550142
        casedesk patient update - --city Austin --state TX --postal-code 73301
      """)

  @Argument(
    help: ArgumentHelp("The patient's e-mail address; - asks for it or reads standard input.", valueName: "email"))
  var emailText: String?

  @Option(help: ArgumentHelp("The new phone number.", valueName: "number"))
  var phone: String?

  @Option(help: ArgumentHelp("Street and number; the service takes no post office box.", valueName: "text"))
  var address: String?

  @Option(help: ArgumentHelp("The second address line; empty clears it.", valueName: "text"))
  var address2: String?

  @Option(help: ArgumentHelp("The city.", valueName: "text"))
  var city: String?

  @Option(help: ArgumentHelp("The state, in two letters.", valueName: "state"))
  var state: String?

  @Option(help: ArgumentHelp("The postal code of the US, 12345 or 12345-6789.", valueName: "code"))
  var postalCode: String?

  @Option(help: ArgumentHelp("The country, in two letters.", valueName: "country"))
  var country: String?

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  private var typed: [ProfileField: String] {
    var typed: [ProfileField: String] = [:]
    typed[.phone] = phone
    typed[.address] = address
    typed[.address2] = address2
    typed[.city] = city
    typed[.state] = state
    typed[.postalCode] = postalCode
    typed[.country] = country
    return typed
  }

  var concealed: [String] { ([emailText].compactMap(\.self) + typed.values).filter { !$0.isEmpty } }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    guard !typed.isEmpty else {
      throw .usage("Say what changes: --phone, --address, --address2, --city, --state, --postal-code or --country.")
    }
    let email = try TypedAddresses(invocation.console).address(emailText, "E-mail address")
    let country = try Environment(invocation).country
    let changes = try Self.changes(typed, country, residence: nil)
    var flow = WriteFlow(write: ProfileUpdate(.notYet, of: email, changes), options: write, target: nil)
    flow.finding = { [typed] (connection, notes) throws(ErrorReport) in
      let found = try await NamedPatient(email: email).newestCase(connection, notes)
      var residence: String?
      if case .text(let code) = found.contact(.country) { residence = code }
      guard let rest = try Self.changes(typed, country, residence: residence).differing(from: found) else {
        throw .invalid("The patient has these details already: nothing was sent.")
      }
      return (ProfileUpdate(found.id, of: email, rest), found)
    }
    return try await flow.run(
      in: invocation,
      change: { (found, connection) throws(ErrorReport) in try await Self.lines(changes, on: found, connection) },
      outcome: { email in
        .result(
          .object([("user", .object([("email", .string(email.text))]))]), lines: ["The patient's details are changed."])
      })
  }

  private static func changes(
    _ typed: [ProfileField: String], _ country: Country, residence: String?
  ) throws(ErrorReport) -> ProfileChanges {
    do throws(ProfileProblem) {
      return try ProfileChanges(typed, country: country, residence: residence)
    } catch {
      throw .invalid(error.sentence)
    }
  }

  /// Before -> after for each field that differs, and whether somebody has the new number already.
  private static func lines(
    _ changes: ProfileChanges, on found: Case, _ connection: Connection
  ) async throws(ErrorReport) -> [String] {
    guard let rest = changes.differing(from: found) else { return [] }
    var lines = rest.fields.map { "\($0.words) \(found.contactWords($0)) -> \(rest.words($0) ?? "")" }
    if let phone = rest.phone {
      let standing = try await reporting { () throws(Care360Error) in
        try await connection.client.checkUser(.phone(phone))
      }
      if standing.isKnown { lines.append("A user of the service already has this phone number.") }
    }
    return lines
  }
}
