import ArgumentParser
import Care360

/// Checks a promo code.
struct Promo: DeskCommand {
  static let words = "promo"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "promo", abstract: "Check a promo code and show its discount.",
    discussion: """
      Without a bundle the code is checked for none. A code that is not valid ends with 3.

      EXAMPLES:
        casedesk promo SAVE10
        casedesk promo SAVE10 --bundle BUNDLE --json
      """)

  @Argument(help: ArgumentHelp("The code, as one word.", valueName: "code"))
  var codeText: String

  @Option(
    name: .customLong("bundle"),
    help: ArgumentHelp("The id of a bundle, as `casedesk bundle list` shows it.", valueName: "bundle"))
  var bundleText: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concernsPatient: Bool { false }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let code: PromoCode
    do throws(PromoCodeProblem) { code = try PromoCode(codeText) } catch { throw .invalid(error.sentence) }
    var bundle: BundleReference?
    if let bundleText {
      let id = try checked { () throws(IdentifierProblem) in try BundleID(bundleText) }
      bundle = BundleReference(id: id, name: nil)
    }
    let query = PromoQuery(code, for: bundle)
    let discount = try await invocation.connected { (connection) throws(ErrorReport) in
      try await reporting { () throws(Care360Error) in try await connection.client.checkPromo(query) }
    }
    guard let discount else { throw .notFound(query.sentence(nil)) }
    let members = [("flatDiscount", discount.flat), ("percentDiscount", discount.percent)].compactMap { name, value in
      value.map { (name, OutputJSON.value($0)) }
    }
    return .result(
      .object([("promo", .object([("code", .string(code.text))] + members))]), lines: [query.sentence(discount)])
  }
}
