import Care360
import CaseStore
import Synchronization
import Terminal

/// Notes in the record the actions of one command that are not writes. A record that cannot be written stops no read;
/// the person is told once. The client itself then refuses writes.
final class ActivityNotes: Sendable {
  private let environment: Environment
  private let console: Console
  private let record: @Sendable (ActivityNote) async throws(JournalProblem) -> Void
  private let hasSaid = Mutex(false)

  init(_ connection: Connection, _ console: Console) {
    environment = connection.environment
    record = connection.record
    self.console = console
  }

  /// Needs no connection. The sandbox's record ends with its connection, so nothing is noted there.
  init(_ environment: Environment, _ invocation: Invocation) {
    self.environment = environment
    console = invocation.console
    let journal = invocation.fileJournal
    let isKept = environment.kind != .sandbox
    record = { note throws(JournalProblem) in if isKept { try await journal.record(note) } }
  }

  func note(_ event: ActivityNote.Event, _ id: CaseID? = nil) async throws(ErrorReport) {
    let sentence: String
    do throws(JournalProblem) {
      try await record(
        ActivityNote(event, id, operatorName: environment.operatorName, profile: environment.profile))
      return
    } catch {
      sentence = error.sentence
    }
    let isFirst = hasSaid.withLock { hasSaid in
      defer { hasSaid = true }
      return !hasSaid
    }
    if isFirst {
      try console.say("casedesk: NOT RECORDED. " + Sanitiser.visible(sentence))
    }
  }

  /// Reads a case to show it, and notes the result.
  func view(_ id: CaseID, _ client: Care360Client) async throws(ErrorReport) -> Case {
    let found: Case
    do throws(Care360Error) {
      found = try await client.caseDetail(.id(id))
    } catch {
      try await note(.viewed(ViewOutcome(error)), id)
      throw ErrorReport(error)
    }
    try await note(.viewed(.shown), found.id)
    return found
  }
}

extension ViewOutcome {
  fileprivate init(_ error: Care360Error) {
    switch error {
    case .notFound: self = .notFound
    case .notAuthorized(_, _, .some), .permissionDenied: self = .refused
    default: self = .failed
    }
  }
}
