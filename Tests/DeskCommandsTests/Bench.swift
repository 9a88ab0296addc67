import Care360Sandbox
import CaseStore
import DeskCommands
import Foundation
import Synchronization
import TestSupport

/// Ids of the sandbox's world that the tests use.
enum Known {
  static let avery = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"
  static let foreignCase = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1bff"
  static let unclosable = "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b04"
  static let noCase = "00000000-0000-4000-8000-000000000000"
  static let semaglutide = "e9a3e6a5-9538-4401-99bb-ead475547a36"
  static let metformin = "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910"
  static let dietitian = "4dafce75-bf26-4140-9e98-0652c7fb3d54"
  static let starter = "c4d5e6f7-0819-4a2b-8c3d-4e5f60718293"
  static let premium = "a1b2c3d4-5e6f-7g8h-9i0j-k1l2m3n4o5p6"
}

/// What a command line did.
struct Ran {
  let code: Int32
  let output: String
  let talk: String
}

/// A sandbox behind a real socket, and a folder with key files, configuration and the record of writes. Commands run
/// whole, in process.
final class Bench: Sendable {
  let sandbox: Sandbox
  let server: SandboxServer
  let folder: String
  var record: RecordFolder { RecordFolder(folder + "/casedesk") }
  var journal: FileWriteJournal { FileWriteJournal(directory: record.path, marks: folder + "/.local/state/casedesk") }
  /// The marks of the record's end in the state folder, within `folder`.
  var secondMarks: [String] {
    get throws {
      let state = ".local/state/casedesk"
      return try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(state)")
        .filter { $0.hasSuffix(".mark") }.map { "\(state)/\($0)" }
    }
  }

  /// As of a crash after the first line, before its marks were written.
  func loseMarks() throws { for mark in ["casedesk/activity.lock"] + (try secondMarks) { try file(mark, "") } }

  init(faults: [String] = []) async throws {
    sandbox = try Sandbox(
      SandboxConfiguration(patients: 4, faults: try faults.map { try SandboxFault.parse($0) }))
    server = try await SandboxServer.start(sandbox)
    folder = "/tmp/casedesk-commands-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try file("key", sandbox.apiKey)
    try file("token", sandbox.token)
    try file("expired-token", sandbox.expiredToken)
    try file("wrong-key", "sandbox-key-that-nobody-has")
  }

  /// Runs `body` with a bench of its own, and cleans up after it.
  static func run(faults: [String] = [], _ body: (Bench) async throws -> Void) async throws {
    let bench = try await Bench(faults: faults)
    do {
      try await body(bench)
    } catch {
      await bench.close()
      throw error
    }
    await bench.close()
  }

  func close() async {
    await server.stop()
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      // A folder left in /tmp fails no test.
    }
  }

  @discardableResult
  func file(_ name: String, _ text: String) throws -> String {
    let path = "\(folder)/\(name)"
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
    return path
  }

  /// The site policy of this bench's machine; it counts only where it is root's.
  func policy(_ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/etc", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    chmod(try file("etc/policy.toml", text), 0o644)
  }

  var base: [String] { ["--base-url", server.baseURL] }
  var key: [String] { base + ["--api-key-file", "\(folder)/key"] }
  var keys: [String] { key + ["--token-file", "\(folder)/token"] }

  func tool(_ words: [String], input: String = "", isTerminal: Bool = false, _ talk: Recorded, _ output: Recorded)
    -> CommandLineTool
  {
    tool(words, Script(input), isTerminal: isTerminal, talk, output)
  }

  func tool(
    _ words: [String], _ input: Script, isTerminal: Bool, _ talk: Recorded, _ output: any ConsoleOutput,
    conceal: @escaping @Sendable (Int) -> Void = { _ in }, now: @escaping @Sendable () -> Date = { Date() },
    pause: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> CommandLineTool {
    var host = Host(
      environment: ["XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder], home: folder, loginName: "tester",
      console: Console(
        input: input, output: output, talk: talk, isInputTerminal: isTerminal, isOutputTerminal: isTerminal,
        isTalkTerminal: isTerminal, now: { input.now }),
      concealArgument: conceal, now: now, pause: { pause($0) })
    host.policyFile = folder + "/etc/policy.toml"
    host.readSeconds = 120
    host.teamPatience = .seconds(60)
    host.syslogSocket = folder + "/log"
    host.systemRoot = folder + "/machine"
    return CommandLineTool(arguments: words, host: host)
  }

  func run(_ words: [String], input: String = "", isTerminal: Bool = false) async -> Ran {
    let (output, talk) = (Recorded(), Recorded())
    let code = await tool(words, input: input, isTerminal: isTerminal, talk, output).run()
    return Ran(code: code.rawValue, output: output.text, talk: talk.text)
  }

  /// How many writes the sandbox has been asked for.
  var writes: Int {
    let routes: [SandboxRoute] = [
      .refill, .bundle, .products, .caseStatus, .communication, .closeProduct, .escalate, .updateEscalation,
      .updateEmail, .updateProfile, .newCase, .cancelAppointment,
    ]
    return routes.map { sandbox.requestCount($0) }.reduce(0, +)
  }
  var requests: Int { SandboxRoute.allCases.map { sandbox.requestCount($0) }.reduce(0, +) }

  /// The object that a command printed, for what is too large to compare as text.
  static func object(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }
}

final class Recorded: ConsoleOutput {
  private let state = Mutex("")
  var text: String { state.withLock { $0 } }
  func write(_ text: String) throws(ErrorReport) { state.withLock { $0 += text } }
}

/// Standard input with this text in it.
final class Script: ConsoleInput {
  private let rest: Mutex<ArraySlice<UInt8>>
  private let beforeLine: @Sendable () -> Void
  private let canHide: Bool
  private let hidden = Mutex(false)
  /// Lines that stand there before any question does.
  private let typedAhead = Mutex<[String]>([])
  private let time = Mutex((now: ContinuousClock.now, quickLines: 0))

  /// Input that need be no text.
  init(bytes: [UInt8], canHide: Bool = true, beforeLine: @escaping @Sendable () -> Void = {}) {
    rest = Mutex(bytes[...])
    self.canHide = canHide
    self.beforeLine = beforeLine
  }

  /// - Parameter quickLines: so many of the first lines come before anybody could have read the question.
  convenience init(
    _ text: String, typedAhead: [String] = [], quickLines: Int = 0, canHide: Bool = true,
    beforeLine: @escaping @Sendable () -> Void = {}
  ) {
    self.init(bytes: Array(text.utf8), canHide: canHide, beforeLine: beforeLine)
    self.typedAhead.withLock { $0 = typedAhead }
    time.withLock { $0.quickLines = quickLines }
  }

  /// As it is for the person who types this.
  var now: ContinuousClock.Instant { time.withLock { $0.now } }

  func line() throws(ErrorReport) -> String? { try lineBytes().map { String(decoding: $0, as: UTF8.self) } }

  func lineBytes() throws(ErrorReport) -> [UInt8]? {
    beforeLine()
    if let line = typedAhead.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return Array(line.utf8) }
    time.withLock { time in
      time.now += .milliseconds(time.quickLines > 0 ? 100 : 1000)
      time.quickLines -= 1
    }
    return rest.withLock { rest in
      guard !rest.isEmpty else { return nil }
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      rest = rest.dropFirst(line.count + 1)
      return Array(line)
    }
  }

  func discardTyped() { typedAhead.withLock { $0 = [] } }

  func hideTyping() throws(ErrorReport) {
    guard canHide else { throw .failed("This terminal shows all.") }
    hidden.withLock { $0 = true }
  }

  func showTyping() { hidden.withLock { $0 = false } }

  /// What is typed here while it shows is no secret any more.
  func secretLine() throws(ErrorReport) -> [UInt8]? {
    guard hidden.withLock({ $0 }) else { throw .failed("The secret would have been seen.") }
    return try lineBytes()
  }

  var isHidden: Bool { hidden.withLock { $0 } }

  func all(limit: Int) throws(ErrorReport) -> [UInt8] {
    rest.withLock { rest in
      defer { rest = [] }
      return Array(rest)
    }
  }
}
