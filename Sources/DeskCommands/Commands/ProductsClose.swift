import ArgumentParser
import Care360

/// Closes one product of a case, for good: the API has no way back. It closes one without a reason; this site requires one.
struct ProductsClose: WriteCommand {
  static let words = "products close"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Close one product of a case, which cannot be opened again.",
    discussion: """
      The service keeps the reason with the product. The record of writes does not hold it, and it is overwritten in the \
      process list at once; the shell may keep it in its history. `casedesk lookup CASE --detail` shows the products.

      EXAMPLES:
        casedesk products close CASE PRODUCT --reason "Switched to another product"
        casedesk products close ADA-TOSXM PRODUCT --reason "Ended" --dry-run
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Argument(help: ArgumentHelp("The id of the product.", valueName: "product"))
  var productText: String

  @Option(
    name: .customLong("reason"),
    help: ArgumentHelp(
      "The reason, in one line of at most \(CloseReason.longest) characters; no product is closed without one.",
      valueName: "text"))
  var reasonText: String?

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concealed: [String] { reasonText.map { [$0] } ?? [] }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let reason = try CloseReason.ofOption(reasonText)
    let product = try checked { () throws(IdentifierProblem) in try ProductID(productText) }
    let target = try await CaseReference(caseText, in: invocation)
    let siteName = invocation.siteName(of: product)
    var flow = WriteFlow(
      write: ProductClosing(target.id, product, because: reason), options: write, target: target)
    flow.confirming = { Self.name(of: product, on: $0) ?? siteName ?? product.text }
    return try await flow.run(
      in: invocation,
      change: { (found, _) throws(ErrorReport) in
        Self.change(product, named: Self.name(of: product, on: found) ?? siteName, because: reason, on: found)
      },
      outcome: { _ in
        .result(
          .object([("caseId", .string(target.id.text))]),
          lines: ["Product \(product) of case \(target.id) is closed."])
      })
  }

  private static func name(of product: ProductID, on found: Case) -> String? {
    found.products?.first { $0.productID == product }?.productName
  }

  private static func change(
    _ product: ProductID, named name: String?, because reason: CloseReason, on found: Case
  ) -> [String] {
    let words = (name.map { "\($0)  " } ?? "") + product.text
    var lines = ["close \(words)", "The service has no way to open it again.", "Reason: \(reason.text)"]
    let rows = found.products?.filter { $0.productID == product }
    if rows?.isEmpty == true { lines.append("This case does not have the product; the service may refuse.") }
    if rows?.isEmpty == false, rows?.allSatisfy(\.isClosed) == true {
      lines.append("The product is closed already; the service may refuse.")
    }
    return lines
  }
}
