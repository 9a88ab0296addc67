import CaseStore
import Foundation
import Synchronization
import TeamStore
import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp
@testable import struct Desk.Confirmation

/// A runner's surroundings: the work that it counts, and the events that it posts in their order.
@MainActor
final class RunnerBench {
  private(set) var events: [Event] = []
  private(set) lazy var work = WorkCount(post: { [weak self] in self?.events.append($0) }, onIdle: {})

  /// Returns when the runner has ended all that it began.
  func idle(sourceLocation: SourceLocation = #_sourceLocation) async {
    #expect(await until { work.running == 0 }, sourceLocation: sourceLocation)
  }

  /// The events since the last call.
  func take() -> [Event] {
    defer { events = [] }
    return events
  }
}

/// The requests of a test to a backend, and its answers.
@MainActor
final class BackendBench {
  let client: Care360Client
  /// Calls in their order: "settle w1 happened", "replace", "standing token again".
  private(set) var calls: [String] = []
  private nonisolated let used = Mutex<[String]>([])
  /// The purposes that were told, in their order.
  nonisolated var purposes: [String] { used.withLock { $0 } }
  /// Why the record cannot be written or read; nil: it can.
  var problem: String?
  var records: [ActivityRecord] = []
  /// The lines that wait to be sent to the site's own record.
  let (unsent, tellUnsent) = AsyncStream.makeStream(of: UnsentRecords?.self)
  var standings: [CredentialKind: Backend.SecretStanding] = [:]

  init(_ client: Care360Client) { self.client = client }

  var backend: Backend {
    Backend(
      client: client, suggestions: [], products: [],
      settle: { id, how throws(JournalProblem) in try await self.note("settle \(id) \(how.rawValue)") },
      record: { event, id, searched throws(JournalProblem) in
        let words = searched.map { " for \($0.sent)" } ?? ""
        try await self.note("record \(event) \(id?.text ?? "of no case")\(words)")
      },
      usePurpose: { word in self.used.withLock { $0.append(word) } },
      activity: { id throws(JournalProblem) in
        try await self.note("activity \(id?.text ?? "all")")
        return await self.records
      },
      replaceToken: { await self.call("replace \($0.reveal())") },
      standing: { kind, again in
        await self.call("standing \(kind == .token ? "token" : "key")\(again ? " again" : "")")
        return await self.standings[kind] ?? Backend.SecretStanding(source: "a test")
      },
      forgetCredentials: { await self.call("forget") }, unsent: unsent)
  }

  private func call(_ text: String) { calls.append(text) }

  private func note(_ text: String) throws(JournalProblem) {
    call(text)
    if let problem { throw JournalProblem(problem) }
  }

  func takeCalls() -> [String] {
    defer { calls = [] }
    return calls
  }
}

extension WriteOrder {
  /// A refill link of this case, as a desk orders it that shows the case live; the writes before `number` went before.
  ///
  /// - Parameter told: the attempts of colleagues that the question showed.
  static func refill(
    of detail: Case, number: Int = 1, at now: Date, told: Set<String> = []
  ) throws -> WriteOrder {
    let query = LookupIdentifier.caseID(detail.id)
    var patient = Patient()
    _ = patient.ask(.identifier(query), beside: nil, awaiting: nil, query: query)
    _ = patient.found(detail, newer: nil, at: now)
    let write = CaseWrite.refill(RefillLinkRequest(detail.id, product: nil))
    var confirmation = Confirmation(write, title: "Send", lines: [], accept: "send it") { _, _ in [] }
    confirmation.toldOfTeam = told
    var writes = Writes()
    var order: WriteOrder?
    for _ in 0..<number {
      let acting = try patient.acting(on: detail.id, ActingGate(readOnlyReason: nil, refresh: "F5", isSending: false))
        .get()
      let sent = try writes.send(write, on: acting, confirmed: confirmation, at: now).get()
      if case .write(.send(let sending)) = sent.1 { order = sending }
    }
    return try #require(order)
  }
}

extension TeamRunner {
  /// Without a team.
  static func none(_ work: WorkCount) -> TeamRunner {
    TeamRunner(nil, keeping: NoTeamKeys(), local: NoOwnStore(), now: { Date(timeIntervalSince1970: 0) }, work: work)
  }

  private final class NoOwnStore: OwnStore {
    func keep(_ handed: Handed) -> String? { nil }
    func waiting(_ order: HandOverOrder) -> Handed? { order.handed }
  }

  private struct NoTeamKeys: TeamKeyKeeping {
    func kept() -> TeamKeyring? { nil }
    func keep(_ keyring: TeamKeyring) {}
  }
}
