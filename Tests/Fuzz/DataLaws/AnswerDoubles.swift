import Care360
import Foundation
import Synchronization

/// A transport with one answer to everything.
struct OneAnswer: Transport {
  let status: Int
  let body: Data

  func connect(to base: BaseURL) {}

  func read(_ request: APIRequest) async throws(TransportFailure) -> APIResponse {
    APIResponse(status: status, body: body)
  }

  func write(_ request: APIRequest, permit: consuming WritePermit) async throws(TransportFailure) -> APIResponse {
    APIResponse(status: status, body: body)
  }
}

struct OneSecret: CredentialSource {
  func secret(_ kind: CredentialKind, refused: Bool) async throws(CredentialError) -> Secret {
    do { return try Secret(validating: "fuzz".utf8) } catch { throw .refused(kind, error.sentence) }
  }
}

/// A journal of outcomes alone.
final class OutcomeJournal: WriteJournal {
  private let state = Mutex<[WriteOutcome]>([])

  var outcomes: [WriteOutcome] { state.withLock { $0 } }

  func open(_ intent: WriteIntent, repeating consent: RepeatConsent) async throws(JournalProblem) -> [WriteIntent] {
    []
  }

  func close(_ id: String, outcome: WriteOutcome) async throws(JournalProblem) {
    state.withLock { $0.append(outcome) }
  }

  func noteBlocked(_ intent: WriteIntent, because reason: WriteBlock) async throws(JournalProblem) {}

  func unsettled() async throws(JournalProblem) -> [WriteIntent] { [] }
}
