import Care360Sandbox
import Foundation
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

/// Writes over the real client, its guard and the sandbox.
@MainActor
struct WriteRunnerTests {
  private let world: DeskWorld
  private let bench = RunnerBench()
  private let avery: CaseID

  init() throws {
    world = try DeskWorld()
    avery = try CaseID(Sandbox.showcaseCaseID)
  }

  private var client: Care360Client { world.backend.client }

  private func order(_ number: Int = 1) async throws -> WriteOrder {
    try WriteOrder.refill(of: try await client.caseDetail(.id(avery)), number: number, at: world.clock.now)
  }

  private var posts: [String] { world.transport.paths.filter { $0.hasPrefix("POST") } }

  private func ended() -> [(number: Int, error: Care360Error?)] {
    bench.take().compactMap { event in
      guard case .writes(.ended(let result, let number)) = event else { return nil }
      if case .failure(let error) = result { return (number, error) }
      return (number, nil)
    }
  }

  @Test func anOrderIsSentOnceAndAnsweredByItsNumber() async throws {
    let order = try await order(2)
    let writes = WriteRunner(work: bench.work, team: .none(bench.work))
    writes.run(.send(order), client)
    #expect(bench.work.running == 1)
    await bench.idle()
    let ended = ended()
    #expect(ended.map(\.number) == [2])
    #expect(ended.first?.error == nil)
    #expect(posts.count == 1)
    #expect(world.journal.entries == [.opened(.requestRefillLink), .closed(.done)])
    #expect(writes.writes.count == 0, "a write that has ended takes no memory")
  }

  @Test func aWriteThatCouldNotLeaveIsNotTriedAgain() async throws {
    let order = try await order()
    world.transport.setDead(true)
    let writes = WriteRunner(work: bench.work, team: .none(bench.work))
    writes.run(.send(order), client)
    await bench.idle()
    let ended = ended()
    #expect(ended.count == 1)
    #expect(ended.first?.error?.mayHaveBeenApplied == false)
    #expect(posts.count == 1)
    #expect(world.journal.entries == [.opened(.requestRefillLink), .closed(.notSent)])
  }

  @Test func onlyTheWriteThatIsMeantIsStopped() async throws {
    let order = try await order()
    let writes = WriteRunner(work: bench.work, team: .none(bench.work))
    world.transport.hold()
    writes.run(.send(order), client)
    await world.transport.untilHeld()
    writes.run(.cancel(order.number + 1), client)
    world.transport.release()
    await bench.idle()
    #expect(ended().map(\.error) == [nil])
  }

  @Test(arguments: [true, false]) func aWriteOfWhichNothingLeftCanBeStopped(_ atTheEnd: Bool) async throws {
    let order = try await order()
    let writes = WriteRunner(work: bench.work, team: .none(bench.work))
    world.transport.hold()
    writes.run(.send(order), client)
    await world.transport.untilHeld()
    if atTheEnd { writes.stop() } else { writes.run(.cancel(order.number), client) }
    await bench.idle()
    let ended = ended()
    #expect(ended.map(\.number) == [order.number])
    #expect(ended.first?.error?.mayHaveBeenApplied == false)
    #expect(world.sandbox.requestCount(.refill) == 0)
    #expect(world.journal.entries == [.opened(.requestRefillLink), .closed(.notSent)])
  }
}
