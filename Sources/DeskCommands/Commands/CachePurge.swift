import ArgumentParser
import Care360
import CaseStore
import FoundationEssentials

/// `casedesk cache …`
struct CacheGroup: DeskCommand {
  static let words = "cache"
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Remove recent cases from the local store.", subcommands: [CachePurge.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say what: casedesk cache purge with --all, --older-than DAYS or --case ID.")
  }
}

/// Removes recent cases and refill links so that not even their sealed bytes stay in the store's files.
struct CachePurge: DeskCommand {
  static let words = "cache purge"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "Remove recent cases and refill links; drafts are never touched.",
    discussion: """
      EXAMPLES:
        casedesk cache purge --older-than 7
        casedesk cache purge --case CASE
        casedesk cache purge --all --yes
      """)

  @Flag(help: "All of them, including those that cannot be read.")
  var all = false

  @Option(help: ArgumentHelp("Those that you have not opened for this many days.", valueName: "days"))
  var olderThan: Int?

  @Option(
    name: .customLong("case"), help: ArgumentHelp("Those of one case, given by its id or short id.", valueName: "id"))
  var caseText: String?

  @Flag(help: "Do it without asking; required when there is no terminal to confirm on.")
  var yes = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    let chosen = [all, olderThan != nil, caseText != nil].filter { $0 }
    guard chosen.count == 1 else { throw ValidationError("Give exactly one of --all, --older-than DAYS or --case ID.") }
    if let olderThan, !(0...36_500).contains(olderThan) {
      throw ValidationError("--older-than is a number of days from 0 to 36500.")
    }
  }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let shortID = caseText.flatMap(CaseReference.shortID)
    let given = try (shortID == nil ? caseText : nil).map { (text) throws(ErrorReport) in
      try checked { () throws(IdentifierProblem) in try CaseID(text) }
    }
    let console = invocation.console
    guard yes || console.canAsk else { throw .usage("No terminal to confirm on: add --yes to purge.") }
    let purged = try await StoreAccess(invocation).run { (_, store) throws(ErrorReport) in
      let caseID = try shortID.map { (text) throws(ErrorReport) in try CaseReference.id(of: text, in: store) } ?? given
      if !yes {
        let question = "Remove \(chosen(caseID)) from this machine? Drafts are not touched."
        guard try console.confirms(question) else { throw .failed("Not confirmed: nothing was removed.") }
        if Task.isCancelled { throw .interrupted }
      }
      return try storing { () throws(StoreProblem) in
        if let caseID { return try store.forget(caseID) }
        guard let olderThan else { return try store.purgeAll() }
        return try store.purge(seenBefore: invocation.host.now().addingTimeInterval(-86_400 * Double(olderThan)))
      }
    }
    let count = purged ?? 0
    let what = count == 1 ? "1 recent case or refill link was" : "\(count) recent cases and refill links were"
    return .result(.object([("purged", .integer(Int64(count)))]), lines: ["\(what) removed. Drafts were not touched."])
  }

  private func chosen(_ caseID: CaseID?) -> String {
    if let caseID { return "case \(caseID) and its refill links" }
    guard let olderThan else { return "all recent cases, refill links and product names" }
    return "the recent cases and refill links from more than \(olderThan == 1 ? "1 day" : "\(olderThan) days") ago"
  }
}
