import ArgumentParser
import Care360
import FoundationEssentials
import Terminal

/// Makes a case for a patient who has none.
struct MakeCase: WriteCommand {
  static let words = "case new"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a case for a patient from the request body in a file.",
    discussion: """
      The file holds the API's request body: {"user": {...}, "products": [...]}. The service is asked first if it knows \
      the e-mail address. forceCreate is never taken from the file: --force-create asks for a second case next to an open \
      one, and is refused where the patient has no open case. Keys that the API does not document are sent as they are. \
      While an earlier new case is unsettled no other is sent, because the record of writes knows no patient.

      EXAMPLES:
        casedesk case new --file body.json
        casedesk case new --file - --yes < body.json
      """)

  @Option(
    help: ArgumentHelp("The request body as JSON; - reads it from standard input.", valueName: "f.json"),
    completion: .file())
  var file: String

  @Flag(help: "Make the case although the patient has an open one.")
  var forceCreate = false

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let console = invocation.console
    let body = try RequestBodyFile(path: file).read(console)
    var payload = try await reporting { () throws(Care360Error) in try NewCasePayload(parsing: body) }
    guard !payload.isForced else {
      throw .invalid("forceCreate is not taken from the file: leave it out, and add --force-create if it is meant.")
    }
    for key in payload.unknownKeys {
      try console.say(
        "casedesk: " + Sanitiser.visible("The API does not document the key \(key); it is sent as written."))
    }
    if forceCreate { payload = payload.forced }
    let begun = invocation.host.now()
    var flow = WriteFlow(write: NewCase(payload), options: write, target: nil, mayAsk: file != "-")
    flow.finding = { [payload, isJSON = globals.json] (connection, notes) throws(ErrorReport) in
      let known = try await KnownPatient(payload.email, connection)
      if !isJSON { try console.say("casedesk: " + Sanitiser.visible(known.sentence)) }
      if payload.isForced, !known.hasOpenCase {
        throw .invalid("The patient has no open case, so that there is nothing to force: leave out --force-create.")
      }
      guard let asked = payload.asked else { throw .failed("The new case cannot be shown. Nothing was sent.") }
      return (NewCase(payload), asked)
    }
    if forceCreate { flow.confirming = { _ in "second case" } }
    flow.afterUnknown = { write, connection in await write.look(connection.client, begun: begun) }
    return try await flow.run(
      in: invocation, change: { (_, _) throws(ErrorReport) in Self.change(payload, invocation) },
      outcome: { receipt in
        .result(
          .object(receipt.caseID.map { [("caseId", .string($0.text))] } ?? []),
          lines: [
            receipt.caseID.map { "Case \($0) is new." }
              ?? "The case is made; the service did not say its id: look the patient up."
          ])
      })
  }

  private static func change(_ payload: NewCasePayload, _ invocation: Invocation) -> [String] {
    let ids = payload.productIDs
    var lines = [
      (payload.isTest ? "a new TEST CASE" : "a new case")
        + (ids.count == 1 ? " with 1 product" : " with \(ids.count) products")
    ]
    lines += ids.map { id in "  " + (invocation.siteName(of: id).map { "\($0)  " } ?? "") + id.text }
    if payload.isForced { lines.append("It is a second one: the patient has an open case.") }
    return lines
  }
}

/// The service's knowledge of the patient of a new case.
private struct KnownPatient {
  let sentence: String
  let hasOpenCase: Bool

  init(_ email: EmailAddress, _ connection: Connection) async throws(ErrorReport) {
    let client = connection.client
    switch try await reporting({ () throws(Care360Error) in try await client.checkUser(.email(email)) }) {
    case .unknown: (sentence, hasOpenCase) = ("The service knows no user with this e-mail address.", false)
    case .known(isHere: false):
      (sentence, hasOpenCase) = ("The user with this e-mail address belongs to another organization.", false)
    case .known:
      let newest: Case?
      do throws(Care360Error) {
        newest = try await client.caseDetail(.id(try await client.latestCaseID(for: .email(email))))
      } catch .notFound {
        newest = nil
      } catch {
        throw ErrorReport(error)
      }
      hasOpenCase = newest.map { $0.isArchived != true } ?? false
      sentence =
        newest.map { found in
          "The patient is known here; the newest case is \(found.shortID ?? found.id.text), \(CaseText.openness(found))."
        } ?? "The patient is known here and has no case."
    }
  }
}

extension NewCase {
  /// The finding in the patient's newest case after a write without a clear answer; nil when there is none.
  fileprivate func look(_ client: Care360Client, begun: Date) async -> String? {
    do throws(Care360Error) {
      let found = try await client.caseDetail(.id(try await client.latestCaseID(for: .email(payload.email))))
      guard isVisible(in: found, begun: begun) == true else {
        return "The newest case of the patient is an older one: look again before you send it again."
      }
      return "A case made just now is there: \(found.id)."
    } catch .notFound {
      return "The service shows no case of the patient yet: look again before you send it again."
    } catch {
      return nil
    }
  }
}
