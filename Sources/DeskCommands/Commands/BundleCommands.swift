import ArgumentParser
import Care360
import Desk

/// `casedesk bundle …`
struct BundleGroup: DeskCommand {
  static let words = "bundle"
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "List the bundles, or change the bundle of a case.",
    subcommands: [BundleList.self, ChangeBundle.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say which: casedesk bundle list, or casedesk bundle change CASE BUNDLE.")
  }
}

/// All bundles of the organization, sold-out and hidden ones included.
struct BundleList: DeskCommand {
  static let words = "bundle list"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the organization's bundles with their prices, and mark those that are sold out or hidden.",
    discussion: """
      EXAMPLES:
        casedesk bundle list
        casedesk bundle list --json
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  var concernsPatient: Bool { false }

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    try await invocation.connected { (connection) throws(ErrorReport) in
      let bundles = try await reporting { () throws(Care360Error) in try await connection.client.bundles() }
      let json = OutputJSON.array(bundles.map(\.json))
      let table = TextTable(
        [
          .init(heading: "BUNDLE", room: .cut), .init(heading: "PRICE", isNumber: true), .init(heading: ""),
          .init(heading: "NOTE"), .init(heading: "ID"),
        ], bundles.map(\.cells))
      return .result(
        .object([("bundles", json)]),
        lines: bundles.isEmpty ? ["none"] : invocation.console.lines(table, elsewhere: bundles.map(\.line)))
    }
  }
}

/// Sets another bundle.
struct ChangeBundle: WriteCommand {
  static let words = "bundle change"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "change", abstract: "Change the bundle of a case.",
    discussion: """
      The confirmation shows both bundles with their prices.

      EXAMPLES:
        casedesk bundle change CASE BUNDLE
        casedesk bundle change CASE BUNDLE --yes --json
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Argument(help: ArgumentHelp("The id of the new bundle, as `casedesk bundle list` shows it.", valueName: "bundle"))
  var bundleText: String

  @OptionGroup var write: WriteOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let bundle = try checked { () throws(IdentifierProblem) in try BundleID(bundleText) }
    let target = try await CaseReference(caseText, in: invocation)
    let caseID = target.id
    let flow = WriteFlow(write: BundleChange(caseID, to: bundle), options: write, target: target)
    return try await flow.run(
      in: invocation,
      change: { (found, connection) throws(ErrorReport) in
        let bundles = try await reporting { () throws(Care360Error) in try await connection.client.bundles() }
        let before = found.bundle?.id.flatMap { id in bundles.first { $0.id == id } }
        let after = bundles.first { $0.id == bundle }
        let old = before?.words ?? found.bundle?.name ?? found.bundle?.id?.text ?? "no bundle, or not given"
        var lines = ["bundle \(old) -> " + (after?.words ?? "\(bundle), which is not in the organization's list")]
        lines.append("The service does not say what this changes in payments, orders or messages.")
        return lines
      },
      outcome: { changed in
        .result(
          .object([("bundle", .object([("id", .string(bundle.text)), ("name", .optional(changed.name))]))]),
          lines: ["The bundle of case \(caseID) is now \(changed.name ?? bundle.text)".asSentence])
      })
  }
}

extension Bundle {
  /// Name, price, and the reasons against choosing it.
  fileprivate var words: String {
    let price = price.map { " (" + [$0, priceUnit].compactMap { $0 }.joined(separator: " ") + ")" } ?? ""
    return (name ?? id?.text ?? "bundle not named") + price + notes.map { ", \($0)" }.joined()
  }

  fileprivate var line: String {
    CaseText.joined([id?.text ?? "(no id)", name, price, priceUnit] + notes)
  }

  fileprivate var cells: [String] {
    let notes = (isSoldOut == true ? ["sold out"] : []) + (isVisible == false ? ["hidden"] : [])
    return [name ?? "not named", price ?? "", priceUnit ?? "", notes.joined(separator: ", "), id?.text ?? "(no id)"]
  }

  private var notes: [String] {
    (isSoldOut == true ? ["SOLD OUT"] : []) + (isVisible == false ? ["HIDDEN from patients"] : [])
  }

  fileprivate var json: OutputJSON {
    var members: [(String, OutputJSON)] = [("id", .optional(id?.text)), ("name", .optional(name))]
    for (key, text) in [
      ("description", description), ("price", price), ("priceUnit", priceUnit), ("initialDiscount", initialDiscount),
    ] {
      if let text { members.append((key, .string(text))) }
    }
    if let isSoldOut { members.append(("isSoldOut", .bool(isSoldOut))) }
    if let isVisible { members.append(("isVisible", .bool(isVisible))) }
    return .object(members)
  }
}
