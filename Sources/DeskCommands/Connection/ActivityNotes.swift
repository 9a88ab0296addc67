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
  /// Nil where no lookup is named in the record.
  private let names: SiteNames?
  private let hasSaid = Mutex(false)

  /// - Parameter names: for lookups.
  init(_ connection: Connection, _ console: Console, _ names: SiteNames? = nil) {
    self.names = names
    environment = connection.environment
    record = connection.record
    self.console = console
  }

  /// Needs no connection. The sandbox's record ends with its connection, so nothing is noted there.
  init(_ environment: Environment, _ invocation: Invocation) {
    self.environment = environment
    console = invocation.console
    names = nil
    let journal = invocation.fileJournal
    let isKept = environment.kind != .sandbox
    record = { note throws(JournalProblem) in if isKept { try await journal.record(note) } }
  }

  /// - Parameter searched: what was looked up, which led here.
  func note(
    _ event: ActivityNote.Event, _ id: CaseID? = nil, searched: LookupIdentifier? = nil
  ) async throws(ErrorReport) {
    let name = await names?.name(of: searched)
    let sentence: String
    do throws(JournalProblem) {
      try await record(
        ActivityNote(
          event, id, operatorName: environment.operatorName, profile: environment.profile, searched: name))
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

  /// Notes a lookup that showed no case, where the record names what was looked up.
  ///
  /// - Parameter id: what was told of it; nil where nothing was found.
  func noteLookup(_ identifier: LookupIdentifier, found id: CaseID?) async throws(ErrorReport) {
    guard await names?.name(of: identifier) != nil else { return }
    try await note(.viewed(id == nil ? .notFound : .identified), id, searched: identifier)
  }

  /// Reads a case to show it, and notes the result.
  ///
  /// - Parameter searched: what was looked up, which led to it.
  func view(
    _ id: CaseID, _ client: Care360Client, searched: LookupIdentifier? = nil
  ) async throws(ErrorReport) -> Case {
    let found: Case
    do throws(Care360Error) {
      found = try await client.caseDetail(.id(id))
    } catch {
      try await note(.viewed(ViewOutcome(error)), id, searched: searched)
      throw ErrorReport(error)
    }
    try await note(.viewed(.shown), found.id, searched: searched)
    return found
  }
}

extension Invocation {
  /// Notes something that needs no profile.
  func record(_ event: ActivityNote.Event, _ id: CaseID? = nil) async throws(JournalProblem) {
    let profile: String
    do throws(ErrorReport) {
      profile = try Environment(self).profile
    } catch {
      profile = globals.profile ?? ""
    }
    try await fileJournal.record(ActivityNote(event, id, operatorName: operatorName, profile: profile))
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
