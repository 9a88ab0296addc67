import ArgumentParser
import Care360
import FoundationEssentials
import Terminal

/// `casedesk products …`
struct ProductsGroup: DeskCommand {
  static let words = "products"
  static let configuration = CommandConfiguration(
    commandName: "products", abstract: "Add products with their intake forms to a case, or close one.",
    subcommands: [ProductsAdd.self, ProductsClose.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage(
      "Say which: casedesk products add CASE --file F.json, or casedesk products close CASE PRODUCT --reason TEXT.")
  }
}

/// Adds products from a request body in a file.
struct ProductsAdd: WriteCommand {
  static let words = "products add"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add the products in a file to a case.",
    discussion: """
      The file holds the API's request body: {"products": [...]}. Keys that the API does not document are sent as they \
      are.

      EXAMPLES:
        casedesk products add CASE --file body.json
        casedesk products add CASE --file - --yes < body.json
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Option(
    help: ArgumentHelp("The request body as JSON; - reads it from standard input.", valueName: "f.json"),
    completion: .file())
  var file: String

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let target = try await CaseReference(caseText, in: invocation)
    let caseID = target.id
    let body = try RequestBodyFile(path: file).read(invocation.console)
    let payload = try await reporting { () throws(Care360Error) in try ProductsPayload(parsing: body) }
    for key in payload.unknownKeys {
      try invocation.console.say(
        "casedesk: " + Sanitiser.visible("The API does not document the key \(key); it is sent as written."))
    }
    let flow = WriteFlow(write: ProductAddition(caseID, payload), options: write, target: target, mayAsk: file != "-")
    let count = payload.productIDs.count
    return try await flow.run(
      in: invocation,
      change: { (found, _) throws(ErrorReport) in Self.change(payload, on: found, invocation) },
      outcome: { id in
        .result(
          .object([("caseId", .string(id.text))]),
          lines: [count == 1 ? "1 product was added to case \(id)." : "\(count) products were added to case \(id)."])
      })
  }

  /// Each product, and whether the case has it already.
  private static func change(_ payload: ProductsPayload, on found: Case, _ invocation: Invocation) -> [String] {
    let ids = payload.productIDs
    var lines = [ids.count == 1 ? "add 1 product" : "add \(ids.count) products"]
    for id in ids {
      let words = (invocation.siteName(of: id).map { "\($0)  " } ?? "") + id.text
      guard let products = found.products else {
        lines.append("  \(words)  (not known whether the case has it)")
        continue
      }
      let same = products.first { $0.productID == id }
      lines.append("  \(words)" + (same == nil ? "" : "  ALREADY ON THIS CASE as \(same?.productName ?? "a product")"))
    }
    return lines
  }
}
