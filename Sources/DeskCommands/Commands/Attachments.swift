import ArgumentParser
import Care360
import Desk
import FoundationEssentials

/// The files of a case, and links that open them. The contents of a file are never asked for.
struct Attachments: DeskCommand {
  static let words = "attachments"
  static let reach = CommandReach.service
  static let configuration = CommandConfiguration(
    commandName: "attachments", abstract: "List the files of a case, or get a link that opens one.",
    discussion: """
      A link opens its file for 15 minutes, for anyone who has it. It is printed and kept nowhere.

      EXAMPLES:
        casedesk attachments CASE
        casedesk attachments CASE --link ID
      """)

  @Argument(help: .caseID)
  var caseText: String

  @Option(
    name: .customLong("link"),
    help: ArgumentHelp("Get the link to the file with this id, as the list shows it.", valueName: "id"))
  var linkID: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let target = try await CaseReference(caseText, in: invocation)
    try Environment(invocation).requireOperator()
    return try await invocation.connected { (connection) throws(ErrorReport) in
      let found = try await ActivityNotes(connection, invocation.console).view(target.id, connection.client)
      try target.refuseAnother(found)
      guard let linkID else { return list(found, invocation) }
      guard let file = found.files?.first(where: { $0.file.id == linkID }) else {
        throw .notFound("The case has no file with the id \(linkID): casedesk attachments lists them.")
      }
      let givenAt = invocation.host.now()
      let links = try await reporting { () async throws(Care360Error) in
        try await connection.client.attachmentLinks(of: target.id)
      }
      guard let url = links.first(where: { $0.id == linkID })?.url else {
        throw .failed("The service gave no link to this file.")
      }
      if !globals.json {
        try invocation.console.say("casedesk: Anyone with this link can open the file for 15 minutes.")
      }
      let expires = givenAt.addingTimeInterval(Double(AttachmentLink.validSeconds))
      return .result(
        .object([
          (
            "attachment",
            .object([
              ("id", .string(linkID)), ("fileName", .optional(file.file.fileName)), ("link", .string(url)),
              ("expiresAt", .string(expires.formatted(.iso8601))),
            ])
          )
        ]), lines: [url])
    }
  }

  private func list(_ found: Case, _ invocation: Invocation) -> CommandOutcome {
    guard let files = found.files else {
      return .result(.object([("attachments", .value(.null))]), lines: ["the service did not say"])
    }
    let table = TextTable(
      [
        .init(heading: "FILE", room: .cut), .init(heading: "KIND"), .init(heading: "SIZE"), .init(heading: "ADDED"),
        .init(heading: ""), .init(heading: "ID"),
      ],
      files.map { file in
        [
          file.name, file.kind ?? "", file.size ?? "",
          file.file.createdAt.map { $0.date.map(CaseText.time) ?? $0.text } ?? "",
          file.file.isRestricted == true ? "INTERNAL" : "", file.file.id ?? "no id given",
        ]
      })
    return .result(
      .object([("attachments", .array(files.map(Self.json)))]),
      lines: files.isEmpty
        ? ["none"] : table.lines(within: invocation.console.isOutputTerminal ? invocation.console.outputColumns : nil))
  }

  private static func json(_ file: CaseFile) -> OutputJSON {
    .object([
      ("id", .optional(file.file.id)), ("fileName", .optional(file.file.fileName)), ("kind", .optional(file.kind)),
      ("size", file.file.size.map(OutputJSON.integer) ?? .value(.null)),
      ("createdAt", .optional(file.file.createdAt?.text)),
      ("isRestricted", file.file.isRestricted.map(OutputJSON.bool) ?? .value(.null)),
      ("isOfMessage", .bool(file.isOfMessage)),
    ])
  }
}
