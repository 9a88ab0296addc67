import ArgumentParser
import Care360
import CaseStore
import Desk
import DeskConfig
import FoundationEssentials

/// The cases of the organization that wait for a person, and why.
struct Worklist: DeskCommand {
  static let words = "worklist"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "worklist", abstract: "List the cases that are waiting for someone, and why.",
    discussion: """
      The most urgent reason comes first; within one reason, the longest wait comes first. With --json \
      every case is one line of JSON. At most \(CaseListWalk.most) cases are read.

      EXAMPLES:
        casedesk worklist
        casedesk worklist --since 30d --status OPEN,ASSIGNED
        casedesk worklist --view waiting --json
      """)

  @Option(
    help: ArgumentHelp(
      "How far to look back: hours, such as 24h, or days, such as 7d. Default: the configured window, else 7d.",
      valueName: "span"))
  var since: WorklistSpan?

  @Option(help: ArgumentHelp("Only cases with these statuses, such as OPEN,ASSIGNED.", valueName: "statuses"))
  var status: String?

  @Option(
    help: ArgumentHelp(
      "What to list: \(WorklistView.withoutTeam.map(\.rawValue).joined(separator: ", ")), or a view from the configuration.",
      valueName: "view"))
  var view: String?

  @Flag(help: "Every case: the same as --view all.")
  var all = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  /// Seconds.
  private static let leeway = 60.0

  func validate() throws {
    if all, let view, view != WorklistView.all.rawValue {
      throw ValidationError("--all means --view all: leave out one of the two.")
    }
  }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    guard invocation.policy.allowsWorklist else {
      throw .failed("The site policy turns the worklist off: look up each patient instead.")
    }
    let statuses = try Self.statuses(status)
    let settings = WorklistSettings(invocation.settings, invocation.policy, hasTeam: false)
    let view = try chosen(of: settings)
    guard view != .builtIn(.followUps) else {
      throw .usage("Follow-ups are kept on this machine alone: casedesk followups lists them. Give another --view.")
    }
    let since = self.since ?? WorklistSpan(view.own?.window ?? settings.window)
    let console = invocation.console
    try Environment(invocation).requireOperator()
    return try await invocation.connected { (connection) throws(ErrorReport) in
      let now = invocation.host.now()
      // A query takes whole seconds, and the service's clock may be ahead, so recent changes must not be missed.
      let until = now.addingTimeInterval(Self.leeway)
      var walk = CaseListWalk(from: until.addingTimeInterval(-since.seconds), until: until, statuses: statuses)
      var found: [WorklistRow] = []
      var failure: ErrorReport?
      while let query = walk.next {
        do throws(Care360Error) {
          let page = try await connection.client.cases(query)
          found += walk.take(page).map { WorklistRow($0, settings.rules, at: now) }
        } catch {
          if case .tooLarge = error, walk.askForLess() { continue }
          guard !found.isEmpty else { throw ErrorReport(error) }
          failure = ErrorReport(error)
          break
        }
        if Task.isCancelled { throw .interrupted }
      }
      try await ActivityNotes(connection, console).note(.listed(walk.count))
      let rows = found.filter { view.holds($0) }.sorted(by: view.own?.sort ?? .why)
      try print(rows, at: now, since, console)
      for sentence in walk.remarks { try console.say("casedesk: \(sentence)") }
      guard let failure else { return .printed(.done) }
      try console.say("casedesk: The list is not complete: the service did not give the rest.")
      return .cutShort(failure, code: failure.exitCode)
    }
  }

  private static func statuses(_ text: String?) throws(ErrorReport) -> [CaseStatus] {
    guard let text else { return [] }
    let known = CaseStatus.known.map(\.rawValue)
    let words = text.uppercased().utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard words.allSatisfy(known.contains) else {
      throw .usage("--status takes \(known.joined(separator: ", ")), separated by commas.")
    }
    return words.map(CaseStatus.init(rawValue:))
  }

  private func print(
    _ rows: [WorklistRow], at now: Date, _ since: WorklistSpan, _ console: Console
  ) throws(ErrorReport) {
    if globals.json {
      for row in rows { try console.print(Self.json(row).text) }
      return
    }
    guard !rows.isEmpty else { return try console.print("No case from the last \(since.words) is waiting here.") }
    let table = TextTable(
      [
        .init(heading: "CASE"), .init(heading: "PATIENT", room: .cut), .init(heading: "STATUS"),
        .init(heading: "WHY", room: .cut), .init(heading: "BUNDLE", room: .cut),
      ],
      rows.map { row in
        [row.shownShortID, row.patient, row.status?.rawValue ?? "status not given", row.why(at: now), row.bundle ?? ""]
      })
    for line in table.lines(within: console.isOutputTerminal ? console.outputColumns : nil) { try console.print(line) }
  }

  private static func json(_ row: WorklistRow) -> OutputJSON {
    func text(_ text: String?) -> OutputJSON { text.map(OutputJSON.string) ?? .value(.null) }
    return .object([
      ("caseId", .string(row.id.text)), ("shortId", text(row.shortID)),
      ("status", text(row.status?.rawValue)),
      ("isArchived", row.isArchived.map(OutputJSON.bool) ?? .value(.null)),
      ("reasons", .array(row.reasons.map { .string($0.kind == .look ? $0.words : $0.kind.rawValue) })),
      ("updatedAt", text(row.updatedAt?.text)),
    ])
  }
}

extension Worklist {
  private func chosen(of settings: WorklistSettings) throws(ErrorReport) -> WorklistChoice {
    if all { return .builtIn(.all) }
    guard let view else { return settings.view }
    guard let choice = settings.choices.first(where: { $0.name == view }) else {
      throw .usage("--view takes \(settings.choices.map(\.name).joined(separator: ", ")).")
    }
    return choice
  }
}

/// The time that a list looks back over.
struct WorklistSpan: ExpressibleByArgument, Hashable, Sendable {
  let seconds: TimeInterval
  let words: String

  init(_ window: WorklistWindow) { self.init(window.seconds, window.words) }

  private init(_ seconds: TimeInterval, _ words: String) {
    self.seconds = seconds
    self.words = words
  }

  /// At most a year, since the service lists only 60 days at a time.
  init?(argument: String) {
    guard let number = Int(argument.dropLast()), number > 0 else { return nil }
    switch argument.last {
    case "d" where number <= 366: self.init(Double(number) * 86_400, number == 1 ? "24 hours" : "\(number) days")
    case "h" where number <= 366 * 24: self.init(Double(number) * 3600, number == 1 ? "60 minutes" : "\(number) hours")
    default: return nil
    }
  }
}

extension CaseListWalk {
  /// Sentences on cases that the list leaves out.
  fileprivate var remarks: [String] {
    var remarks: [String] = []
    if withoutID > 0 {
      remarks.append(
        withoutID == 1
          ? "1 case came without a readable id and is left out."
          : "\(withoutID) cases came without a readable id and are left out.")
    }
    switch end {
    case .tooMany:
      remarks.append("There are more than \(Self.most) cases: the rest is left out. --since makes the list shorter.")
    case .tooManyPages:
      remarks.append(
        "The service gave very few cases at a time: the rest is left out. --since makes the list shorter.")
    case .goesInCircles:
      remarks.append("The service repeated pages: the list may not be complete.")
    case .hasNoCursor:
      remarks.append("The service has more cases and did not say where they begin: the list is not complete.")
    case .complete, nil: break
    }
    return remarks
  }
}
