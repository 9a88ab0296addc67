import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

/// Whatever can happen, at random: keys, answers in any order and more than once, and what nobody asked for. Each event is
/// written down with the effects and a digest of the screen that followed, so that two builds can be compared.
struct DeskWalk {
  private(set) var driver: SessionDriver
  private(set) var log: [String] = []
  /// The same with every screen in full.
  private(set) var longLog: [String] = []
  /// By the name of an effect, how often it was asked for.
  private(set) var seen: [String: Int] = [:]

  var random: SeededGenerator
  var world = NavigationWorld()
  /// Asked for and not answered yet.
  private var open: [Effect] = []
  /// Answered, and may be answered again.
  private var answered: [Effect] = []
  private var draftVersion = 0
  private let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    driver = SessionDriver(lock: LockRule(idleMinutes: 10, asksForSecret: seed % 3 != 0)) {
      $0.author = Sample.author
      $0.listsProducts = true
    }
    driver.answersForStore = false
    note("start", driver.start())
    if seed % 4 == 3 {
      act("store in memory") { $0.handle(.door(.storeIsMemoryOnly(reason: "There is no home folder."))) }
      for _ in 0..<2 { flow([], choose: "1234", answers: false) }
    } else {
      act("store asks") { $0.handle(.door(.storeNeedsPassphrase(isNew: seed % 2 == 1))) }
      for _ in 0..<5 where driver.screen.context == .prompt {
        driver.pass(3)
        act("passphrase") { $0.type(SessionDriver.phrase) }
        act("accept") { $0.press(.accept) }
        answerAll()
      }
    }
    act("started") { $0.handle(.client(.started(suggestions: [], products: []))) }
  }

  // MARK: Steps

  mutating func step() throws {
    if random.below(6) == 0 { driver.pass(([0.1, 1, 3, 20, 130, 700] as [Double])[random.below(6)]) }
    if driver.lockScreen != nil, random.below(4) > 0 { return unlock() }
    switch random.below(21) {
    case 0...1: try answerOne()
    case 2...4: openCase()
    case 5: flow(["refill"], choose: "no product", answers: true)
    case 6: flow(["bundle"], choose: ["premium", "gone", ""][random.below(3)], answers: true)
    case 7...8: fillForm()
    case 9: flow(["review", "review", "confirm"], choose: nil, answers: random.below(3) > 0)
    case 10: flow(["drafts"], choose: "", answers: false)
    case 11: formCommands()
    case 12...13: looks()
    case 14: chooseAny()
    case 15: command()
    case 16: typeAny()
    case 17: move()
    case 18: try outOfTheBlue()
    case 19:
      act(random.below(2) == 0 ? "confirm" : "back") { [confirms = random.below(2) == 0] in
        $0.press(confirms ? .confirm : .back)
      }
    default: answerAll()
    }
  }

  /// Commands, then what is typed and chosen in the list that they open, then yes.
  private mutating func flow(_ commands: [String], choose text: String?, answers: Bool) {
    if !commands.isEmpty { clear() }
    for name in commands {
      guard let command = Command(rawValue: name) else { continue }
      act(name) { $0.press(command) }
    }
    guard let text else { return answers ? answerAll() : () }
    if answers { answerAll() }
    if random.below(3) == 0 { for _ in 0..<random.below(4) { act("down") { $0.move(.down) } } }
    act("choose \(text)") { driver in
      driver.type(text)
      driver.press(.accept)
    }
    for _ in 0..<2 where driver.confirmation != nil && random.below(5) > 0 { act("confirm") { $0.press(.confirm) } }
    if answers { answerAll() }
  }

  private mutating func clear() {
    for _ in 0..<4 where !driver.screen.overlays.isEmpty { act("back") { $0.press(.back) } }
  }

  private mutating func openCase() {
    lookUp()
    if random.below(8) > 0 { answerAll() }
    if random.below(4) > 0 { act("accept") { $0.press(.accept) } }
  }

  private mutating func formCommands() {
    clear()
    act("form") { $0.press(.addProducts) }
    let names = ["templates", "save-template", "import-form", "export-form", "delete-template", "discard-draft"]
    let texts = ["", "intake", "~/intake.json", "~/out.json", "", ""]
    let index = random.below(names.count)
    flow([names[index]], choose: texts[index], answers: true)
  }

  private mutating func looks() {
    clear()
    switch random.below(22) {
    case 0: flow(["theme"], choose: "light", answers: true)
    case 1: flow(["profile"], choose: "", answers: true)
    case 2:
      flow(["passphrase"], choose: SessionDriver.phrase, answers: true)
      for _ in 0..<2 { flow([], choose: SessionDriver.phrase, answers: false) }
    case 3: flow(["copy-menu"], choose: "", answers: true)
    case 4...5: flow(["wrong-person", "confirm"], choose: nil, answers: true)
    case 6: flow(["activity"], choose: nil, answers: random.below(2) == 0)
    case 7: flow(["mouse"], choose: nil, answers: true)
    case 8:
      fillForm()
      flow(["quit", "confirm"], choose: nil, answers: random.below(3) == 0)
    case 9:
      flow(["refill"], choose: "no product", answers: false)
      act("interrupt") { $0.press(.interrupt) }
    case 10:
      flow(["drafts"], choose: "outcome", answers: false)
      flow([], choose: "did not happen", answers: true)
    case 11...12:
      flow(["case-status"], choose: "", answers: false)
      if driver.screen.context == .prompt { flow([], choose: "moved away", answers: true) }
    case 13:
      act("click case") { $0.select("patient.email") }
      flow(["copy"], choose: nil, answers: true)
    case 15...17: worklist()
    case 18...20: message()
    case 14:
      flow(["suspend"], choose: nil, answers: true)
      followUp()
    default: flow(["token"], choose: "abcdef", answers: true)
    }
  }

  private mutating func followUp() {
    flow(["follow-up"], choose: ["tomorrow 9", "in 2 h", "soon"][random.below(3)], answers: false)
    flow([], choose: "ask the pharmacy", answers: random.below(2) == 0)
    let command = ["follow-up-done", "move-follow-up", "delete-follow-up"][random.below(3)]
    flow([command], choose: "fri", answers: true)
  }

  private mutating func message() {
    flow([["message", "note"][random.below(2)]], choose: nil, answers: false)
    if driver.screen.context == .composer { act("text") { $0.type("Please rest.") } }
    if random.below(3) == 0 { flow(["canned-texts"], choose: "", answers: true) }
    flow(["review"], choose: "", answers: random.below(2) == 0)
  }

  private mutating func worklist() {
    flow(["worklist"], choose: nil, answers: random.below(4) > 0)
    switch random.below(7) {
    case 0: flow(["worklist-view"], choose: ["all", "closed"][random.below(2)], answers: true)
    case 1: flow(["worklist-window"], choose: "30", answers: true)
    case 2: flow(["worklist-order"], choose: "patient", answers: false)
    case 3: flow(["refresh", "back"], choose: nil, answers: true)
    case 4:
      flow(["worklist-statuses"], choose: "approved", answers: false)
      act("back") { $0.press(.back) }
    default: break
    }
    for _ in 0..<random.below(3) { act("down") { $0.move(.down) } }
    let step = ["accept", "next-case", "previous-case"][random.below(3)]
    flow([step], choose: nil, answers: random.below(4) > 0)
  }

  private mutating func act(_ name: String, _ work: (inout SessionDriver) -> Void) {
    work(&driver)
    note(name, driver.effects)
  }

  private mutating func note(_ name: String, _ effects: [Effect]) {
    let names = effects.map(EffectWords.name)
    for name in names { seen[name, default: 0] += 1 }
    open += effects.filter(EffectWords.isAnswered)
    // Reading a screen out takes longer than all else of a step; a change of it shows a few steps later, too.
    let isRead = log.count.isMultiple(of: 6)
    let screen = (isRead ? PlainText.of(driver.screen) : "") + (driver.isSavingDrafts ? " saving" : "")
    let words = effects.map(EffectWords.words).joined(separator: "\n")
    let digest = PlainText.digest(of: words + screen)
    log.append("\(seed).\(log.count) \(name.prefix(48)) | \(names.joined(separator: " ")) | \(digest)")
    longLog.append("\(seed).\(log.count - 1) \(name)\n\(words)\n\(screen)\n")
  }

  // MARK: The person

  private mutating func lookUp() {
    let known = random.below(4) > 0 ? 7 : NavigationWorld.questions.count
    let question = NavigationWorld.questions[random.below(known)]
    clear()
    act("look up \(question)") { $0.lookUp(question) }
  }

  private mutating func fillForm() {
    clear()
    act("form") { $0.press(.addProducts) }
    if random.below(2) == 0 { answerAll() }
    guard driver.screen.editor != nil else { return }
    act("product") { $0.press(.addProduct, .accept) }
    let product = [Sample.semaglutide, Sample.tirzepatide, "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910"][random.below(3)]
    act("choose \(product.prefix(4))") { driver in
      driver.type(product)
      driver.press(.accept)
    }
    if random.below(2) == 0 { act("question") { $0.press(.addQuestion) } }
    act("words") { $0.type("How much?") }
    if random.below(2) == 0 { flow(["review", "review", "confirm"], choose: nil, answers: random.below(3) > 0) }
  }

  private mutating func chooseAny() {
    for _ in 0..<random.below(4) { driver.move(.down) }
    act("choose") { $0.press(.accept) }
  }

  private mutating func command() {
    let command = Command.allCases[random.below(Command.allCases.count)]
    act("command \(command.rawValue)") { $0.press(command) }
  }

  private mutating func typeAny() {
    let texts = ["a", "7", "avery", " ", "1234", "rba", "/", "y", "~/intake.json", "weight", SessionDriver.phrase]
    let text = texts[random.below(texts.count)]
    switch random.below(6) {
    case 0: act("paste \(text)") { $0.handle(.input(.pasted(text + "\n" + text))) }
    case 1: act("replace \(text)") { $0.handle(.input(.replaced(text))) }
    case 2: act("pick") { $0.handle(.input(.picked(2))) }
    case 3: act("toggle") { $0.handle(.input(.toggled)) }
    case 4: act("delete") { $0.handle(.input(.edited(.deleteWordBackward))) }
    default: act("type \(text)") { $0.type(text) }
    }
  }

  private mutating func move() {
    let moves: [Movement] = [.up, .down, .pageUp, .pageDown, .home, .end]
    let movement = moves[random.below(moves.count)]
    if random.below(3) == 0, let rows = driver.screen.editor?.rows, !rows.isEmpty {
      let row = rows[random.below(rows.count)].id
      return act("field \(row)") { $0.handle(.input(.field(row))) }
    }
    act("move \(movement)") { $0.move(movement) }
  }

  private mutating func unlock() {
    guard driver.lockScreen != nil else { return act("lock") { $0.press(.lock) } }
    answerAll()
    driver.pass(5)
    act("unlock") { driver in
      driver.type(SessionDriver.phrase)
      driver.press(.accept)
    }
    answerAll()
  }

  private mutating func outOfTheBlue() throws {
    switch random.below(9) {
    case 0: act("resumed") { $0.handle(.door(.resumed)) }
    case 1: act("click") { $0.handle(.pointer(.pointed(.pane(.lookup, row: Sample.jo)))) }
    case 2: act("click case") { $0.handle(.pointer(.pointed(.pane(.caseDetail, row: "patient.email")))) }
    case 3: act("wheel") { $0.handle(.pointer(.wheeled(.down))) }
    case 4: act("store failed") { $0.handle(.door(.storeFailed("The store cannot be written."))) }
    case 5:
      let id = StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form))
      act("taken over") { $0.handle(.drafts(.takenOver(id, by: "pts/5"))) }
    case 6: act("mask") { $0.handle(.patient(.maskTimerFired)) }
    case 7: act("retry") { $0.handle(.drafts(.retryTimerFired)) }
    default: act("ending") { $0.handle(.drafts(.endingSoon)) }
    }
  }

  // MARK: Answers

  /// Of what is open mostly the newest; seldom something that was answered before.
  private mutating func answerOne() throws {
    guard random.below(8) > 0 || answered.isEmpty else {
      let effect = answered[random.below(answered.count)]
      return try deliver(effect, "again ")
    }
    guard !open.isEmpty else { return openCase() }
    let index = random.below(3) > 0 ? open.count - 1 : random.below(open.count)
    let effect = open.remove(at: index)
    answered.append(effect)
    try deliver(effect, "")
  }

  private mutating func answerAll() {
    for _ in 0..<12 where !open.isEmpty {
      // Locking and ending come by other ways.
      if case .timer(.lock) = open[0], random.below(8) > 0 {
        open.removeFirst()
        continue
      }
      let effect = open.removeFirst()
      do { try deliver(effect, "") } catch { Issue.record("no answer to \(effect)") }
    }
  }

  private mutating func deliver(_ effect: Effect, _ prefix: String) throws {
    draftVersion += 1
    guard let event = try WalkAnswers.answer(to: effect, version: draftVersion, at: driver.now, &random, &world)
    else { return }
    act("\(prefix)answer to \(EffectWords.name(effect))") { $0.handle(event) }
  }
}
