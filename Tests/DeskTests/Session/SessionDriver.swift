import Foundation
import Testing

@testable import Care360
@testable import Desk

/// An order for a write; the desk alone makes the real one.
struct SentWrite: Equatable {
  var write: CaseWrite
  var repeating: Bool
  var number: Int
}

extension SentWrite {
  init(_ order: WriteOrder) {
    self.init(write: order.write, repeating: order.consent != .none, number: order.number)
  }
}

/// Drives a session in the words of its events and reads what it shows.
struct SessionDriver {
  private(set) var session: Desk
  /// Effects of the last event.
  private(set) var effects: [Effect] = []
  var now = Date(timeIntervalSince1970: 1795344120)
  /// The cases that the store has in full. A sample that cannot be made fails the tests that open it.
  var copies = [try? Sample.detail(), try? Sample.joDetail()].compactMap(\.self)
  /// A case that is asked of the store is there before the service answers.
  var answersForStore = true
  /// Seconds of the lock's clock.
  var uptime = 1000.0

  init(
    isReadOnly: Bool = false, products: [DeskSettings.KnownProduct] = Sample.products, lock: LockRule = .sandbox,
    beginsWithSecret: Bool = false, adjusting: (inout DeskSettings) -> Void = { _ in }
  ) {
    var settings = DeskSettings(
      environmentName: "SANDBOX", environmentRole: .environmentSandbox, isProduction: false,
      readOnlyReason: isReadOnly ? "config.toml" : nil,
      country: .unitedStates,
      directory: CommandDirectory(
        Command.allCases.map {
          CommandEntry(command: $0, label: $0.rawValue, explanation: "does it", keys: Self.keys[$0] ?? "")
        }), products: products, zone: testZone, operatorName: "robin",
      lock: lock)
    settings.beginsWithSecret = beginsWithSecret
    adjusting(&settings)
    session = Desk(settings: settings, now: now, uptime: uptime)
  }

  /// Of the commands that sentences name.
  private static let keys: [Command: String] = [
    .find: "/", .drafts: "F3", .refresh: "F5", .saveDraft: "Ctrl-S", .interrupt: "Ctrl-C", .review: "F10",
    .addProducts: "a", .copyMenu: "Y", .reveal: "v", .revealAll: "V", .copy: "y", .qrCode: "Q", .showAlone: "o",
    .refill: "r", .message: "m", .note: "i", .focusCasePane: "2", .addQuestion: "Ctrl-N",
  ]

  /// With this case open, found by its e-mail address.
  static func showing(
    _ detail: Case, isReadOnly: Bool = false, adjusting: (inout DeskSettings) -> Void = { _ in }
  ) throws -> SessionDriver {
    var driver = SessionDriver(isReadOnly: isReadOnly, adjusting: adjusting)
    try driver.open(detail)
    return driver
  }

  mutating func open(_ detail: Case) throws {
    lookUp(try #require(detail.submitter.email))
    latest(.success(detail.id))
    found(.success(detail))
    #expect(screen.casePane.title.contains(try #require(detail.shortID)))
  }

  // MARK: What the person does

  /// What is to be done before the first key.
  mutating func start() -> [Effect] { session.start() }

  mutating func handle(_ event: Event) {
    effects = session.handle(event, at: now, uptime: uptime)
    guard answersForStore else { return }
    for case .store(.readCase(let id)) in effects {
      effects += session.handle(.patient(.recentRead(id, copies.first { $0.id == id })), at: now, uptime: uptime)
    }
  }

  mutating func press(_ commands: Command...) {
    for command in commands {
      if command == .confirm { read() }
      handle(.input(.command(command)))
    }
  }

  /// The question on top is drawn and read.
  mutating func read() {
    guard let confirmation else { return }
    handle(.drawn(Glass(confirmation: confirmation.number, isWhole: true)))
    uptime += 0.5
  }

  mutating func type(_ text: String) {
    for character in text { handle(.input(.typed(String(character)))) }
  }

  /// Clicks on a row of the case.
  mutating func select(_ row: String) { handle(.pointer(.pointed(.pane(.caseDetail, row: row)))) }

  mutating func move(_ movement: Movement) { handle(.input(.moved(movement, page: 10))) }

  mutating func lookUp(_ text: String) {
    press(.find)
    type(text)
    press(.accept)
  }

  /// Chooses the row with this text from the list on top.
  mutating func choose(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    type(text)
    let shown = picker?.rows.isEmpty == false
    #expect(shown, "nothing matches \(text)", sourceLocation: sourceLocation)
    press(.accept)
  }

  // MARK: What the service answers

  var generation: Int { session.generation }

  mutating func latest(_ result: Result<CaseID, Care360Error>, generation: Int? = nil) {
    handle(.patient(.latestCaseIDArrived(result, generation: generation ?? session.generation)))
  }

  mutating func found(_ result: Result<Case, Care360Error>, generation: Int? = nil) {
    handle(.patient(.detailArrived(result, generation: generation ?? session.generation)))
  }

  mutating func reread(_ result: Result<Case, Care360Error>, write: Int, attempt: Int) {
    handle(.writes(.rereadArrived(result, write: write, attempt: attempt)))
  }

  // MARK: What is shown

  /// Saves are under way.
  var isSavingDrafts: Bool { session.isSavingDrafts }

  var screen: ScreenPresentation { session.presentation(at: now) }

  var notice: String { screen.notice?.text ?? "" }

  var header: String {
    ([screen.header.connection] + screen.header.notices).map(\.text).joined(separator: " ")
  }

  var banners: String { screen.casePane.banners.map(\.text).joined(separator: "\n") }

  var casePane: String {
    let pane = screen.casePane
    let lines = (pane.summary + pane.lines).map { $0.spans.map(\.text).joined() }
    return ([pane.title, pane.badge?.text ?? ""] + pane.banners.map(\.text) + lines + pane.emptyText.map(\.text))
      .joined(separator: "\n")
  }

  var confirmation: ConfirmationPresentation? {
    if case .confirmation(let confirmation)? = screen.overlays.last { confirmation } else { nil }
  }

  var confirmationText: String {
    confirmation?.lines.map { $0.map(\.text).joined() }.joined(separator: "\n") ?? ""
  }

  var picker: PickerPresentation? {
    if case .picker(let picker)? = screen.overlays.last { picker } else { nil }
  }

  var reading: ReadingPresentation? {
    if case .reading(let reading)? = screen.overlays.last { reading } else { nil }
  }

  func reason(_ command: Command) -> String? { session.reason(against: command) }

  /// The effects of the last event, reads of what other sessions did left out.
  var ownEffects: [Effect] {
    effects.filter { effect in
      if case .store(.readAgain) = effect { return false }
      return effect != .record(.listUnsettled)
    }
  }

  /// Writes among the effects of the last event.
  var sent: [SentWrite] {
    effects.compactMap { if case .write(.send(let order)) = $0 { SentWrite(order) } else { nil } }
  }

  var rereads: [Effect] {
    effects.filter { if case .read(.rereadCase) = $0 { true } else { false } }
  }

  func line(_ id: String) -> String? {
    screen.casePane.lines.first { $0.id == id }?.spans.map(\.text).joined()
  }

  // MARK: Below the screen, for checks that hold whole values against each other

  var shownCase: ShownCase? { session.shown }
  var newerCase: CaseID? { session.newerCase }
  var recents: [RecentCase] { session.lookup.recents.cases }
  var forms: [CaseID: FormEditor] {
    Dictionary(
      uniqueKeysWithValues: session.drafts.slots.compactMap { slot in
        slot.kind == .form ? session.drafts[slot.caseID].map { (slot.caseID, $0) } : nil
      })
  }
  var shownForm: FormEditor? { session.openEditor }

  /// The first line of health data of the case, masked or not.
  var firstHealthLine: String? { session.caseLines(at: now).first { $0.isPHI }?.line.id }

  /// The form that is open as it would be written to a file; nil where it cannot be sent.
  var exported: JSONValue? {
    var copy = self
    while !copy.screen.overlays.isEmpty { copy.press(.back) }
    copy.press(.exportForm)
    copy.type("~/intake.json")
    copy.press(.accept)
    for case .files(.write(let bytes, _, _)) in copy.effects {
      do { return try JSONValue(parsing: Data(bytes)) } catch { return nil }
    }
    return nil
  }

  // MARK: Whole flows

  /// Asks for a refill link without a product and confirms.
  mutating func requestRefill() {
    press(.refill)
    choose("no product")
    press(.confirm)
  }

  /// Opens the list of bundles and lets both of its answers arrive.
  mutating func openBundles() throws {
    press(.changeBundle)
    found(.success(try #require(session.shown).detail))
    handle(.patient(.bundlesArrived(.success(try Sample.bundles()), generation: session.generation)))
  }

  /// Picks a bundle by name and confirms.
  mutating func changeBundle(_ name: String) throws {
    try openBundles()
    choose(name)
    press(.confirm)
  }

  /// Two products were refused, one of them because it is on the case; the offer to send the other one stands.
  static func offeredTheRest() throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail(products: []))
    driver.press(.addProducts, .accept)
    driver.choose(Sample.semaglutide)
    driver.press(.addProduct)
    driver.choose(Sample.tirzepatide)
    driver.press(.review, .review, .confirm)
    driver.handle(.writes(.ended(.failure(.conflict(httpStatus: 409)), write: 1)))
    driver.reread(.success(try Sample.detail()), write: 1, attempt: 0)
    #expect(driver.confirmation?.accept == "send the rest without those")
    return driver
  }

  /// Fills a form with this product and confirms its submission.
  mutating func submit(_ product: String) {
    press(.addProducts, .accept)
    choose(product)
    press(.review, .review, .confirm)
  }
}
