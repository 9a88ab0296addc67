import Care360
import DeskApp
import Synchronization

/// The record of writes, kept in memory and readable by a test.
final class RecordingJournal: WriteJournal {
  enum Entry: Equatable, Sendable {
    case opened(WriteIntent.Action)
    case closed(WriteOutcome)
    case settled(WriteOutcome)
    case blocked(WriteBlock)
  }

  private let state = Mutex<(entries: [Entry], open: [WriteIntent])>(([], []))

  var entries: [Entry] { state.withLock { $0.entries } }

  func open(
    _ intent: WriteIntent, repeating consent: RepeatConsent
  ) async throws(JournalProblem) -> [WriteIntent] {
    state.withLock { state in
      let obstacles = consent.obstacles(to: intent, among: state.open)
      guard obstacles.isEmpty else { return obstacles }
      state.entries.append(.opened(intent.action))
      state.open.append(intent)
      return []
    }
  }

  func close(_ id: String, outcome: WriteOutcome) async throws(JournalProblem) {
    state.withLock { state in
      state.entries.append(.closed(outcome))
      if outcome != .unknown { state.open.removeAll { $0.id == id } }
    }
  }

  func noteBlocked(_ intent: WriteIntent, because reason: WriteBlock) async throws(JournalProblem) {
    state.withLock { $0.entries.append(.blocked(reason)) }
  }

  func unsettled() async throws(JournalProblem) -> [WriteIntent] { state.withLock { $0.open } }

  func settle(_ id: String, _ outcome: WriteOutcome) {
    state.withLock { state in
      state.entries.append(.settled(outcome))
      state.open.removeAll { $0.id == id }
    }
  }
}

/// A key, and a token that can be replaced.
final class TestCredentials: CredentialSource {
  private let key: String
  private let token: Mutex<String>

  init(key: String, token: String) {
    self.key = key
    self.token = Mutex(token)
  }

  func replaceToken(_ secret: Secret) { token.withLock { $0 = secret.reveal() } }

  func standing(_ kind: CredentialKind) async -> Backend.SecretStanding { Backend.SecretStanding(source: "a test") }

  func secret(_ kind: CredentialKind, refused: Bool) async throws(CredentialError) -> Secret {
    let text = kind == .apiKey ? key : token.withLock { $0 }
    do { return try Secret(validating: text.utf8) } catch { throw .refused(kind, error.sentence) }
  }
}
