import ArgumentParser
import Care360
import Desk
import DeskApp
import FoundationEssentials

/// Asks the service for a refill link. Each request may make a new form, so it is a write.
struct Refill: WriteCommand {
  static let words = "refill"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "refill", abstract: "Get a refill link for a case.",
    discussion: """
      Each request may make a new form for the patient, so it is confirmed like every other change.

      EXAMPLES:
        casedesk refill CASE
        casedesk refill ADA-TOSXM --product PRODUCT
        casedesk refill CASE --dry-run
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Option(
    name: .customLong("product"), help: ArgumentHelp("The id of the product that the link is for.", valueName: "id"))
  var productText: String?

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let product = try checked { () throws(IdentifierProblem) in try productText.map(ProductID.init) }
    let target = try await CaseReference(caseText, in: invocation)
    let caseID = target.id
    let isForPatients = try Environment(invocation).kind == .production
    let flow = WriteFlow(write: RefillLinkRequest(caseID, product: product), options: write, target: target)
    let console = invocation.console
    let outcome = try await flow.run(
      in: invocation,
      change: { (found, connection) throws(ErrorReport) in
        let name = product.flatMap { id in
          found.products?.first { $0.productID == id }?.productName ?? invocation.siteName(of: id)
        }
        let change = "a new refill link" + (product.map { " for " + (name.map { "\($0) " } ?? "") + "(\($0))" } ?? "")
        return [change] + (try await requestsBefore(of: caseID, connection, at: invocation.host.now()))
      },
      outcome: { link in .result(.object([("formLink", .string(link))]), lines: [link]) })
    if case .written(_, let links) = outcome, let link = links.first, !RefillLink.isWebAddress(link) {
      try console.say("casedesk: \(RefillLink.noWebAddress)")
    }
    if !isForPatients, !globals.json, !write.dryRun {
      try console.say("Not production: this link is NOT FOR PATIENTS.")
    }
    return outcome
  }

  private func requestsBefore(
    of id: CaseID, _ connection: Connection, at now: Date
  ) async throws(ErrorReport) -> [String] {
    do throws(JournalProblem) {
      return ActivityEntry.entries(of: try await connection.records(id)).refillRequests(of: id, at: now).map {
        "already requested at \($0.formatted(.iso8601)); each request may create a new form"
      }
    } catch {
      throw .failed(error.sentence)
    }
  }
}
