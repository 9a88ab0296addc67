import Care360
import Care360Sandbox
import CaseStore
import Desk
import DeskApp
import DeskUI
import Foundation
import Synchronization

/// What the desk works with in these tests: the real client over the sandbox, without a socket.
@MainActor
final class DeskWorld {
  let clock = TestClock()
  let sandbox: Sandbox
  let transport: SandboxTransport
  let journal = RecordingJournal()
  /// The record of what is no write.
  let notes: MemoryWriteJournal
  let settings: DeskSettings
  let backend: Backend

  /// With this world's clock.
  let store: StorePlan
  let recordProblem = RecordProblem()

  /// - Parameter record: of writes, in the place of the one in memory.
  init(
    isReadOnly: Bool = false, hasExpiredToken: Bool = false, store: StorePlan = .sandbox,
    record: FileWriteJournal? = nil, patients: Int = 0
  ) throws {
    let clock = clock
    var store = store
    store.options.now = { clock.now }
    self.store = store
    let sandbox = try Sandbox(SandboxConfiguration(patients: patients, now: { clock.now }))
    self.sandbox = sandbox
    let transport = SandboxTransport(sandbox)
    self.transport = transport
    let credentials = TestCredentials(
      key: sandbox.apiKey, token: hasExpiredToken ? sandbox.expiredToken : sandbox.token)
    let ids = Mutex(0)
    let notes = MemoryWriteJournal(now: { clock.now })
    self.notes = notes
    let journal = journal
    let client = Care360Client(
      baseURL: try BaseURL("http://127.0.0.1:1"), transport: transport, credentials: credentials,
      journal: record ?? journal,
      context: .init(operatorName: "robin", profile: "sandbox", isReadOnly: isReadOnly), now: { clock.now },
      makeID: {
        ids.withLock {
          $0 += 1
          return "write-\($0)"
        }
      })
    var settings = DeskSettings(
      environmentName: "SANDBOX", environmentRole: .environmentSandbox, isProduction: false,
      readOnlyReason: isReadOnly ? "config.toml" : nil,
      country: .unitedStates, directory: CommandTable.directory, products: [],
      zone: Zone(local: { _ in (0, "UTC") }, named: { name, _ in name == "America/Chicago" ? (-21_600, "CST") : nil }),
      operatorName: "robin",
      lock: LockRule(idleMinutes: store.idleLockMinutes, asksForSecret: store.asksForSecret))
    settings.author = MessageAuthor(email: try EmailAddress("robin@example.com"), name: "Robin Diaz")
    self.settings = settings
    let suggestions = sandbox.suggestions(limit: 12).map {
      DeskSettings.Suggestion(identifier: $0.email, name: $0.name, note: $0.note)
    }
    let products = try SandboxCatalogue.products.map {
      DeskSettings.KnownProduct(id: try ProductID($0.id), name: $0.name)
    }
    backend = Backend(
      client: client, suggestions: suggestions, products: products,
      settle: { id, settlement in journal.settle(id, settlement == .didNotHappen ? .notSent : .done) },
      record: { [recordProblem] event, id, _ throws(JournalProblem) in
        if let problem = recordProblem.sentence { throw JournalProblem(problem) }
        await notes.record(ActivityNote(event, id, operatorName: "robin", profile: "sandbox"))
      },
      usePurpose: { record?.use(purpose: $0) },
      activity: { id throws(JournalProblem) in
        (try await record?.records(of: id) ?? []) + (await notes.records(of: id))
      },
      replaceToken: { credentials.replaceToken($0) }, standing: { kind, _ in await credentials.standing(kind) },
      forgetCredentials: {})
  }
}

/// Why a view cannot be recorded; nil: it can.
final class RecordProblem: Sendable {
  private let state = Mutex<String?>(nil)

  var sentence: String? {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
