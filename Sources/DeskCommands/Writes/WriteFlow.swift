import Care360
import Desk
import CaseStore
import Terminal

/// The way of every write: look at it (`--dry-run`), or read the case, ask, send, and say what came of it.
struct WriteFlow<Write: CaseWriteSpec>: Sendable {
  let write: Write
  let options: WriteOptions
  /// The case as it was named; nil where `finding` finds it.
  let target: CaseReference?
  /// Finds and reads the case of a patient who was named otherwise; gives it and the write on it.
  var finding: (@Sendable (Connection, ActivityNotes) async throws(ErrorReport) -> (write: Write, found: Case))?
  /// The finding of a look at the service after a write without a clear answer, as a sentence; nil when there is none.
  var afterUnknown: (@Sendable (Write, Connection) async -> String?)?
  /// False where standard input is taken by the body, so that nobody can answer there.
  var mayAsk = true
  /// Sentences for standard error when nobody is asked, about the freshly read case, and the sentence when it could not
  /// be read; nil when the case is not read.
  var remarks: (of: @Sendable (Case) -> [String], unread: String)?

  /// The word that the person types to confirm, for what cannot be taken back; nil: y is enough.
  var confirming: (@Sendable (Case) -> String)?

  /// - Parameter change: before -> after, in lines, for the case as it has just been read.
  func run(
    in invocation: Invocation,
    change: (Case, Connection) async throws(ErrorReport) -> [String],
    outcome: (Write.Receipt) -> CommandOutcome
  ) async throws(ErrorReport) -> CommandOutcome {
    let environment = try Environment(invocation)
    if options.dryRun { return try RequestPreview(route: .write(write)).outcome(environment) }
    let console = invocation.console
    guard options.yes || (mayAsk && console.canAsk) else {
      throw .usage("No terminal to confirm on: add --yes to send this, or --dry-run to see what would be sent.")
    }
    if let reason = environment.readOnlyReason {
      try await ActivityNotes(environment, invocation).note(
        .blocked(write.target.action, .readOnly), finding == nil ? write.target.caseID : nil)
      throw ErrorReport(.readOnly).adding("That comes from \(reason == "site policy" ? "the site policy" : reason).")
    }
    return try await invocation.connected { (connection) throws(ErrorReport) in
      let client = connection.client
      let notes = ActivityNotes(connection, console)
      let named = try await finding?(connection, notes)
      let write = named?.write ?? self.write
      var known = named?.found
      if options.yes {
        if let target, target.shortID != nil {
          let found = try await notes.view(target.id, client)
          try target.refuseAnother(found)
          known = found
        } else if remarks != nil {
          known = await read(client)
        }
        for line in known.flatMap({ remarks?.of($0) }) ?? [] {
          try console.say("casedesk: \(Sanitiser.visible(line))")
        }
      } else {
        let found: Case
        if let known {
          found = known
        } else {
          found = try await notes.view(write.target.caseID, client)
          try target?.refuseAnother(found)
        }
        let question = WriteQuestion(
          environment: environment.words(client.baseURL), hidesPatient: environment.isOperatorMissing, found: found,
          change: try await change(found, connection), isForClosedCases: write.isForClosedCases,
          isNew: write.target.caseID == .notYet)
        try question.ask(console, typing: confirming.map { $0(found) })
      }
      // A signal that came while the question stood ends here, before anything is opened or sent.
      if Task.isCancelled { throw .interrupted }
      let written = try await heeded(write, connection, invocation)
      // A write that was refused says by itself what is wrong with the case.
      if options.yes, known == nil, let remarks { try console.say("casedesk: \(remarks.unread)") }
      if !written.isRecorded {
        try console.say("It was done, but that could not be recorded; the write is listed as unsettled.")
      }
      guard case .result(let result, let lines) = outcome(written.value) else { return outcome(written.value) }
      return .written(result, lines: lines)
    }
  }

  /// Nil when the case cannot be read, which does not prevent sending.
  private func read(_ client: Care360Client) async -> Case? {
    do throws(Care360Error) { return try await client.caseDetail(.id(write.target.caseID)) } catch { return nil }
  }

  /// Sends the write once the team was heeded: what colleagues left unsettled is like an own attempt.
  private func heeded(
    _ write: Write, _ connection: Connection, _ invocation: Invocation
  ) async throws(ErrorReport) -> Written<Write.Receipt> {
    let console = invocation.console
    let id = connection.client.newIntentID()
    let team = try await TeamHeed(invocation, connection.environment)
    let attempts = try await team.begin(write.target, id: id)
    var isKnown = true
    let result: Result<Written<Write.Receipt>, ErrorReport>
    do throws(ErrorReport) {
      if !attempts.isEmpty { try consent(to: attempts, console) }
      result = .success(try await sent(write, id: id, connection, console, isKnown: &isKnown))
    } catch {
      result = .failure(error)
    }
    await team.end(id, isKnown: isKnown)
    return try result.get()
  }

  private func consent(to attempts: [TeamView.Attempt], _ console: Console) throws(ErrorReport) {
    let sentence = "A colleague does the same write on this case, or left it unsettled"
    let lines = attempts.map(TeamHeed.line)
    guard !options.yes, mayAsk, console.canAsk else {
      throw .failed("\(sentence). Nothing was sent; look at the case first. \(lines.joined(separator: "; ")).")
    }
    try console.say("\(sentence); it may have been done:")
    for line in lines { try console.say("  " + Sanitiser.visible(line)) }
    guard try console.confirms("Send it anyway?", typing: "again") else { throw .failed("Nothing was sent.") }
  }

  /// Sends the write. When earlier attempts of the same write are unsettled, shows them and asks once more; asks again
  /// when another attempt appeared meanwhile that the answer did not cover.
  private func sent(
    _ write: Write, id: String, _ connection: Connection, _ console: Console, isKnown: inout Bool
  ) async throws(ErrorReport) -> Written<Write.Receipt> {
    let client = connection.client
    var shown: [WriteIntent] = []
    while true {
      do throws(Care360Error) {
        return try await client.send(write, consent: .shown(shown), id: id)
      } catch {
        guard case .failed(.unsettledSameWrite(let earlier)) = error else {
          isKnown = !error.mayHaveBeenApplied
          let report = await RefusedToken.report(error, connection)
          guard error.mayHaveBeenApplied, let look = await afterUnknown?(write, connection) else { throw report }
          throw report.adding(look)
        }
        guard !options.yes, mayAsk, console.canAsk else { throw ErrorReport(error) }
        try console.say("The same write on this case is not settled; it may have been done:")
        for intent in earlier {
          try console.say("  " + Sanitiser.visible(ActivityText(names: RecordNames()).line(of: intent)))
        }
        guard try console.confirms("Send it again anyway?", typing: "again") else { throw ErrorReport(error) }
        shown += earlier
      }
    }
  }
}
