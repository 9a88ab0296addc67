import Care360Sandbox
import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

/// Reads over the real client and the sandbox.
@MainActor
struct ReadRunnerTests {
  private let world: DeskWorld
  private let bench = RunnerBench()
  private let avery: CaseID

  init() throws {
    world = try DeskWorld()
    avery = try CaseID(Sandbox.showcaseCaseID)
  }

  private func runner() -> ReadRunner {
    ReadRunner(work: bench.work, timers: TimerRunner(clock: world.clock.appClock, work: bench.work))
  }

  private var client: Care360Client { world.backend.client }

  /// The answers in words: what came, and for which question.
  private func answers() -> [String] {
    bench.take().map { event in
      switch event {
      case .patient(.latestCaseIDArrived(let result, let generation)):
        "latest \(said(result.map(\.text))) of \(generation)"
      case .patient(.detailArrived(let result, let generation)):
        "case \(said(result.map(\.id.text))) of \(generation)"
      case .patient(.bundlesArrived(let result, let generation)):
        "bundles \(said(result.map { $0.isEmpty ? "none" : "some" })) of \(generation)"
      case .patient(.productsArrived(let result)): "products \(said(result.map { "\($0.count)" }))"
      case .worklist(.pageArrived(let result, let generation)):
        "page \(said(result.map { $0.cases.isEmpty ? "empty" : "full" })) of \(generation)"
      case .writes(.rereadArrived(let result, let write, let attempt)):
        "case \(said(result.map(\.id.text))) for write \(write), look \(attempt)"
      case .writes(.usersChecked(.success(let standings), let aim)):
        "\(standings.values.count(where: \.isKnown)) of \(standings.count) known for \(aim)"
      case .writes(.usersChecked(.failure(let error), let aim)): "\(error.sentence) for \(aim)"
      default: "\(event)"
      }
    }
  }

  private func said(_ result: Result<String, Care360Error>) -> String {
    switch result {
    case .success(let text): text
    case .failure(.unavailable(.cancelled, _, _)): "cancelled"
    case .failure(let error): error.sentence
    }
  }

  @Test func anAnswerCarriesTheGenerationOfItsQuestion() async throws {
    let reads = runner()
    reads.run(.findLatestCase(.email(try EmailAddress("avery@example.com")), generation: 3), client)
    #expect(bench.work.running == 1)
    await bench.idle()
    #expect(answers() == ["latest \(avery.text) of 3"])
    reads.run(.fetchCase(.id(avery), generation: 4), client)
    await bench.idle()
    #expect(answers() == ["case \(avery.text) of 4"])
    reads.run(.fetchBundles(generation: 5), client)
    await bench.idle()
    #expect(answers() == ["bundles some of 5"])
    reads.run(.fetchProducts, client)
    await bench.idle()
    #expect(answers() == ["products 10"])
    #expect(reads.reads.count == 0, "a read that has ended takes no memory")
  }

  @Test func onlyOlderQuestionsAreStopped() async throws {
    let reads = runner()
    world.transport.hold()
    reads.run(.fetchCase(.id(avery), generation: 1), client)
    await world.transport.untilHeld()
    reads.run(.fetchCase(.id(avery), generation: 2), client)
    reads.run(.cancelRequests(before: 2), client)
    world.transport.release()
    await bench.idle()
    #expect(Set(answers()) == ["case cancelled of 1", "case \(avery.text) of 2"])
  }

  /// One page is under way at most, and a lookup does not stop it.
  @Test func aPageOfTheListIsStoppedByItselfAndByTheNext() async throws {
    let reads = runner()
    let query = CaseListQuery(from: world.clock.now - 86_400, until: world.clock.now + 60)
    world.transport.hold()
    reads.run(.fetchCases(query, generation: 1), client)
    await world.transport.untilHeld()
    reads.run(.cancelRequests(before: 9), client)
    #expect(bench.work.running == 1)
    reads.run(.cancelCases, client)
    await bench.idle()
    #expect(answers() == ["page cancelled of 1"])
    reads.run(.fetchCases(query, generation: 2), client)
    await world.transport.untilHeld()
    reads.run(.fetchCases(query, generation: 3), client)
    world.transport.release()
    await bench.idle()
    #expect(Set(answers()) == ["page cancelled of 2", "page full of 3"])
  }

  @Test func theEndStopsEveryQuestion() async throws {
    let reads = runner()
    world.transport.hold()
    reads.run(.fetchCase(.id(avery), generation: 1), client)
    await world.transport.untilHeld()
    reads.stop()
    await bench.idle()
    #expect(answers() == ["case cancelled of 1"])
  }

  @Test func aCaseIsReadAgainAfterItsWaitAndForItsWrite() async throws {
    let reads = runner()
    reads.run(.rereadCase(avery, write: 6, attempt: 1, afterSeconds: 10), client)
    #expect(await until { !world.clock.waits.isEmpty })
    #expect(world.clock.waits == [10])
    #expect(bench.work.running == 0)
    #expect(world.transport.paths.isEmpty)
    await world.clock.wait(10)
    await bench.idle()
    #expect(answers() == ["case \(avery.text) for write 6, look 1"])
    reads.run(.rereadCase(avery, write: 7, attempt: 0, afterSeconds: 0), client)
    await bench.idle()
    #expect(answers() == ["case \(avery.text) for write 7, look 0"])
  }

  @Test func usersAreAskedAboutOneAfterTheOther() async throws {
    let reads = runner()
    let users: [CustomerIdentifier] = [
      .email(try EmailAddress("avery@example.com")), .email(try EmailAddress("nobody.here@example.com")),
      .phone(try PhoneNumber("+12025550142")),
    ]
    reads.run(.checkUsers(users, .look(write: 6, attempt: 1), afterSeconds: 10), client)
    #expect(await until { !world.clock.waits.isEmpty })
    #expect(world.clock.waits == [10] && world.transport.paths.isEmpty)
    await world.clock.wait(10)
    await bench.idle()
    #expect(answers() == ["2 of 3 known for look(write: 6, attempt: 1)"])
    #expect(world.transport.paths == Array(repeating: "GET /api/v1/check-user", count: 3))
  }

  @Test func theNewestCaseIsReadByItsPatientsAddress() async throws {
    let reads = runner()
    reads.run(.rereadNewest(try EmailAddress("avery@example.com"), write: 6, attempt: 1, afterSeconds: 2), client)
    #expect(await until { !world.clock.waits.isEmpty })
    await world.clock.wait(2)
    await bench.idle()
    #expect(answers() == ["case \(avery.text) for write 6, look 1"])
    reads.run(.rereadNewest(try EmailAddress("nobody.here@example.com"), write: 7, attempt: 0, afterSeconds: 0), client)
    await bench.idle()
    #expect(answers() == ["case The service has no case for these details. for write 7, look 0"])
  }
}
