import Care360
import Care360Sandbox
import CaseStore
import Desk
import DeskApp
import DeskConfig
import DeskUI
import Foundation
import Synchronization
import Terminal
import Testing

/// The whole screen over the sandbox, driven in the words of the person in front of it. Every step returns when the
/// program has nothing left to do.
@MainActor
final class DeskDriver {
  let terminal: InMemoryTerminal
  private let world: DeskWorld
  private let app: DeskApp
  private var running: Task<DeskEnding, Never>?
  /// Requests that the sandbox has had from somebody else.
  var requestsOfColleagues: [SandboxRoute: Int] = [:]

  var clock: TestClock { world.clock }
  var sandbox: Sandbox { world.sandbox }
  var transport: SandboxTransport { world.transport }
  var journal: RecordingJournal { world.journal }

  private init(
    size: Size, isReadOnly: Bool, hasExpiredToken: Bool, styles: Styles, themes: String?, store: StorePlan,
    home: String?, log: String?, startProblem: String?, record: FileWriteJournal?, lettering: Lettering,
    patients: Int, worklist: WorklistSettings, withoutFocus: DeskSettings.WithoutFocus, theme: String,
    purposes: [String]
  ) throws {
    terminal = InMemoryTerminal(size: size)
    let world = try DeskWorld(
      isReadOnly: isReadOnly, hasExpiredToken: hasExpiredToken, store: store, record: record,
      patients: patients)
    self.world = world
    var settings = world.settings
    settings.logFile = log
    settings.worklist = worklist
    settings.withoutFocus = withoutFocus
    settings.theme = theme
    settings.purposes = purposes
    app = DeskApp(
      terminal: terminal, settings: settings,
      look: DeskApp.Look(
        styles: styles, lettering: lettering, keys: .standard,
        themes: ThemeShelf(ThemeLibrary(directory: themes), depth: .trueColor)), store: world.store,
      forms: FormFiles(templates: home.map { $0 + "/templates" }, home: home), clock: world.clock.appClock)
    let app = app
    running = Task {
      await app.run { () async throws(BackendProblem) in
        if let startProblem { throw BackendProblem(startProblem) }
        return world.backend
      }
    }
  }

  static func open(
    _ columns: Int = 120, _ rows: Int = 40, isReadOnly: Bool = false, hasExpiredToken: Bool = false,
    styles: Styles = .plain, themes: String? = nil, store: StorePlan = .sandbox, home: String? = nil,
    log: String? = nil, startProblem: String? = nil, record: FileWriteJournal? = nil, lettering: Lettering = .whole,
    patients: Int = 0, worklist: WorklistSettings = WorklistSettings(),
    withoutFocus: DeskSettings.WithoutFocus = .off, theme: String = "", purposes: [String] = []
  ) async throws -> DeskDriver {
    let driver = try DeskDriver(
      size: Size(columns: columns, rows: rows), isReadOnly: isReadOnly, hasExpiredToken: hasExpiredToken,
      styles: styles, themes: themes, store: store, home: home, log: log,
      startProblem: startProblem, record: record, lettering: lettering, patients: patients,
      worklist: worklist, withoutFocus: withoutFocus, theme: theme, purposes: purposes)
    await driver.app.idle()
    return driver
  }

  // MARK: Keys

  /// The key of a command in a place, from the command table.
  private func key(
    of command: Command, in place: KeyContext?, _ location: SourceLocation
  ) -> KeyPress? {
    let row = CommandTable.rows.first { $0.command == command }
    let keys = row?.keys.first { place.map($0.contexts.contains) ?? true }?.keys
    if keys?.first == nil {
      Issue.record("\(command) has no key in \(place?.rawValue ?? "any place")", sourceLocation: location)
    }
    return keys?.first
  }

  func press(
    _ command: Command, in place: KeyContext? = nil, times: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    guard let key = key(of: command, in: place, sourceLocation) else { return }
    for _ in 0..<times { terminal.send(key) }
    await app.idle()
  }

  /// Presses and returns at once: for a request that is held back.
  func start(_ command: Command, sourceLocation: SourceLocation = #_sourceLocation) {
    guard let key = key(of: command, in: nil, sourceLocation) else { return }
    terminal.send(key)
  }

  /// Presses a key that ends the program.
  func end(_ command: Command, sourceLocation: SourceLocation = #_sourceLocation) async -> DeskEnding? {
    await clock.wait(0.5)
    start(command, sourceLocation: sourceLocation)
    return await ending(sourceLocation)
  }

  /// What the terminal says ends the program.
  func end(by input: TerminalInput, sourceLocation: SourceLocation = #_sourceLocation) async -> DeskEnding? {
    terminal.post(input)
    return await ending(sourceLocation)
  }

  /// A program that waits for a key instead is a failure, not a test without end.
  private func ending(_ location: SourceLocation) async -> DeskEnding? {
    await app.idle()
    guard app.hasEnded else {
      Issue.record("The program has not ended:\n\(text)", sourceLocation: location)
      return nil
    }
    return await running?.value
  }

  /// Keys by their names.
  func keys(_ names: String..., sourceLocation: SourceLocation = #_sourceLocation) async {
    for name in names {
      guard let key = KeyPress(name: name) else {
        Issue.record("\(name) is no key", sourceLocation: sourceLocation)
        continue
      }
      terminal.send(key)
    }
    await app.idle()
  }

  func type(_ text: String) async {
    for character in text { terminal.send(KeyPress(.character(character))) }
    await app.idle()
  }

  func paste(_ text: String) async {
    terminal.post(.paste(PastedText(text)))
    await app.idle()
  }

  /// What the terminal tells beside keys.
  func post(_ input: TerminalInput) async {
    terminal.post(input)
    await app.idle()
  }

  func resize(_ columns: Int, _ rows: Int) async {
    terminal.size = Size(columns: columns, rows: rows)
    await app.idle()
  }

  func idle() async { await app.idle() }

  /// Time passes; what timers start is done when this returns.
  func wait(_ seconds: Double) async {
    await clock.wait(seconds)
    await app.idle()
  }

  // MARK: What a person does

  func focusLookup() async { await press(.find, in: .lookupField) }

  func lookUp(_ text: String) async {
    await focusLookup()
    await type(text)
    await press(.accept)
  }

  /// Avery Lindqvist's form, with one product chosen.
  func openAverysForm() async {
    await lookUp("avery@example.com")
    await press(.addProducts)
    await press(.accept)
    await choose("tirzepatide")
  }

  /// Looks somebody up while the service does not answer yet.
  func startLookup(_ text: String) async {
    await focusLookup()
    await type(text)
    transport.hold()
    start(.accept)
    await transport.untilHeld()
  }

  /// `y`, once the confirmation was in view for long enough.
  func confirm(sourceLocation: SourceLocation = #_sourceLocation) async {
    expect("Esc  no", sourceLocation: sourceLocation)
    await clock.wait(0.5)
    await press(.confirm)
  }

  func choose(_ text: String) async {
    await type(text)
    await press(.accept)
  }

  /// Opens the palette and runs the first command that matches.
  func run(_ name: String) async {
    await keys("Ctrl-P")
    await choose(name)
  }

  // MARK: What is seen

  var text: String { terminal.text }

  /// The screen without its frames, blanks made one: a sentence that wraps can be found in it.
  private var flowing: String {
    let frames = Set("│┌┐└┘─├┤┬┴┼▌█")
    return text.split(whereSeparator: { $0.isWhitespace || frames.contains($0) }).joined(separator: " ")
  }

  func sees(_ wanted: String) -> Bool {
    text.contains(wanted)
      || flowing.contains(wanted.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  func expect(_ wanted: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    for wanted in wanted where !sees(wanted) {
      Issue.record("“\(wanted)” is not on the screen:\n\(text)", sourceLocation: sourceLocation)
    }
  }

  func expectNot(_ unwanted: String..., sourceLocation: SourceLocation = #_sourceLocation) {
    for unwanted in unwanted where sees(unwanted) {
      Issue.record("“\(unwanted)” is on the screen:\n\(text)", sourceLocation: sourceLocation)
    }
  }

  /// From now on views cannot be recorded, for this reason; nil: they can.
  func recordProblem(_ sentence: String?) { world.recordProblem.sentence = sentence }

  /// The number of this desk's requests.
  func requests(_ route: SandboxRoute) -> Int {
    sandbox.requestCount(route) - requestsOfColleagues[route, default: 0]
  }
}
