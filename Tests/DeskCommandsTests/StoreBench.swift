import Care360
import CaseStore
import Foundation
import Synchronization
import Testing

@testable import DeskCommands

/// Stores on disk for commands to open. The profile's host is none that is ever asked.
extension Bench {
  static let storeKey = "a-key-that-opens-the-store-for-tests"
  static let passphrase = "four words that nobody knows"
  static let start = Date(timeIntervalSince1970: 1_795_000_000)

  /// Passphrases cost next to nothing here.
  private static let cheap = UnlockCost(operations: 1, memory: 8192)

  var storePlace: StorePlace {
    StorePlace(base: "\(folder)/casedesk", profile: "clinic", operatorID: "tester")
  }

  /// A profile `clinic`, and a key command where asked for. Gives the words that choose it.
  func clinic(
    keyCommand: Bool = true, general: String = "", profile: String = "", service: String = "https://api.example.com"
  ) throws -> [String] {
    let script = try file("print-key", "#!/bin/sh\necho \(Self.storeKey)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script)
    let store = keyCommand ? "[store]\nkey_command = [\"\(script)\"]\n" : ""
    let config = try file(
      "clinic.toml",
      "[general]\n\(general)\n[profiles.clinic]\nbase_url = \"\(service)\"\n\(profile)\n"
        + store)
    return ["--config", config, "--profile", "clinic"]
  }

  func secret(passphrase: Bool) throws -> UnlockSecret {
    var bytes = Array((passphrase ? Self.passphrase : Self.storeKey).utf8)
    return passphrase ? try .typed(&bytes) : try .printed(&bytes)
  }

  /// Opens the store as another session than the commands'.
  func openStore(passphrase: Bool = false, at now: Date = start) throws -> LocalStore {
    try LocalStore.open(
      storePlace, with: try secret(passphrase: passphrase), terminal: "pts/3",
      options: StoreOptions(session: "0123456789abcdef", now: { now }, cost: Self.cheap))
  }

  /// Two cases, a link and a draft.
  func fillStore(passphrase: Bool = false) throws {
    let store = try openStore(passphrase: passphrase)
    try store.remember(
      recent(1, "Avery Lindqvist", at: Self.start, identifiers: ["avery@example.com", "+1 202 555 0142"]))
    try store.remember(recent(2, "Jo Park", at: Self.start.addingTimeInterval(-3 * 86_400)))
    try store.keep(
      RefillLinkRecord(
        caseID: try caseID(1), patientName: "Avery", shortID: "ADA-1", requestedAt: Self.start,
        link: "https://example.com/refill/1"))
    _ = try store.save(draft("the body of the draft"), as: DraftID(caseID: caseID(1), kind: .form), expecting: nil)
    try store.close()
  }

  func draft(_ body: String) -> DraftContent {
    DraftContent(
      body: Array(body.utf8), patientName: "Avery Lindqvist", shortID: "ADA-1", summary: "question 7 of 12",
      lastKeyAt: Self.start)
  }

  func caseID(_ number: Int) throws -> CaseID { try CaseID("8dff2c47-b2ab-42d8-9af0-00000000000\(number)") }

  func recent(
    _ number: Int, _ name: String, at seenAt: Date, identifiers: [String] = []
  ) throws -> RecentRecord {
    let text = """
      {"id":"\(try caseID(number).text)","shortId":"ADA-\(number)","submitter":{"firstName":"\(name)"}}
      """
    let detail = try #require(Case(try JSONValue(parsing: Data(text.utf8))))
    return RecentRecord(
      detail: detail, seenAt: seenAt,
      identifiers: Set(try identifiers.compactMap { try LookupText($0, country: .unitedStates).identifier }))
  }

  /// One hour after the cases were seen. Gives the seconds of every wait in `waits`.
  func runAtStore(
    _ words: [String], _ input: Script = Script(""), isTerminal: Bool = false, waits: Waits = Waits()
  ) async -> Ran {
    let (output, talk) = (Recorded(), Recorded())
    let code = await tool(
      words, input, isTerminal: isTerminal, talk, output, now: { Self.start.addingTimeInterval(3600) },
      pause: { waits.add($0, isHidden: input.isHidden) }
    ).run()
    #expect(!input.isHidden, "the terminal is left without echo")
    return Ran(code: code.rawValue, output: output.text, talk: talk.text)
  }

  /// Everything in the store's files.
  var storeFiles: [String: Data] {
    get throws {
      var files: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: storePlace.folder) where name != "sessions" {
        files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(storePlace.folder)/\(name)"))
      }
      return files
    }
  }
}

/// How long a command waited, in seconds, and whether what was typed meanwhile would have shown.
final class Waits: Sendable {
  private let state = Mutex<[(Int, Bool)]>([])
  var seconds: [Int] { state.withLock { $0.map(\.0) } }
  var wereHidden: Bool { state.withLock { $0.allSatisfy(\.1) } }
  func add(_ seconds: Int, isHidden: Bool) { state.withLock { $0.append((seconds, isHidden)) } }
}
