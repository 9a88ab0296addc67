import ArgumentParser
import Care360
import Terminal

/// Finds a customer's latest case, and shows it where asked to.
struct Lookup: DeskCommand {
  static let words = "lookup"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Find a patient's latest case by e-mail, phone or case id.",
    discussion: """
      The identifier may be pasted as it appears in a message: Name <address>, a tel: or mailto: link, or the web address \
      of a case.

      Without QUERY you are asked for the identifier; with - it is read from one line of standard input. Nothing about \
      a patient is left in the process list or in the shell's history.

      EXAMPLES:
        casedesk lookup
        casedesk lookup --detail
        casedesk lookup - --detail --json < identifier.txt
        casedesk lookup --batch < identifiers.txt
        casedesk lookup --explain - < identifiers.txt
      """)

  @Argument(
    help: "An e-mail address, a phone number, a case id or a recent case's short id; - reads it from standard input.")
  var query: String?

  @Flag(help: "Show the case, not only its id.")
  var detail = false

  @Flag(help: "Read one identifier per line and print one JSON line for each.")
  var batch = false

  @Flag(help: "Show health data in the text of a case.")
  var phi = false

  @Flag(help: "Print what would be sent for each identifier and why, without asking the service.")
  var explain = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  /// An explanation asks nobody.
  var concernsPatient: Bool { !explain }
  var concealed: [String] { query.map { [$0] } ?? [] }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    if batch {
      guard query == nil || query == "-" else {
        throw .usage("--batch reads the identifiers from standard input: leave out QUERY.")
      }
    }
    let recents = RecentShortIDs(invocation)
    if explain { return try await explanation(invocation, recents) }
    if batch { return try await LookupBatch(wantsDetail: detail, recents: recents).run(in: invocation) }
    let text = try typed(invocation.console)
    return try await invocation.connected { (connection) throws(ErrorReport) in
      let notes = ActivityNotes(connection, invocation.console, invocation.recordCopy?.names)
      let query = try await LookupQuery(text, connection.environment.country, recents)
      for remark in query.reading.remarks { try invocation.console.say("casedesk: " + Sanitiser.visible(remark)) }
      var answer = try await LookupAnswer.fetch(query.identifier, wantsDetail: detail, connection, notes)
      let names = !detail && !globals.json && invocation.console.isOutputTerminal
      if names { answer = try await answer.named(connection, notes) }
      if case .phone = answer.identifier, answer.found != nil, !globals.json {
        try invocation.console.say(
          "Found by phone: ask the caller for their name and birth date; do not read them out.")
      }
      if names { return .result(answer.json, lines: [answer.line]) }
      return .result(answer.json, lines: answer.lines(showsHealthData: phi, invocation))
    }
  }

  /// The identifier as it was typed, wherever it came from.
  private func typed(_ console: Console) throws(ErrorReport) -> String {
    if let query, query != "-" { return query }
    if query == nil, console.canAsk {
      guard let line = try console.ask("E-mail, phone or case id: ") else { throw Self.nothingCame }
      return line
    }
    let lines = LookupLines(console.input)
    guard let line = try lines.next() else { throw Self.nothingCame }
    // A person ends the line, not the input.
    if !console.isInputTerminal, try lines.next() != nil {
      throw .usage("Standard input has more than one line: add --batch to look up each.")
    }
    return line
  }

  private static let nothingCame = ErrorReport.usage("There is no identifier on standard input.")

  /// Every line of standard input, or the one identifier of the command line.
  private func explanation(
    _ invocation: Invocation, _ recents: RecentShortIDs
  ) async throws(ErrorReport) -> CommandOutcome {
    guard !detail, !phi else { throw .usage("--explain does not ask the service: leave out --detail and --phi.") }
    let explanation = LookupExplanation(
      country: try Environment(invocation).country, recents: recents, isJSON: globals.json || batch)
    let console = invocation.console
    guard query == nil || query == "-" else {
      var only = query
      return try await explanation.run(console) { () throws(ErrorReport) in
        defer { only = nil }
        return only
      }
    }
    if query == nil, !batch, console.canAsk {
      var only: String? = try typed(console)
      return try await explanation.run(console) { () throws(ErrorReport) in
        defer { only = nil }
        return only
      }
    }
    let lines = LookupLines(console.input)
    return try await explanation.run(console, lines.next)
  }
}

/// What a lookup found.
struct LookupAnswer: Sendable {
  let identifier: LookupIdentifier
  let caseID: CaseID
  /// Only where the detail was asked for.
  let found: Case?

  /// The latest case decides which detail is requested, always by id. A case id is confirmed by reading its case.
  /// Showing a case counts as a look at it, which is recorded; showing its id alone does not.
  static func fetch(
    _ identifier: LookupIdentifier, wantsDetail: Bool, _ connection: Connection, _ notes: ActivityNotes
  ) async throws(ErrorReport) -> LookupAnswer {
    let environment = connection.environment
    if wantsDetail { try environment.requireOperator() }
    let client = connection.client
    let customer: CustomerIdentifier
    switch identifier {
    case .email(let email): customer = .email(email)
    case .phone(let phone): customer = .phone(phone)
    case .caseID(let id):
      if wantsDetail {
        let found = try await notes.view(id, client)
        return LookupAnswer(identifier: identifier, caseID: found.id, found: found)
      }
      let found = try await reporting { () throws(Care360Error) in try await client.caseDetail(.id(id)) }
      return LookupAnswer(identifier: identifier, caseID: found.id, found: nil)
    }
    let latest: CaseID
    do throws(Care360Error) {
      latest = try await client.latestCaseID(for: customer)
    } catch {
      if case .notFound = error { try await notes.noteLookup(identifier, found: nil) }
      throw ErrorReport(error)
    }
    guard wantsDetail else {
      try await notes.noteLookup(identifier, found: latest)
      return LookupAnswer(identifier: identifier, caseID: latest, found: nil)
    }
    return LookupAnswer(
      identifier: identifier, caseID: latest, found: try await notes.view(latest, client, searched: identifier))
  }

  /// With the case for its name, which is a look at it. A person who reads only the id loses nothing where the case cannot be
  /// read.
  func named(_ connection: Connection, _ notes: ActivityNotes) async throws(ErrorReport) -> LookupAnswer {
    guard !connection.environment.isOperatorMissing else { return self }
    do throws(ErrorReport) {
      return LookupAnswer(
        identifier: identifier, caseID: caseID, found: try await notes.view(caseID, connection.client))
    } catch {
      if error.isInterruption { throw error }
      return self
    }
  }

  /// The id and, if the case was read, its patient.
  var line: String {
    CaseText.joined([caseID.text, found?.shortID, found?.submitter.fullName, found.map(CaseText.state)])
  }

  var json: OutputJSON {
    var members: [(String, OutputJSON)] = [("caseId", .string(caseID.text))]
    if let found { members.append(("case", .value(found.raw))) }
    return .object(members)
  }

  func lines(showsHealthData: Bool, _ invocation: Invocation) -> [String] {
    found.map { CaseText.lines(of: $0, showsHealthData: showsHealthData, invocation) } ?? [caseID.text]
  }
}
