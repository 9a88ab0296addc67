import ArgumentParser
import Care360
import Desk
import DeskApp
import DeskConfig
import Terminal

/// `casedesk texts …`
struct TextGroup: DeskCommand {
  static let words = "texts"
  static let configuration = CommandConfiguration(
    commandName: "texts", abstract: "List, show and check the canned texts for messages and notes.",
    subcommands: [TextList.self, TextShow.self, TextCheck.self])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say which: casedesk texts list, casedesk texts show NAME, or casedesk texts check [NAME …].")
  }
}

struct TextList: DeskCommand {
  static let words = "texts list"
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the texts: your own, the site's, and those that come with the program.",
    discussion: """
      EXAMPLES:
        casedesk texts list
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let entries = invocation.texts.entries
    let table = TextTable(
      [
        .init(heading: "NAME"), .init(heading: "TITLE", room: .cut), .init(heading: "FOR"), .init(heading: "FROM"),
      ],
      entries.map { entry in
        [entry.name, entry.text?.title ?? "NOT USABLE", entry.text?.kindWords ?? "", entry.origin.words]
      })
    let width = entries.map(\.name.count).max() ?? 0
    return .result(
      .object([("texts", .array(entries.map(\.json)))]),
      lines: invocation.console.lines(
        table,
        elsewhere: entries.map { entry in
          let name = entry.name + String(repeating: " ", count: width - entry.name.count)
          let what = entry.text.map { "\($0.title)  (\($0.kindWords))" } ?? "NOT USABLE: casedesk texts check says why"
          return "\(name)  \(what)  \(entry.origin.words)"
        }))
  }
}

struct TextShow: DeskCommand {
  static let words = "texts show"
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a text with its blanks.",
    discussion: """
      EXAMPLES:
        casedesk texts show visit-reminder
      """)

  @Argument(help: "The text.", completion: .custom(textNames))
  var name: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let entry = try invocation.texts.entry(named: name)
    let text = try entry.usable()
    var lines = ["\(text.title)  (\(text.kindWords))  \(entry.origin.words)", ""]
    lines += (entry.source?.body ?? "").split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(
      String.init)
    if lines.last == "" { lines.removeLast() }
    return .result(.object([("texts", .array([entry.json]))]), lines: lines)
  }
}

struct TextCheck: DeskCommand {
  static let words = "texts check"
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check text files for mistakes and for blanks that do not exist.",
    discussion: """
      The exit code is 1 when something is wrong.

      EXAMPLES:
        casedesk texts check
        casedesk texts check visit-reminder
      """)

  @Argument(help: "The texts; if left out, all of them.", completion: .custom(textNames))
  var names: [String] = []

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let texts = invocation.texts
    var wanted: [CannedTexts.Entry] = []
    for name in names { wanted.append(try texts.entry(named: name)) }
    let problems = names.isEmpty ? texts.problems + texts.entries.flatMap(\.problems) : wanted.flatMap(\.problems)
    guard problems.isEmpty else {
      let count = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
      throw .failed("\(count) in the texts:\n" + problems.map(\.description).joined(separator: "\n"))
    }
    if names.isEmpty { wanted = texts.entries }
    return .result(
      .object([("texts", .array(wanted.map { .object([("name", .string($0.name)), ("ok", .bool(true))]) }))]),
      lines: wanted.map { "\($0.name): nothing wrong" })
  }
}

extension CannedTexts {
  func entry(named name: String) throws(ErrorReport) -> Entry {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw .usage("There is no such text: choose one of \(entries.map(\.name).joined(separator: ", ")).")
    }
    return entry
  }
}

extension CannedTexts.Entry {
  func usable() throws(ErrorReport) -> CannedText {
    guard let text else {
      throw .failed("The text \(name) cannot be used:\n" + problems.map(\.description).joined(separator: "\n"))
    }
    return text
  }

  fileprivate var json: OutputJSON {
    .object([
      ("name", .string(name)), ("origin", .string(origin.rawValue)), ("ok", .bool(text != nil)),
      ("title", .optional(source?.title)),
      (
        "kinds",
        .array(Communication.Kind.allCases.filter { source?.kinds.contains($0) == true }.map { .string($0.rawValue) })
      ),
      ("body", .optional(source?.body)),
      ("blanks", .array((text?.body.blanks ?? []).map { .string($0.name) })),
    ])
  }
}

extension TextLibrary.Origin {
  fileprivate var words: String {
    switch self {
    case .own: "your own"
    case .site: "the site's"
    case .shipped: "comes with the program"
    }
  }
}

extension CannedText {
  var kindWords: String {
    kinds.count > 1 ? "message or note" : kinds.contains(.message) ? "message" : "note"
  }
}
