import Care360Sandbox
import CaseStore
import TestSupport
import Testing

@testable import Care360
@testable import Desk
@testable import DeskApp

/// Effects that come before there is a client, and where there never will be one.
@MainActor
struct EffectRunnerTests {
  private let world: DeskWorld
  private let bench = RunnerBench()
  private let avery: CaseID
  private nonisolated static let sentence = "The key command failed."

  init() throws {
    world = try DeskWorld()
    avery = try CaseID(Sandbox.showcaseCaseID)
  }

  /// A runner whose events are kept.
  @MainActor
  private final class Running {
    private(set) var events: [Event] = []
    private(set) lazy var runner = EffectRunner(
      clock: clock, store: .sandbox, forms: FormFiles(templates: nil, home: nil),
      post: { [weak self] in self?.events.append($0) }, onIdle: {})
    private let clock: AppClock

    init(_ clock: AppClock) { self.clock = clock }

    func idle() async { #expect(await until { runner.running == 0 }) }
  }

  private func name(_ event: Event) -> String {
    switch event {
    case .client(.started): "started"
    case .client(.failed(let sentence)): "failed: \(sentence)"
    case .patient(.latestCaseIDArrived(.failure, let generation)): "no latest of \(generation)"
    case .patient(.detailArrived(.success, let generation)): "case of \(generation)"
    case .patient(.detailArrived(.failure, let generation)): "no case of \(generation)"
    case .patient(.bundlesArrived(.failure, let generation)): "no bundles of \(generation)"
    case .patient(.productsArrived(.failure)): "no products"
    case .writes(.rereadArrived(.failure, let write, let attempt)): "no case for write \(write), look \(attempt)"
    case .writes(.ended(.failure(let error), let write)):
      "write \(write) not done\(error.mayHaveBeenApplied ? ", perhaps" : "")"
    case .record(.unsettledListed(.failure(let problem))): "no unsettled: \(problem.sentence)"
    case .record(.settled(.failure(let problem))): "not settled: \(problem.sentence)"
    case .writes(.usersChecked(.failure, .look(let write, let attempt))):
      "no users for write \(write), look \(attempt)"
    case .record(.unavailable(let sentence)): "unavailable: \(sentence ?? "")"
    case .record(.listed(.failure(let problem))): "not listed: \(problem.sentence)"
    case .record(.caseListed(_, .failure(let problem))): "case not listed: \(problem.sentence)"
    case .token(.checked(let standing)): "token: \(standing.problem ?? "")"
    case .token(.reloaded(let standing, let found)): "token: \(standing.problem ?? ""), \(found.joined())"
    default: "\(event)"
    }
  }

  @Test func eachEffectIsAnsweredWhereThereIsNoClient() async throws {
    let email = CustomerIdentifier.email(try EmailAddress("avery@example.com"))
    let order = try WriteOrder.refill(
      of: try await world.backend.client.caseDetail(.id(avery)), number: 3, at: world.clock.now)
    let answers: [(Effect, String?)] = [
      (.read(.findLatestCase(email, generation: 4)), "no latest of 4"),
      (.read(.fetchCase(.id(avery), generation: 5)), "no case of 5"),
      (.read(.fetchBundles(generation: 6)), "no bundles of 6"), (.read(.fetchProducts), "no products"),
      (.read(.rereadCase(avery, write: 2, attempt: 1, afterSeconds: 30)), "no case for write 2, look 1"),
      (.read(.checkUsers([email], .look(write: 2, attempt: 1), afterSeconds: 2)), "no users for write 2, look 1"),
      (
        .read(.rereadNewest(try EmailAddress("a@example.com"), write: 2, attempt: 0, afterSeconds: 2)),
        "no case for write 2, look 0"
      ),
      (.read(.cancelCases), nil), (.record(.listed(3)), "unavailable: \(Self.sentence)"),
      (.read(.cancelRequests(before: 7)), nil), (.write(.send(order)), "write 3 not done"), (.write(.cancel(3)), nil),
      (.record(.listUnsettled), "no unsettled: \(Self.sentence)"),
      (.record(.settle("w1", .done)), "not settled: \(Self.sentence)"),
      (.record(.settleAsSeen("w1")), "not settled: \(Self.sentence)"),
      (.record(.view(avery)), "unavailable: \(Self.sentence)"),
      (.record(.nobodyFound(.caseID(avery))), "unavailable: \(Self.sentence)"),
      (.record(.forgotten(avery)), "unavailable: \(Self.sentence)"),
      (.record(.team(.took("h1"), avery)), "unavailable: \(Self.sentence)"),
      (.record(.purpose("treatment")), "unavailable: \(Self.sentence)"),
      (.record(.list), "not listed: \(Self.sentence)"),
      (.record(.listOfCase(avery)), "case not listed: \(Self.sentence)"), (.token(.check), "token: \(Self.sentence)"),
      (.token(.renew), "token: \(Self.sentence)"), (.token(.replace("abc")), "token: \(Self.sentence)"),
      (.token(.reload), "token: \(Self.sentence), \(Self.sentence)"), (.token(.forget), nil),
      (.timer(.mask(seconds: 1)), nil), (.store(.checkDrafts), nil), (.files(.listTemplates), nil),
      (.screen(.redraw), nil), (.end(.quit), nil),
    ]
    for (effect, answer) in answers {
      #expect(effect.answer(withoutClient: Self.sentence).map(name) == answer, "\(effect)")
    }
  }

  @Test func effectsThatCameBeforeAFailedStartAreAnsweredAfterIt() async {
    let running = Running(world.clock.appClock)
    running.runner.run(.read(.fetchCase(.id(avery), generation: 1)))
    running.runner.run(.record(.listUnsettled))
    #expect(running.events.isEmpty)
    running.runner.connect { () async throws(BackendProblem) in throw BackendProblem(Self.sentence) }
    await running.idle()
    running.runner.run(.read(.fetchCase(.id(avery), generation: 2)))
    #expect(
      running.events.map(name) == [
        "failed: \(Self.sentence)", "no case of 1", "no unsettled: \(Self.sentence)", "no case of 2",
      ])
  }

  @Test func effectsThatCameBeforeTheClientAreRunOnce() async {
    let running = Running(world.clock.appClock)
    running.runner.run(.read(.fetchCase(.id(avery), generation: 1)))
    let backend = world.backend
    running.runner.connect { backend }
    await running.idle()
    running.runner.run(.read(.fetchCase(.id(avery), generation: 2)))
    await running.idle()
    #expect(running.events.map(name) == ["started", "case of 1", "case of 2"])
    #expect(world.sandbox.requestCount(.detail) == 2)
  }

  @Test func theStoreTimersAndFilesWaitForNoClient() async {
    let running = Running(world.clock.appClock)
    running.runner.openStore()
    running.runner.run(.files(.deleteTemplate("missing")))
    await running.idle()
    let names = running.events.map { event in
      switch event {
      case .door(.storeIsMemoryOnly): "store"
      case .files: "files"
      default: "\(event)"
      }
    }
    #expect(Set(names) == ["store", "files"])
    running.runner.run(.timer(.mask(seconds: 1)))
    #expect(await until { !world.clock.waits.isEmpty })
    running.runner.stop()
  }

  @Test func theStoresWorkIsDoneInOrderAndBeforeItsEnd() async throws {
    let store = StoreRunner(.sandbox, now: { [clock = world.clock] in clock.now }, work: bench.work)
    store.open()
    for version in 1...20 {
      let draft = StoredDraft(
        id: StoredDraftID(DraftSlot(avery, .form), copy: version), body: [], patientName: "", shortID: "", summary: "",
        place: "",
        author: "", version: 0, savedAt: world.clock.now)
      store.run(.saveDraft(draft, expecting: nil))
    }
    #expect(bench.work.running == 21)
    await store.end(isOrderly: true)
    #expect(bench.work.running == 0)
    let copies = bench.events.compactMap { event -> Int? in
      if case .drafts(.notSaved(let id, _)) = event { id.copy } else { nil }
    }
    #expect(copies == Array(1...20))
    guard case .door(.storeIsMemoryOnly)? = bench.events.first else {
      Issue.record("the store was not opened first")
      return
    }
  }
}
