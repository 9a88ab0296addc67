import ArgumentParser
import Care360
import CaseStore
import Desk
import DeskApp
import FoundationEssentials

/// `casedesk followups …`: the operator's reminders to look at a case again, from the local store alone.
struct FollowUpGroup: DeskCommand {
  static let words = "followups"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "followups", abstract: "List, add, move and end your reminders to look at a case again.",
    discussion: """
      Follow-ups are kept sealed on this machine; the service gets none of them. A due one stands on top of the worklist. \
      One also becomes due when a case or list that is read shows a newer message from the patient.

      EXAMPLES:
        casedesk followups
        casedesk followups add CASE "tomorrow 9"
        casedesk followups move ID "fri 14:00"
        casedesk followups done ID
      """,
    subcommands: [
      FollowUpList.self, FollowUpAdd.self, FollowUpDone.self, FollowUpMove.self, FollowUpDelete.self,
    ])

  @OptionGroup var list: FollowUpListOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try await list.perform(in: invocation)
  }
}

/// Lists the follow-ups, the earliest first.
struct FollowUpList: DeskCommand {
  static let words = "followups list"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List your follow-ups, the earliest first; the same as casedesk followups.",
    discussion: """
      EXAMPLES:
        casedesk followups list --json
        casedesk followups list --all
      """)

  @OptionGroup var list: FollowUpListOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try await list.perform(in: invocation)
  }
}

struct FollowUpListOptions: ParsableArguments, Sendable {
  @Flag(help: "With those that are done; they are kept for retention_days.")
  var all = false

  fileprivate func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let access = try StoreAccess(invocation)
    try access.environment.requireOperator()
    let records = try await access.run { (access, store) throws(ErrorReport) in
      let list = try storing { () throws(StoreProblem) in try store.followUps() }
      if list.unreadable > 0 {
        try access.say(
          list.unreadable == 1
            ? "1 follow-up was changed outside CaseDesk; it is kept but not shown."
            : "\(list.unreadable) follow-ups were changed outside CaseDesk; they are kept but not shown.")
      }
      return list.records
    }
    let found = (records ?? []).filter { all || $0.doneAt == nil }
    let now = invocation.host.now()
    let times = invocation.listedTimes
    let table = TextTable(
      [
        .init(heading: "CASE"), .init(heading: "PATIENT", room: .cut), .init(heading: "WHEN (\(times.zoneName))"),
        .init(heading: ""), .init(heading: "TEXT", room: .cut), .init(heading: "ID"),
        .init(heading: "BY", room: .spare), .init(heading: "CASE ID", room: .spare),
      ],
      found.map { record in
        [
          record.shortID, record.patientName, times.exact(record.due), record.standing(at: now), record.text, record.id,
          record.author, record.caseID.text,
        ]
      })
    return .result(
      .followUps(found, at: now),
      lines: found.isEmpty ? ["none"] : invocation.console.lines(table, elsewhere: found.map { $0.line(at: now) }))
  }
}

/// Makes a follow-up.
struct FollowUpAdd: DeskCommand {
  static let words = "followups add"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a follow-up: look at a case again at a time.",
    discussion: """
      The time is read in the time zone of the profile: \(NaturalTime.examples), or 2026-12-01 10:00. The exact time is \
      said before it is kept. With - a line of text comes from standard input, so it stays out of the process list and \
      the shell's history. Nothing is sent to the service.

      EXAMPLES:
        casedesk followups add CASE "tomorrow 9"
        casedesk followups add CASE "in 2 h" -
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Argument(help: ArgumentHelp("When, as one argument: \"tomorrow 9\".", valueName: "time"))
  var time: String

  @Argument(help: ArgumentHelp("- reads what to look at from standard input: one line.", valueName: "-"))
  var source: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    if let source, source != "-" {
      throw ValidationError("The text of a follow-up is read from standard input: write - in its place.")
    }
  }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let time = try NaturalTime.ofArgument(time, in: invocation)
    let shortID = CaseReference.shortID(caseText)
    let given = try (shortID == nil ? caseText : nil).map { (text) throws(ErrorReport) in
      try checked { () throws(IdentifierProblem) in try CaseID(text) }
    }
    let text = try source == nil ? "" : Self.text(invocation.console)
    let access = try StoreAccess(invocation)
    try access.environment.requireOperator()
    let author = access.environment.operatorName
    let made = try await access.run { (access, store) throws(ErrorReport) in
      let now = invocation.host.now()
      let id = try shortID.map { (text) throws(ErrorReport) in try CaseReference.id(of: text, in: store) } ?? given
      guard let id else { throw .usage("Give the case id.") }
      try time.say(in: invocation)
      return try storing { () throws(StoreProblem) in
        let known = try KnownCase(id, in: store)
        let taken = Set(try store.followUps().records.map(\.id))
        let record = FollowUpRecord(
          id: FollowUp.newID(at: now, taken: taken.contains), caseID: id, shortID: known.shortID,
          patientName: known.patientName, due: time.date, text: text, madeAt: now, author: author)
        try store.add(record)
        return record
      }
    }
    guard let made else {
      throw .failed("The follow-up was not kept: this profile has no local store yet. The screen makes one.")
    }
    return .result(
      .followUps([made], at: invocation.host.now()),
      lines: ["\(made.shortID): look again \(time.words). Its id is \(made.id)."])
  }

  private static func text(_ console: Console) throws(ErrorReport) -> String {
    let typed: String
    if console.canAsk {
      guard let line = try console.ask("Reason to look again, in one line: ") else {
        throw .failed("Nothing was kept.")
      }
      typed = line
    } else {
      let bytes = try RequestBodyFile(path: "-").read(console)
      guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalid("The text is not UTF-8.") }
      typed = text
    }
    guard let line = FollowUpText.line(typed) else { throw .invalid(FollowUpText.tooLong) }
    return line
  }
}

/// Ends a follow-up.
struct FollowUpDone: DeskCommand {
  static let words = "followups done"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "End a follow-up: you saw to it.",
    discussion: """
      EXAMPLES:
        casedesk followups done ID
      """)

  @Argument(help: .followUpID)
  var id: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let now = invocation.host.now()
    let done = try await FollowUpStore(invocation).change(id) { $0.doneAt = $0.doneAt ?? now }
    return .result(.followUps([done], at: now), lines: ["\(done.shortID): the follow-up is done."])
  }
}

/// Sets a follow-up to another time.
struct FollowUpMove: DeskCommand {
  static let words = "followups move"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Set a follow-up to another time.",
    discussion: """
      A follow-up that is done is open again after that.

      EXAMPLES:
        casedesk followups move ID "fri 14:00"
      """)

  @Argument(help: .followUpID)
  var id: String

  @Argument(help: ArgumentHelp("When, as one argument: \"tomorrow 9\".", valueName: "time"))
  var time: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let time = try NaturalTime.ofArgument(time, in: invocation)
    let now = invocation.host.now()
    let moved = try await FollowUpStore(invocation).change(id, saying: time) { record in
      record.due = time.date
      record.setAt = now
      record.wokenBy = nil
      record.doneAt = nil
    }
    return .result(.followUps([moved], at: now), lines: ["\(moved.shortID): look again \(time.words)."])
  }
}

/// Deletes a follow-up so that not even its sealed bytes stay in the store's file.
struct FollowUpDelete: DeskCommand {
  static let words = "followups delete"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete a follow-up.",
    discussion: """
      EXAMPLES:
        casedesk followups delete ID
        casedesk followups delete ID --yes
      """)

  @Argument(help: .followUpID)
  var id: String

  @Flag(help: "Do it without asking; required when there is no terminal to confirm on.")
  var yes = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let console = invocation.console
    guard yes || console.canAsk else { throw .usage("No terminal to confirm on: add --yes to delete.") }
    let times = invocation.listedTimes
    let deleted = try await FollowUpStore(invocation).run(id) { (record, store) throws(ErrorReport) in
      if !yes {
        let what = CaseText.joined([record.shortID, record.patientName, times.exact(record.due), record.text])
        guard try console.confirms("Delete the follow-up \(what)?") else {
          throw .failed("Not confirmed: nothing was deleted.")
        }
        if Task.isCancelled { throw .interrupted }
      }
      // It may have begun to wait meanwhile.
      var now: FollowUpRecord?
      try storing { () throws(StoreProblem) in
        try store.delete(followUp: record.id) { found in
          now = found
          return found?.waiting == nil
        }
      }
      try now.map { (found) throws(ErrorReport) in try FollowUpStore.refuseIfWaiting(found) }
      return record
    }
    return .result(
      .followUps([deleted], at: invocation.host.now()), lines: ["\(deleted.shortID): the follow-up is deleted."])
  }
}

/// One follow-up of the store, by the id that a person typed.
private struct FollowUpStore {
  let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// - Parameter time: said before the change.
  func change(
    _ id: String, saying time: NaturalTime? = nil, _ change: @escaping @Sendable (inout FollowUpRecord) -> Void
  ) async throws(ErrorReport) -> FollowUpRecord {
    try await run(id) { (record, store) throws(ErrorReport) in
      try time?.say(in: invocation)
      // It may have begun to wait meanwhile.
      let changed = try storing { () throws(StoreProblem) in
        try store.change(followUp: record.id) { if $0.waiting == nil { change(&$0) } }
      }
      try Self.refuseIfWaiting(changed)
      return changed
    }
  }

  fileprivate static func refuseIfWaiting(_ record: FollowUpRecord) throws(ErrorReport) {
    guard let waiting = record.waiting else { return }
    throw .failed("Nothing was changed: it \(Waiting(waiting).words). The screen takes it back: F3.")
  }

  func run(
    _ id: String, _ work: @escaping @Sendable (FollowUpRecord, LocalStore) throws(ErrorReport) -> FollowUpRecord
  ) async throws(ErrorReport) -> FollowUpRecord {
    let access = try StoreAccess(invocation)
    try access.environment.requireOperator()
    let found = try await access.run { (_, store) throws(ErrorReport) -> FollowUpRecord in
      let records = try storing { () throws(StoreProblem) in try store.followUps().records }
      guard let record = records.first(where: { $0.id == id.lowercased() }) else {
        throw .notFound("There is no follow-up \(id) here: casedesk followups lists them.")
      }
      try Self.refuseIfWaiting(record)
      return try work(record, store)
    }
    guard let found else { throw .notFound("There is no follow-up \(id) here: nothing is kept for this profile.") }
    return found
  }
}

/// The names of a case as far as the local store knows them.
private struct KnownCase {
  let shortID: String
  let patientName: String

  init(_ id: CaseID, in store: LocalStore) throws(StoreProblem) {
    if let recent = try store.recents().records.first(where: { $0.caseID == id }) {
      shortID = recent.detail.shownShortID
      patientName = recent.detail.submitter.fullName ?? ""
    } else if let draft = try store.drafts().records.first(where: { $0.id.caseID == id }) {
      (shortID, patientName) = (draft.content.shortID, draft.content.patientName)
    } else if let link = try store.refillLinks().first(where: { $0.caseID == id }) {
      (shortID, patientName) = (link.shortID, link.patientName)
    } else if let followUp = try store.followUps().records.first(where: { $0.caseID == id }) {
      (shortID, patientName) = (followUp.shortID, followUp.patientName)
    } else {
      (shortID, patientName) = (String(id.text.prefix(8)), "")
    }
  }
}

extension NaturalTime {
  fileprivate static func ofArgument(_ text: String, in invocation: Invocation) throws(ErrorReport) -> NaturalTime {
    do throws(NaturalTimeProblem) {
      return try NaturalTime(text, at: invocation.host.now(), zone: invocation.zone)
    } catch {
      throw .invalid(error.sentence)
    }
  }

  /// For a person, before it is kept; a program reads it in the result.
  fileprivate func say(in invocation: Invocation) throws(ErrorReport) {
    guard !invocation.globals.json else { return }
    for sentence in [note, "Look again \(words)."].compactMap(\.self) {
      try invocation.console.say("casedesk: " + sentence)
    }
  }
}

extension ArgumentHelp {
  fileprivate static let followUpID = ArgumentHelp("The id, as casedesk followups shows it.", valueName: "id")
}

extension OutputJSON {
  fileprivate static func followUps(_ records: [FollowUpRecord], at now: Date) -> OutputJSON {
    .object([("followups", .array(records.map { $0.json(at: now) }))])
  }
}

extension FollowUpRecord {
  fileprivate func isDue(at now: Date) -> Bool { doneAt == nil && (wokenBy != nil || due <= now) }

  /// "due", "the patient wrote", "done", "waits for the team's store, to go to kim"; empty while its time is to come.
  fileprivate func standing(at now: Date) -> String {
    if doneAt != nil { return "done" }
    if let waiting { return Waiting(waiting).words }
    if wokenBy != nil { return "the patient wrote" }
    return isDue(at: now) ? "due" : ""
  }

  func json(at now: Date) -> OutputJSON {
    var members: [(String, OutputJSON)] = [
      ("id", .string(id)), ("caseId", .string(caseID.text)), ("shortId", .string(shortID)),
      ("name", .string(patientName)), ("due", .string(due.formatted(.iso8601))), ("isDue", .bool(isDue(at: now))),
      ("text", .string(text)), ("madeAt", .string(madeAt.formatted(.iso8601))), ("author", .string(author)),
    ]
    if let wokenBy { members.append(("patientWroteAt", .string(wokenBy.formatted(.iso8601)))) }
    if let doneAt { members.append(("doneAt", .string(doneAt.formatted(.iso8601)))) }
    if let waiting { members.append(("waitingFor", .string(Waiting(waiting).whom))) }
    return .object(members)
  }

  func line(at now: Date) -> String {
    let standing = standing(at: now)
    return CaseText.joined([
      id, shortID, patientName.isEmpty ? nil : patientName, CaseText.time(due), standing.isEmpty ? nil : standing,
      text.isEmpty ? nil : text, "by \(author)", caseID.text,
    ])
  }
}
