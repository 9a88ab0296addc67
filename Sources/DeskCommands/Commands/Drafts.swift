import ArgumentParser
import Care360
import CaseStore
import Desk
import DeskApp
import FoundationEssentials

/// Lists the forms, messages and notes that were begun and not sent, from the local store, without their contents.
struct Drafts: DeskCommand {
  static let words = "drafts"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "drafts",
    abstract: "List the forms, messages and notes that were begun but not sent, from the local store.",
    discussion: """
      Only the screen shows their contents.

      EXAMPLES:
        casedesk drafts
        casedesk drafts --json
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let access = try StoreAccess(invocation)
    try access.environment.requireOperator()
    let drafts = try await access.run { (access, store) throws(ErrorReport) in
      let list = try storing { () throws(StoreProblem) in try store.drafts() }
      if !list.unreadable.isEmpty {
        try access.say(
          list.unreadable.count == 1
            ? "1 draft was changed outside CaseDesk; it is kept but not shown."
            : "\(list.unreadable.count) drafts were changed outside CaseDesk; they are kept but not shown.")
      }
      return try list.records.map { (record) throws(ErrorReport) in
        let isOpen = try storing { () throws(StoreProblem) in
          record.sessionID != store.sessionID ? try store.isAlive(session: record.sessionID) : false
        }
        return ListedDraft(record: record, isOpen: isOpen)
      }
    }
    let found = drafts ?? []
    return .result(
      .object([("drafts", .array(found.map(\.json)))]),
      lines: found.isEmpty ? ["none"] : invocation.console.lines(table(found, invocation), elsewhere: found.map(\.line))
    )
  }

  private func table(_ found: [ListedDraft], _ invocation: Invocation) -> TextTable {
    let times = invocation.listedTimes
    return TextTable(
      [
        .init(heading: "CASE"), .init(heading: "PATIENT", room: .cut), .init(heading: "DRAFT"),
        .init(heading: "WHAT", room: .cut), .init(heading: "SAVED (\(times.zoneName))"), .init(heading: ""),
        .init(heading: "NOTE", room: .cut), .init(heading: "BY", room: .spare), .init(heading: "ID", room: .spare),
      ], found.map { $0.cells(times) })
  }
}

/// A draft and whether a session that lives has it open.
struct ListedDraft: Sendable {
  let record: DraftRecord
  let isOpen: Bool

  /// `pts/3`, or that it was begun without a terminal.
  private var place: String? {
    guard isOpen else { return nil }
    return record.terminal.isEmpty ? "another session" : record.terminal
  }

  private var waiting: Waiting? { record.content.waiting.map(Waiting.init) }

  var json: OutputJSON { json(with: nil) }

  /// - Parameter contents: the document itself.
  func json(with contents: OutputJSON?) -> OutputJSON {
    let content = record.content
    var members: [(String, OutputJSON)] = [
      ("caseId", .string(record.id.caseID.text)), ("kind", .string(record.id.kind.rawValue)),
      ("shortId", .string(content.shortID)),
      ("name", .string(content.patientName)), ("summary", .string(content.summary)),
      ("author", .string(record.operatorID)), ("savedAt", .string(record.savedAt.formatted(.iso8601))),
    ]
    if let place { members.append(("openIn", .string(place))) }
    if record.id.isConflictCopy { members.append(("copy", .integer(Int64(record.id.copy)))) }
    if let waiting { members.append(("waitingFor", .string(waiting.whom))) }
    if let contents { members.append(("contents", contents)) }
    return .object(members)
  }

  func cells(_ times: ListedTime) -> [String] {
    let content = record.content
    return [
      content.shortID, content.patientName, record.id.kind.rawValue, content.summary, times.exact(record.savedAt),
      times.age(record.savedAt),
      [
        place.map { "open in \($0)" }, record.id.isConflictCopy ? "copy \(record.id.copy)" : nil, waiting?.words,
      ].compactMap { $0 }.joined(separator: ", "),
      record.operatorID, record.id.caseID.text,
    ]
  }

  var line: String {
    let content = record.content
    return CaseText.joined([
      record.id.kind.rawValue, content.shortID, content.patientName, content.summary,
      "saved " + CaseText.time(record.savedAt),
      "by \(record.operatorID)", record.id.caseID.text, place.map { "open in \($0)" },
      record.id.isConflictCopy ? "copy \(record.id.copy): it could not take the draft's place" : nil, waiting?.words,
    ])
  }
}
