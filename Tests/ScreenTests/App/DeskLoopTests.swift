import Care360
import CaseStore
import Foundation
import TestSupport
import Testing

@testable import Desk
@testable import DeskApp

/// A front that takes names of commands and of signals, and notes what it is asked for.
@MainActor
private final class NotingFront: DeskFront {
  private(set) var log: [String] = []
  var waitsForWork = false
  private var post: @MainActor (String) -> Void = { _ in }
  let loop: DeskLoop<NotingFront>

  init(_ loop: DeskLoop<NotingFront>) { self.loop = loop }

  func type(_ commands: String...) {
    for command in commands { post(command) }
  }

  func begin(_ post: @escaping @MainActor (String) -> Void) { self.post = post }

  func take(_ input: String) {
    log.append("\(input) over \(top)")
    if input == "hang up" { return loop.end(by: .signal(1)) }
    if input == "terminate" { return loop.end(by: .signal(15)) }
    guard let command = Command(named: input) else { return log.append("no command") }
    loop.tell(.input(.command(command)))
  }

  func run(_ effect: ScreenEffect) {
    guard case .listThemes = effect else { return }
    loop.post(.appearance(.themesListed([ThemeChoice(name: "light", note: "")])))
  }

  func effectsWereRun() {}

  func show() {
    log.append("shown with \(top)")
    if case .confirmation(let question)? = loop.desk.topOverlay {
      loop.tell(.drawn(Glass(confirmation: question.number, isWhole: true)))
    }
  }

  var top: String {
    switch loop.desk.topOverlay {
    case .picker(let picker)?: picker.title
    case .confirmation(let confirmation)?: confirmation.title
    case .some: "something"
    case nil: "nothing"
    }
  }

  var notice: String? { loop.desk.presentation(at: loop.clock.now()).notice?.text }

  func takeLog() -> [String] {
    defer { log = [] }
    return log
  }
}

@MainActor
struct DeskLoopTests {
  private let world: DeskWorld
  private let backend: Backend

  init() throws {
    world = try DeskWorld()
    backend = world.backend
  }

  /// A loop at work that has shown its first desk.
  private func start(
    store: StorePlan = .sandbox, profiles: ProfileList = .none, program: ProgramFile? = nil
  ) async -> (front: NotingFront, ending: Task<DeskEnding, Never>) {
    let front = NotingFront(
      DeskLoop(
        settings: world.settings, store: store, forms: FormFiles(templates: nil, home: nil), profiles: profiles,
        clock: world.clock.appClock, program: program))
    let ending = Task { [backend] in await front.loop.run(on: front) { backend } }
    await front.loop.idle()
    return (front, ending)
  }

  @Test func anAnswerWaitsForTheKeysThatWereTypedBeforeIt() async {
    let (front, ending) = await start()
    _ = front.takeLog()
    front.type("theme", "redraw")
    await front.loop.idle()
    #expect(front.takeLog() == ["theme over nothing", "redraw over nothing", "shown with Theme"])
    front.type("hang up")
    _ = await ending.value
  }

  @Test func anAnswerOfARunnerWaitsForTheKeysThatWereTypedBeforeIt() async {
    let (front, ending) = await start()
    _ = front.takeLog()
    front.type("templates", "redraw")
    await front.loop.idle()
    #expect(front.takeLog().filter { $0.contains(" over ") } == ["templates over nothing", "redraw over nothing"])
    front.type("hang up")
    _ = await ending.value
  }

  @Test func aNewVersionInItsPlaceIsSaidWithAKey() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/casedesk"
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.linkItem(atPath: path, toPath: folder.path + "/running")
    let program = try #require(ProgramFile(path: path, running: folder.path + "/running"))
    let (front, ending) = await start(program: program)
    func notices() -> [String] { front.loop.desk.presentation(at: world.clock.now).header.notices.map(\.text) }
    front.type("redraw")
    await front.loop.idle()
    try Data("new".utf8).write(to: URL(fileURLWithPath: folder.path + "/new"))
    try FileManager.default.removeItem(atPath: path)
    front.type("redraw")
    await front.loop.idle()
    #expect(!notices().contains { $0.contains("version") }, "the place is empty for a moment")
    try FileManager.default.moveItem(atPath: folder.path + "/new", toPath: path)
    for _ in 0..<2 {
      world.clock.advance(by: ProgramFile.pause)
      front.type("redraw")
      await front.loop.idle()
      #expect(notices().filter { $0 == "new version installed: restart when convenient" }.count == 1)
    }
    front.type("hang up")
    _ = await ending.value
  }

  @Test func theProgramThatRunsIsTheOneInItsPlace() throws {
    var own = try #require(ProgramFile.own)
    let isReplaced = own.isReplaced(at: 0)
    #expect(!isReplaced)
  }

  @Test func theDeskIsShownOnceTheQueueIsEmpty() async {
    let (front, ending) = await start()
    _ = front.takeLog()
    front.type("redraw", "redraw", "redraw")
    await front.loop.idle()
    #expect(front.takeLog().filter { $0.hasPrefix("shown") }.count == 1)
    front.type("hang up")
    _ = await ending.value
  }

  @Test(arguments: [true, false]) func workThatEndsWithoutAnAnswerIsShownWhereTheFrontWaitsForIt(
    _ waits: Bool
  ) async {
    let (front, ending) = await start()
    front.loop.post(.door(.storeOpened(StoreContents())))
    await front.loop.idle()
    front.waitsForWork = waits
    _ = front.takeLog()
    // Its key is wiped, which nobody answers.
    front.type("lock")
    await front.loop.idle()
    #expect(front.takeLog().filter { $0.hasPrefix("shown") }.count == (waits ? 2 : 1))
    front.type("hang up")
    _ = await ending.value
  }

  @Test func theEndComesAfterAConfirmation() async {
    let (front, ending) = await start()
    front.type("quit")
    await front.loop.idle()
    #expect(front.top == "Quit")
    await world.clock.wait(0.5)
    front.type("confirm", "redraw")
    #expect(await ending.value == .quit)
    #expect(!front.log.contains { $0.hasPrefix("redraw") }, "nothing is done after the end")
  }

  @Test func aSignalEndsAtOnceWhereNothingIsToBeSaved() async {
    let (front, ending) = await start()
    front.type("terminate", "hang up")
    #expect(await ending.value == .signal(15))
    #expect(DeskEnding.quit.isOrderly && DeskEnding.switched("a").isOrderly)
    #expect(!DeskEnding.signal(15).isOrderly && !DeskEnding.left("a").isOrderly)
  }

  @Test func aSaveThatTakesTooLongDoesNotHoldTheFirstSignalUp() async throws {
    let (opens, store) = AsyncStream<Void>.makeStream()
    let plan = StorePlan(
      .keyCommand(StorePlace(base: "/nonexistent", profile: "clinic", operatorID: "robin")) {
        for await _ in opens { break }
        return []
      }, idleLockMinutes: nil, asksForSecret: false)
    let front = NotingFront(
      DeskLoop(
        settings: world.settings, store: plan, forms: FormFiles(templates: nil, home: nil), profiles: .none,
        clock: world.clock.appClock))
    let backend = backend
    let ending = Task { await front.loop.run(on: front) { backend } }
    let loop = front.loop
    // The store is busy opening, so a save waits behind that; as far as the desk knows it is open.
    #expect(await until { front.log.contains(where: { $0.hasPrefix("shown") }) })
    loop.tell(.door(.storeOpened(StoreContents())))
    try typeAForm(loop)
    front.type("hang up", "terminate", "redraw")
    #expect(await until { front.log.contains("redraw over nothing") })
    #expect(loop.desk.isSavingDrafts && loop.ending == nil)
    // Less than the second that a hung-up program has, as the clock rounds it.
    #expect(await until { world.clock.waits.contains(1) })
    await world.clock.wait(0.9)
    #expect(await until { loop.ending != nil })
    #expect(loop.ending == .signal(1))
    store.finish()
    #expect(await ending.value == .signal(1))
  }

  private func typeAForm(_ loop: DeskLoop<NotingFront>) throws {
    let id = try CaseID("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01")
    let text = #"{"id":"\#(id.text)","shortId":"ADA-TOSXM","submitter":{"firstName":"Avery"},"caseProducts":[]}"#
    let detail = try #require(Case(try JSONValue(parsing: .init(text.utf8))))
    for input in [Input.command(.find), .typed(id.text), .command(.accept)] { loop.tell(.input(input)) }
    loop.tell(.patient(.detailArrived(.success(detail), generation: loop.desk.generation)))
    for input in [Input.command(.addProducts), .command(.accept)] { loop.tell(.input(input)) }
    for input in [Input.typed("8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"), .command(.accept)] { loop.tell(.input(input)) }
  }

  @Test func anotherProfileIsOpenedOnlyWhileItCanBe() async {
    let choice = ProfileChoice(name: "clinic", note: "", isProduction: false, isOpen: false, problem: nil)
    let (front, ending) = await start(profiles: ProfileList(problem: { _ in "It is gone." }, read: { [choice] }))
    front.type("profile", "accept")
    await front.loop.idle()
    #expect(front.top == "Switch profile")
    front.type("accept")
    await front.loop.idle()
    #expect(front.notice == "The profile was not switched: It is gone.")
    front.type("hang up")
    _ = await ending.value

    let (second, other) = await start(profiles: ProfileList { [choice] })
    second.type("profile")
    await second.loop.idle()
    second.type("accept")
    #expect(await other.value == .switched("clinic"))
  }
}
