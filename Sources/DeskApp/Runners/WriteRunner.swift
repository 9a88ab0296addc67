import Care360
import Desk

/// Writes, each sent once through the client's write guard.
@MainActor
final class WriteRunner {
  private let work: WorkCount
  /// By their numbers.
  let writes = TasksUnderWay()

  init(work: WorkCount) { self.work = work }

  func run(_ effect: WriteEffect, _ client: Care360Client) {
    switch effect {
    case .send(let order):
      writes.keep(order.number) { ended in
        work.start {
          defer { ended() }
          let result = await outcome { () async throws(Care360Error) in
            try await client.send(order.write, consent: order.consent)
          }
          return .writes(.ended(result, write: order.number))
        }
      }
    case .cancel(let number): writes.stop { $0 == number }
    }
  }

  func stop() { writes.stop() }
}
