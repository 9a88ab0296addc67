import Care360
import Desk

/// Writes, each sent once through the client's write guard.
@MainActor
final class WriteRunner {
  private let work: WorkCount
  private let team: TeamRunner
  /// By their numbers.
  let writes = TasksUnderWay()

  init(work: WorkCount, team: TeamRunner) {
    self.work = work
    self.team = team
  }

  func run(_ effect: WriteEffect, _ client: Care360Client) {
    switch effect {
    case .send(let order):
      writes.keep(order.number) { ended in
        work.start { [team] in
          defer { ended() }
          let id = client.newIntentID()
          let attempts = await team.begin(order, id: id)
          guard attempts.isEmpty else { return .writes(.held(attempts, write: order.number)) }
          let result = await outcome { () async throws(Care360Error) in
            try await client.send(order.write, consent: order.consent, id: id)
          }
          team.end(id, isKnown: result.isKnown)
          return .writes(.ended(result, write: order.number))
        }
      }
    case .cancel(let number): writes.stop { $0 == number }
    }
  }

  func stop() { writes.stop() }
}

extension Result where Failure == Care360Error {
  /// False where the write may or may not have been done.
  fileprivate var isKnown: Bool {
    if case .failure(let error) = self { !error.mayHaveBeenApplied } else { true }
  }
}
