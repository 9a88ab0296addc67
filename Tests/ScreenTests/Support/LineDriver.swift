import CaseStore
import Desk
import DeskApp
import Testing

/// A line console whose lines a test types and reads.
@MainActor
final class TestLineConsole: LineConsole {
  private var handler: (@MainActor (LineInput) -> Void)?
  private(set) var written = ""
  private(set) var isSeen = true
  private(set) var suspensions = 0
  private(set) var discards = 0

  func setInputHandler(_ handler: @escaping @MainActor (LineInput) -> Void) { self.handler = handler }
  func holdsTerminal() -> Bool { true }
  func write(_ text: String) { written += text }
  func setEcho(_ isSeen: Bool) -> Bool {
    self.isSeen = isSeen
    return false
  }
  func discardPendingInput() { discards += 1 }
  func suspend() {
    suspensions += 1
    handler?(.resumed)
  }

  func send(_ input: LineInput) { handler?(input) }

  /// What was written since the last call.
  func take() -> String {
    defer { written = "" }
    return written
  }
}

/// The desk line by line, driven by lines.
@MainActor
final class LineDriver {
  let console = TestLineConsole()
  let world: DeskWorld
  private let app: LineApp
  private var running: Task<DeskEnding, Never>?

  private init(
    isReadOnly: Bool, hasExpiredToken: Bool, isASCII: Bool, store: StorePlan, record: FileWriteJournal?
  ) throws {
    let world = try DeskWorld(isReadOnly: isReadOnly, hasExpiredToken: hasExpiredToken, store: store, record: record)
    self.world = world
    app = LineApp(
      console: console, settings: world.settings, store: world.store, isASCII: isASCII, clock: world.clock.appClock)
    let app = app
    running = Task { await app.run { world.backend } }
  }

  static func open(
    isReadOnly: Bool = false, hasExpiredToken: Bool = false, isASCII: Bool = false, store: StorePlan = .sandbox,
    record: FileWriteJournal? = nil
  ) async throws -> LineDriver {
    let driver = try LineDriver(
      isReadOnly: isReadOnly, hasExpiredToken: hasExpiredToken, isASCII: isASCII, store: store, record: record)
    await driver.app.idle()
    return driver
  }

  /// Types lines, each after the program has asked again; what came after the last one.
  @discardableResult
  func type(_ lines: String...) async -> String {
    for line in lines {
      _ = console.take()
      console.send(.line(SecretText(line)))
      await app.idle()
    }
    return console.written
  }

  /// Answers a confirmation, some time after it was read out.
  @discardableResult
  func confirm() async -> String {
    world.clock.advance(by: 0.5)
    return await type("y")
  }

  func send(_ input: LineInput) async -> String {
    _ = console.take()
    console.send(input)
    await app.idle()
    return console.written
  }

  func end(by input: LineInput, sourceLocation: SourceLocation = #_sourceLocation) async -> DeskEnding? {
    console.send(input)
    await app.idle()
    guard app.hasEnded else {
      Issue.record("The program has not ended:\n\(console.written)", sourceLocation: sourceLocation)
      return nil
    }
    return await running?.value
  }
}
