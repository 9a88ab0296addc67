import ArgumentParser
import Care360
import CaseStore
import FoundationEssentials
import Terminal

/// Shows what this user looked at and wrote: the record on this machine.
struct Activity: DeskCommand {
  static let words = "activity"
  static let configuration = CommandConfiguration(
    commandName: "activity", abstract: "List the views and changes made from here, or check their record.",
    discussion: """
      The record is one file a month in the data folder. It holds times, operators, actions and ids, and nothing else \
      about a patient.

      EXAMPLES:
        casedesk activity
        casedesk activity --unsettled
        casedesk activity --verify
        casedesk activity --verify --against collected.log
        casedesk activity --who-searched - < number.txt
      """,
    subcommands: [ActivitySettle.self, ActivityAcknowledge.self])

  @Flag(help: "Only writes whose outcome is not known.")
  var unsettled = false

  @Flag(
    help: ArgumentHelp(
      "Check that no line of the record was changed, and that none is missing.",
      discussion: """
        Lines missing from the end are noticed only if the local store can be opened: it marks how far the record reached. \
        Anyone who can write here can remove the record and the store together without leaving a trace.
        """
    ))
  var verify = false

  @Option(
    help: ArgumentHelp(
      "With --verify: compare the record with what the site collected of it; - reads standard input.",
      discussion: """
        Takes the lines as syslog wrote them, or the bare messages; of what was collected from others, nothing counts. \
        Says which lines of the record are missing there, which differ, and which are there alone.
        """, valueName: "file"))
  var against: String?

  @Option(
    name: .customLong("who-searched"),
    help: ArgumentHelp(
      "List the lookups for the e-mail address or phone number on standard input, for which - stands.",
      discussion: "The site policy must name a hash_key_file under [record]; lookups made before that are not found.",
      valueName: "-"))
  var whoSearched: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let outcome: Result<CommandOutcome, ErrorReport>
    do throws(ErrorReport) {
      outcome = .success(try await read(invocation))
    } catch {
      // Only a check that found damage has read the lines.
      guard verify, error.exitCode != .usage else { throw error }
      outcome = .failure(error)
    }
    // The operator's own open writes are work, and a comparison shows no line.
    if !unsettled, against == nil { try await noteReading(invocation) }
    return try outcome.get()
  }

  private func read(_ invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let journal = invocation.fileJournal
    if let against {
      guard verify, !unsettled, whoSearched == nil else {
        throw .usage("--against goes with --verify alone: casedesk activity --verify --against FILE.")
      }
      return try await comparison(with: against, journal, invocation)
    }
    // A program reads ids.
    let searched = try await nameOfSearched(invocation)
    let text = ActivityText(names: globals.json || verify ? RecordNames() : try await RecordNames.read(invocation))
    do throws(JournalProblem) {
      let check = verify ? try await journal.check() : nil
      if let problem = check?.problem { throw problem }
      let isWhole = verify ? try await reachesMark(journal, invocation) : nil
      let entries: [OutputJSON]
      var lines: [String]
      if unsettled {
        let intents = try await journal.unsettled()
        entries = intents.map(\.activityJSON)
        lines =
          intents.isEmpty
          ? ["nothing is unsettled"]
          : invocation.console.lines(
            text.table(intents.map { text.cells(of: $0, invocation.listedTimes) }, invocation, needsIDs: true),
            elsewhere: intents.map { text.line(of: $0) })
        // A write that the damage hides may be unsettled, too.
        if check == nil, let refusal = try await journal.check().unacknowledged.refusal {
          return .faulty(
            .object([("activity", .array(entries))]),
            lines: intents.isEmpty ? ["nothing that can be read is unsettled"] : lines, .failed(refusal.sentence))
        }
      } else {
        var records = try await journal.records()
        if let searched { records = records.filter { $0.searched == searched } }
        entries = records.map(\.json)
        lines =
          records.isEmpty
          ? [searched == nil ? "nothing is recorded here" : "no lookup for it is recorded here"]
          : invocation.console.lines(
            text.table(records.map { text.cells(of: $0, invocation.listedTimes) }, invocation),
            elsewhere: records.map { text.line(of: $0) })
      }
      var members: [(String, OutputJSON)] = [("activity", .array(entries))]
      if let check {
        members += [
          ("verified", .bool(true)), ("firstBadLine", .value(.null)),
          ("endVerified", isWhole == true ? .bool(true) : .value(.null)),
        ]
        lines.append(
          (check.records == 1 ? "1 record, not changed" : "\(check.records) records, none changed")
            + (isWhole == true ? ", and none missing from the end" : ""))
      }
      return .result(.object(members), lines: lines)
    } catch {
      throw .failed(error.sentence)
    }
  }

  /// Notes in the record that it was read. An empty one stays empty.
  private func noteReading(_ invocation: Invocation) async throws(ErrorReport) {
    do throws(JournalProblem) {
      guard try await invocation.fileJournal.end() != nil else { return }
      try await invocation.record(.disclosed(.recordRead))
    } catch {
      try invocation.console.say(
        "casedesk: NOT RECORDED that the record was read. " + Sanitiser.visible(error.sentence))
    }
  }

  /// The name that lookups have in the record; nil where none is asked for.
  private func nameOfSearched(_ invocation: Invocation) async throws(ErrorReport) -> String? {
    guard let whoSearched else { return nil }
    guard whoSearched == "-", !verify, !unsettled else {
      throw .usage(
        "--who-searched reads the e-mail address or phone number from standard input, so that it stays out of the process list:"
          + " casedesk activity --who-searched -, without --verify and --unsettled.")
    }
    let lines = LookupLines(invocation.console.input)
    guard let typed = try lines.next() else { throw .usage("There is no identifier on standard input.") }
    let identifier = try await LookupQuery(typed, country(invocation), RecentShortIDs(invocation)).identifier
    if case .caseID = identifier {
      throw .usage("--who-searched takes an e-mail address or a phone number, no case id.")
    }
    do throws(SiteHashProblem) {
      guard let hash = try await invocation.policy.siteHash() else {
        throw SiteHashProblem(
          sentence:
            "The site policy names no hash_key_file under [record], so the record does not tell what was looked up.")
      }
      return try hash.text(of: identifier)
    } catch {
      throw .failed(error.sentence)
    }
  }

  /// Completes a phone number without a country code, where a profile says how.
  private func country(_ invocation: Invocation) -> Country {
    do throws(ErrorReport) {
      return try Environment(invocation).country
    } catch {
      return .unknown(nil)
    }
  }

  /// The record beside what was collected, damaged or not.
  private func comparison(
    with path: String, _ journal: FileWriteJournal, _ invocation: Invocation
  ) async throws(ErrorReport) -> CommandOutcome {
    let comparison = try await ActivityComparison(journal, with: path, invocation)
    var problems = comparison.problem.map { [$0 + "."] } ?? []
    var isWhole: Bool?
    do throws(JournalProblem) {
      if let problem = try await journal.check().problem { problems.append(problem.sentence) }
      isWhole = try await reachesMark(journal, invocation)
    } catch {
      problems.append(error.sentence)
    }
    let result = OutputJSON.object([
      ("verified", .bool(problems.isEmpty)), ("endVerified", isWhole == true ? .bool(true) : .value(.null)),
      ("against", comparison.json),
    ])
    guard problems.isEmpty else {
      return .faulty(result, lines: comparison.lines, .failed(problems.joined(separator: " ")))
    }
    return .result(result, lines: comparison.lines)
  }

  /// True when the record has everything that the store knows of; nil, with a report, when there is no open store.
  private func reachesMark(_ journal: FileWriteJournal, _ invocation: Invocation) async throws(JournalProblem) -> Bool?
  {
    let check: ActivityEndCheck?
    do throws(ErrorReport) {
      let access = try StoreAccess(invocation)
      guard try await access.exists() else { return nil }
      check = try await access.run { _, store in
        let check = await store.checkEnd(of: journal)
        // A missing line may be about a write that would then be sent again. No write starts until a person has looked.
        if check == .cut { _ = await store.markEnd(of: journal) }
        return check
      }
      if case .failed(let sentence) = check { throw .failed(sentence) }
    } catch {
      do throws(ErrorReport) {
        try invocation.console.say("casedesk: The end of the record was not checked. " + error.message)
      } catch {
        // The output has no reader any more.
      }
      return nil
    }
    guard check != .cut else { throw JournalProblem(ActivityEndCheck.cutSentence) }
    return check == .reached ? true : nil
  }
}

extension JournalCheck {
  /// The damage that stops every write comes first; a line that a crash cut off stops none.
  fileprivate var problem: JournalProblem? {
    if let words = unacknowledged.words {
      return JournalProblem(
        "\(words). No write starts until someone has looked at it and run casedesk activity acknowledge.")
    }
    if let first = acknowledged.first ?? damage.first {
      return JournalProblem("\(first.words). A person acknowledged it, and writes go on.")
    }
    return tornLines.first.map {
      JournalProblem(
        "Line \($0.number) of the record of writes, in \($0.file), was cut off, as happens after a crash or on a full disk."
      )
    }
  }
}

/// Says that a person has looked at the damage of the record.
struct ActivityAcknowledge: DeskCommand {
  static let words = "activity acknowledge"
  static let reach = CommandReach.record
  static let configuration = CommandConfiguration(
    commandName: "acknowledge",
    abstract: "Confirm that you have looked at the damage to the record; writes can then start again.",
    discussion: """
      The record is damaged when a line was changed or cannot be read by this version, when lines are missing from its \
      end, or when one of its files is missing. No write starts then: a write hidden by the damage may have been \
      sent, and would be sent again.

      Find the damage with --verify, then look at the cases concerned. The record keeps what was damaged, who \
      acknowledged it and when; `casedesk activity --verify` goes on reporting it.

      EXAMPLES:
        casedesk activity --verify
        casedesk lookup CASE --detail
        casedesk activity acknowledge
      """)

  @Flag(help: "Do it without asking; required when there is no terminal to confirm on.")
  var yes = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let console = invocation.console
    guard yes || console.canAsk else { throw .usage("No terminal to confirm on: add --yes to acknowledge.") }
    let environment = try Environment(invocation)
    let journal = invocation.fileJournal
    let damage: [RecordDamage]
    do throws(JournalProblem) {
      damage = try await journal.check().unacknowledged
    } catch {
      throw .failed(error.sentence)
    }
    if !yes, !damage.isEmpty { try confirm(damage, console) }
    do throws(JournalProblem) {
      try await journal.acknowledge(damage, operatorName: environment.operatorName, profile: environment.profile)
    } catch {
      throw .failed(error.sentence)
    }
    return .result(
      .object([("acknowledged", .array(damage.map { .string($0.words) }))]),
      lines: damage.map { "\($0.words): acknowledged." })
  }

  private func confirm(_ damage: [RecordDamage], _ console: Console) throws(ErrorReport) {
    for one in damage { try console.say(one.words + ".") }
    let question = "The damage may hide a write that was sent. Have you looked at the cases concerned?"
    guard try console.confirms(question) else { throw .failed("Not confirmed: no write starts.") }
    if Task.isCancelled { throw .interrupted }
  }
}

/// Says what became of a write, after somebody looked at the case.
struct ActivitySettle: DeskCommand {
  static let words = "activity settle"
  static let reach = CommandReach.record
  static let configuration = CommandConfiguration(
    commandName: "settle", abstract: "Say what became of a write that had no clear answer.",
    discussion: """
      Look at the case first: once a write is settled as not done, the same one can be sent again. Its lines keep the \
      purpose that it was sent for; --purpose counts for a write that has none.

      EXAMPLES:
        casedesk activity --unsettled
        casedesk activity settle ID --as happened
      """)

  @Argument(help: "The id of the write, as `casedesk activity --unsettled` shows it.")
  var id: String

  @Option(
    name: .customLong("as"), help: "What the case shows: happened or did-not-happen. If it is left out, you are asked."
  )
  var settlement: PersonsSettlement?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concernsPatient: Bool { true }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let settlement = if let settlement { settlement } else { try ask(invocation.console) }
    do throws(JournalProblem) {
      try await invocation.fileJournal.settle(id, as: settlement.settlement)
    } catch {
      throw .failed(error.sentence)
    }
    try await tellTeam(invocation)
    return .result(
      .object([("id", .string(id)), ("settledAs", .string(settlement.rawValue))]),
      lines: ["\(id) is settled: \(settlement.settlement.words)."])
  }
}

extension ActivitySettle {
  /// Colleagues were warned of the write until it was settled.
  private func tellTeam(_ invocation: Invocation) async throws(ErrorReport) {
    let environment: Environment
    do throws(ErrorReport) {
      environment = try Environment(invocation)
    } catch {
      // Without a profile there is no team.
      return
    }
    let heed = try await TeamHeed(invocation, environment)
    await heed.end(id, isKnown: true)
  }

  private func ask(_ console: Console) throws(ErrorReport) -> PersonsSettlement {
    guard console.canAsk else {
      throw .usage("There is no terminal to ask you on: add --as happened or --as did-not-happen.")
    }
    while true {
      guard let answer = try console.askReader("What does the case show: happened or did-not-happen? ") else {
        throw .failed("Nothing was settled.")
      }
      if let settlement = PersonsSettlement(rawValue: answer) { return settlement }
    }
  }
}

/// The answers that a person can give.
enum PersonsSettlement: String, CaseIterable, ExpressibleByArgument {
  case happened
  case didNotHappen = "did-not-happen"

  var settlement: Settlement { self == .happened ? .happened : .didNotHappen }
}

extension WriteIntent {
  fileprivate var activityJSON: OutputJSON {
    var members: [(String, OutputJSON)] = [
      ("id", .string(id)), ("time", .string(time.formatted(.iso8601))), ("operator", .string(operatorName)),
      ("profile", .string(profile)), ("action", .string(action.rawValue)), ("caseId", .string(caseID.text)),
      ("productIds", .array(productIDs.map { .string($0.text) })),
    ]
    if let bundleID { members.append(("bundleId", .string(bundleID.text))) }
    return .object(members)
  }
}

extension ActivityRecord {
  fileprivate var json: OutputJSON {
    var members: [(String, OutputJSON)] = [
      ("event", .string(event.rawValue)), ("id", .string(id)), ("time", .string(time)),
      ("operator", .string(operatorName)), ("login", .string(login)), ("session", .string(session)),
      ("profile", .string(profile)), ("action", .string(action)), ("caseId", .string(caseID)),
      ("productIds", .array(productIDs.map(OutputJSON.string))),
    ]
    if let bundleID { members.append(("bundleId", .string(bundleID))) }
    if let outcome { members.append(("outcome", .string(outcome))) }
    if let searched { members.append(("searched", .string(searched))) }
    if let purpose { members.append(("purpose", .string(purpose))) }
    if let keyFingerprint { members.append(("keyFingerprint", .string(keyFingerprint))) }
    if let tokenFingerprint { members.append(("tokenFingerprint", .string(tokenFingerprint))) }
    if foreignIDs == true { members.append(("foreignIds", .bool(true))) }
    return .object(members)
  }
}
