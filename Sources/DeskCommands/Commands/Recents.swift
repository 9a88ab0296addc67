import ArgumentParser
import Care360
import CaseStore
import Desk
import DeskConfig
import FoundationEssentials

/// The cases that were seen lately, from the local store.
struct Recents: DeskCommand {
  static let words = "recents"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "recents", abstract: "List the cases that you looked at recently, from the local store.",
    discussion: """
      Cases past retention_days and retention_count are removed first.

      EXAMPLES:
        casedesk recents
        casedesk recents --json
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let access = try StoreAccess(invocation)
    try access.environment.requireOperator()
    let records = try await access.run { (access, store) throws(ErrorReport) in
      try forgetOld(store, invocation)
      let list = try storing { () throws(StoreProblem) in try store.recents() }
      if list.unreadable > 0 {
        try access.say(
          list.unreadable == 1
            ? "1 recent case was changed outside CaseDesk and is not shown."
            : "\(list.unreadable) recent cases were changed outside CaseDesk and are not shown.")
      }
      return list.records
    }
    let found = records ?? []
    return .result(
      .object([("recents", .array(found.map(\.json)))]),
      lines: found.isEmpty ? ["none"] : invocation.console.lines(table(found, invocation), elsewhere: found.map(\.line))
    )
  }

  private func table(_ found: [RecentRecord], _ invocation: Invocation) -> TextTable {
    let times = invocation.listedTimes
    return TextTable(
      [
        .init(heading: "CASE"), .init(heading: "PATIENT", room: .cut), .init(heading: "STATUS"),
        .init(heading: "SEEN (\(times.zoneName))"), .init(heading: ""), .init(heading: "NOTE", room: .cut),
        .init(heading: "ID", room: .spare),
      ],
      found.map { record in
        [
          record.detail.shortID ?? "(no short id)", record.detail.submitter.fullName ?? "name not given",
          CaseText.briefState(record.detail), times.exact(record.seenAt), times.age(record.seenAt),
          record.uncheckedPhone == nil ? "" : "identity not checked", record.caseID.text,
        ]
      })
  }

  /// Cases past their retention are not shown. When they cannot be removed, the person is told and the rest is shown.
  private func forgetOld(_ store: LocalStore, _ invocation: Invocation) throws(ErrorReport) {
    let rule = invocation.settings.store
    let limit = invocation.host.now().addingTimeInterval(-86_400 * Double(rule.retentionDays))
    do throws(StoreProblem) {
      _ = try store.purge(seenBefore: limit)
      _ = try store.keep(newest: rule.retentionCount)
    } catch {
      try invocation.console.say("casedesk: " + error.sentence)
    }
  }
}

extension RecentRecord {
  fileprivate var json: OutputJSON {
    .object([
      ("caseId", .string(caseID.text)), ("shortId", .optional(detail.shortID)),
      ("name", .optional(detail.submitter.fullName)), ("seenAt", .string(seenAt.formatted(.iso8601))),
      ("identifiers", .array(identifiers.map(\.sent).sorted().map(OutputJSON.string))),
    ])
  }

  fileprivate var line: String {
    CaseText.joined([
      detail.shortID ?? "(no short id)", detail.submitter.fullName ?? "name not given",
      "seen " + CaseText.time(seenAt), caseID.text,
      uncheckedPhone == nil ? nil : "found by phone, identity not checked",
    ])
  }
}
