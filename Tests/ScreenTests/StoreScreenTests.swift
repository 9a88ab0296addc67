import Care360
import CaseStore
import Desk
import DeskApp
import Foundation
import Terminal
import TestSupport
import Testing

/// The whole program over a real store on disk.
@MainActor
struct StoreScreenTests {
  private static let passphrase = "correct horse battery"
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func plan(
    session: String = "1", terminal: String = "pts/1", idleMinutes: Int = 10, base: String? = nil
  ) -> StorePlan {
    StorePlan(
      .passphrase(StorePlace(base: base ?? folder.path + "/data", profile: "clinic", operatorID: "robin")),
      idleLockMinutes: idleMinutes, asksForSecret: true,
      options: StoreOptions(session: session, cost: UnlockCost(operations: 1, memory: 8192)), terminal: terminal,
      journal: FileWriteJournal(directory: folder.path + "/data"))
  }

  /// A program whose store is open: made with the first call, opened with later ones.
  private func open(
    session: String = "1", terminal: String = "pts/1", idleMinutes: Int = 10, _ columns: Int = 200, _ rows: Int = 50
  ) async throws -> DeskDriver {
    let desk = try await DeskDriver.open(
      columns, rows, store: plan(session: session, terminal: terminal, idleMinutes: idleMinutes))
    let isNew = desk.sees("Choose a passphrase")
    for _ in 0..<(isNew ? 2 : 1) {
      await desk.type(Self.passphrase)
      await desk.press(.accept)
    }
    desk.expectNot("Choose a passphrase", "It opens the sealed recents")
    return desk
  }

  private func typeAnswer(_ text: String, _ desk: DeskDriver) async {
    await desk.openAverysForm()
    await desk.press(.addQuestion)
    await desk.type("How much do you weigh?")
    await desk.keys("Tab", "Tab", "Tab")
    await desk.type(text)
  }

  /// Everything that is on disk, as one text.
  private var everything: String {
    get throws {
      try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .map { String(decoding: FileManager.default.contents(atPath: folder.path + "/" + $0) ?? Data(), as: UTF8.self) }
        .joined()
    }
  }

  // MARK: Recents

  @Test func aCaseSeenBeforeIsPaintedAtOnceAndConfirmedBehind() async throws {
    let before = try await open()
    await before.lookUp("avery@example.com")
    await before.clock.wait(0.5)
    await before.press(.quit)
    #expect(await before.end(.confirm) == .quit)

    let desk = try await open(session: "2")
    desk.expect("ADA-TOSXM Avery L.")
    await desk.type("lindq")
    desk.expect("ADA-TOSXM Avery L.")
    desk.transport.hold()
    await desk.keys("Down")
    desk.start(.accept)
    await desk.transport.untilHeld()
    #expect(await until { desk.terminal.rows.contains { $0.contains("not confirmed") } }, "the copy kept here")
    desk.expect("Case ADA-TOSXM · Avery Lindqvist")
    desk.transport.release()
    await desk.idle()
    desk.expect("checked")
    #expect(try !everything.contains("Lindqvist"))
  }

  /// The store by itself, between two runs of the screen.
  private func store(_ session: String) throws -> LocalStore {
    var bytes = Array(Self.passphrase.utf8)
    return try LocalStore.open(
      StorePlace(base: folder.path + "/data", profile: "clinic", operatorID: "robin"), with: try .typed(&bytes),
      options: StoreOptions(session: session, cost: UnlockCost(operations: 1, memory: 8192)))
  }

  @Test func aCaseThatNobodyOpenedForLongIsForgottenAtTheStart() async throws {
    let store = try store("0")
    let start = TestClock().now
    for (id, age) in [("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01", 8.0), ("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b02", 6.0)] {
      let text = #"{"id":"\#(id)","shortId":"ADA-\#(Int(age))","submitter":{"firstName":"Old"}}"#
      let detail = try #require(Case(try JSONValue(parsing: Data(text.utf8))))
      try store.remember(
        RecentRecord(detail: detail, seenAt: start.addingTimeInterval(-age * 86_400), identifiers: []))
    }
    try store.close()
    let desk = try await open(session: "1")
    desk.expect("ADA-6")
    desk.expectNot("ADA-8")
    _ = await desk.end(by: .hangUp)
    let after = try self.store("2")
    #expect(try after.recents().records.map(\.detail.shortID) == ["ADA-6"])
    try after.close()
  }

  @Test func aWrongPassphraseSaysOneThingAndWaits() async throws {
    _ = await (try await open()).end(by: .hangUp)
    let desk = try await DeskDriver.open(store: plan(session: "2"))
    desk.expect("It opens the sealed recents and drafts")
    for left in ["4 tries are left", "3 tries are left"] {
      await desk.type("wrong horse battery")
      await desk.press(.accept)
      desk.expect("Your entry did not open it; \(left).")
      await desk.clock.wait(5)
    }
    await desk.type(Self.passphrase)
    await desk.press(.accept)
    desk.expectNot("It opens the sealed recents")
  }

  @Test func workingWithoutTheStoreKeepsNothing() async throws {
    let desk = try await DeskDriver.open(200, 50, store: plan())
    desk.expect("Choose a passphrase")
    await desk.press(.back)
    desk.expect("Choose a PIN for this session")
    for _ in 0..<2 {
      await desk.type("4711")
      await desk.press(.accept)
    }
    await typeAnswer("138 lbs", desk)
    desk.expect("NOT SAVED")
    await desk.wait(2)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/data"))
    await desk.run("lock")
    desk.expectNot("Lindqvist")
    await desk.type("4712")
    await desk.press(.accept)
    desk.expect("Your entry did not open it")
    await desk.clock.wait(5)
    await desk.type("4711")
    await desk.press(.accept)
    desk.expect("138 lbs")
  }

  @Test func aStoreThatCannotBeUsedIsSaidAndTheWorkGoesOn() async throws {
    _ = try folder.file("in-the-way", "no folder")
    let desk = try await DeskDriver.open(200, 50, store: plan(base: folder.path + "/in-the-way"))
    desk.expect("Choose a PIN for this session")
    for _ in 0..<2 {
      await desk.type("4711")
      await desk.press(.accept)
    }
    await typeAnswer("138 lbs", desk)
    desk.expect("NOT SAVED", "Case ADA-TOSXM")
  }

  @Test func aKeyCommandThatPrintsAnotherKeyIsSaidAndNothingIsKept() async throws {
    func keyed(_ key: String, session: String) -> StorePlan {
      var keyed = plan(session: session)
      let place = StorePlace(base: folder.path + "/data", profile: "clinic", operatorID: "robin")
      keyed.kind = .keyCommand(place) { () async throws(BackendProblem) in
        Array((key + String(repeating: ".", count: 32)).utf8)
      }
      keyed.asksForSecret = false
      return keyed
    }
    let first = try await DeskDriver.open(200, 50, store: keyed("the key of the store", session: "1"))
    await first.lookUp("avery@example.com")
    _ = await first.end(by: .hangUp)
    let desk = try await DeskDriver.open(200, 50, store: keyed("another key", session: "2"))
    desk.expect("The key command does not print the key of the local store.")
    desk.expectNot("ADA-TOSXM")
    await typeAnswer("138 lbs", desk)
    desk.expect("NOT SAVED")
    let again = try await DeskDriver.open(200, 50, store: keyed("the key of the store", session: "3"))
    again.expect("ADA-TOSXM")
  }

  // MARK: Drafts

  @Test(arguments: [TerminalInput.hangUp, .terminate]) func whatWasTypedSurvivesASignal(_ signal: TerminalInput)
    async throws
  {
    let desk = try await open()
    await typeAnswer("138 lbs CANARY", desk)
    #expect(await desk.end(by: signal) == (signal == .hangUp ? .signal(1) : .signal(15)))
    #expect(try !everything.contains("CANARY"))

    let next = try await open(session: "2")
    next.expect("Continue: Avery L. ADA-TOSXM, question 1", "1 draft")
    await next.keys("Down", "Enter")
    next.expect("Intake · Avery Lindqvist ADA-TOSXM", "138 lbs CANARY", "This draft was saved")
    await next.type(", at home")
    next.expect("138 lbs CANARY, at home", "changed since")
    await next.wait(2)
    next.expect("saved")
    next.expectNot("changed since")
  }

  @Test func offlineTheCaseOfADraftStaysReadable() async throws {
    let before = try await open()
    await typeAnswer("138 lbs", before)
    _ = await before.end(by: .hangUp)
    let desk = try await open(session: "2")
    desk.transport.setDead(true)
    await desk.keys("Down", "Enter")
    desk.expect("OFFLINE", "Case ADA-TOSXM · Avery Lindqvist", "not confirmed", "1 draft")
    desk.expectNot("What you typed is still in the box")
  }

  @Test func typingIsSavedTwoSecondsLaterAndAConfirmedSubmissionDeletesTheDraft() async throws {
    let desk = try await open()
    await typeAnswer("138 lbs", desk)
    desk.expectNot("saved 1", "NOT SAVED")
    await desk.wait(2)
    desk.expect("saved 1")
    await desk.press(.review, times: 2)
    await desk.confirm()
    desk.expect("1 product added to ADA-TOSXM.")
    _ = await desk.end(by: .hangUp)
    let next = try await open(session: "2")
    next.expectNot("1 draft", "Continue")
    await next.press(.drafts)
    next.expect("No drafts, follow-ups or unsettled changes.")
  }

  @Test func aLiveSessionsDraftIsTakenOverWithEverythingTyped() async throws {
    let first = try await open(session: "1", terminal: "pts/1")
    await typeAnswer("138 lbs", first)
    await first.wait(2)
    let second = try await open(session: "2", terminal: "pts/2")
    await second.press(.drafts)
    second.expect("open in pts/1")
    await second.keys("Enter")
    second.expect("Take the draft over", "Open in pts/1, last key")
    await second.confirm()
    second.expect("Intake · Avery Lindqvist", "138 lbs")

    await first.type("!")
    await first.wait(2)
    first.expect("taken over by pts/2", "it can only be read here")
    await first.type("?")
    first.expectNot("138 lbs!?")
    await second.type(" in the morning")
    await second.wait(2)
    second.expect("138 lbs in the morning", "saved")
  }

  @Test func anOlderSessionKnowsTheFormOfANewerOne() async throws {
    let older = try await open(session: "1", terminal: "pts/1")
    let newer = try await open(session: "2", terminal: "pts/2")
    await typeAnswer("138 lbs", newer)
    await newer.wait(2)
    older.expectNot("1 draft")
    await older.press(.drafts)
    older.expect("1 draft", "open in pts/2")
    await older.keys("Escape")
    await older.lookUp("avery@example.com")
    await older.press(.addProducts)
    older.expect("Take the draft over", "Open in pts/2, last key")
    await older.confirm()
    older.expect("Intake · Avery Lindqvist", "138 lbs")
  }

  @Test func twoTextsOfOneDraftAreBothKeptUntilThePersonDecides() async throws {
    let first = try await open(session: "1", terminal: "pts/1")
    let second = try await open(session: "2", terminal: "pts/2")
    await typeAnswer("first text", first)
    await typeAnswer("second text", second)
    await first.wait(2)
    await second.wait(2)
    second.expect("Another session has saved this draft", "saved as a separate copy")
    await second.type(", and what came later")
    await second.wait(2)
    // The second one is cut off before anybody decides.
    _ = await second.end(by: .hangUp)
    _ = await first.end(by: .hangUp)

    let third = try await open(session: "3", terminal: "pts/3")
    await third.press(.drafts)
    third.expect("1 draft", "separate copy, by robin")
    await third.choose("separate copy")
    third.expect("Two texts of this draft", "keep this text", "take the other text")
    await third.choose("keep this text")
    third.expect("its text is lost")
    await third.confirm()
    third.expectNot("second text")
    await third.keys("3")
    third.expect("second text, and what came later", "saved")
    third.expectNot("first text")
    _ = await third.end(by: .hangUp)
    let fourth = try await open(session: "4")
    fourth.expect("1 draft")
    await fourth.keys("Down", "Enter")
    fourth.expect("second text, and what came later")
  }

  @Test func aDraftDiscardedElsewhereIsKeptWhereItIsTyped() async throws {
    let first = try await open(session: "1")
    await typeAnswer("138 lbs", first)
    await first.wait(2)
    let second = try await open(session: "2", terminal: "pts/2")
    await second.press(.drafts)
    await second.keys("Enter")
    await second.confirm()
    await second.run("discard the draft")
    await second.confirm()
    second.expectNot("Intake ·")
    await first.type(" more")
    await first.wait(2)
    first.expect("138 lbs more", "saved")
    _ = await first.end(by: .hangUp)
    let third = try await open(session: "3")
    third.expect("1 draft")
  }

  // MARK: Lock and record

  @Test func theLockSavesFirstWipesTheKeyAndGivesEverythingBack() async throws {
    let desk = try await open()
    await typeAnswer("138 lbs CANARY", desk)
    let before = desk.terminal.cursor
    await desk.wait(600)
    desk.expect("Locked", "Type the passphrase to unlock.")
    desk.expectNot("Lindqvist", "TOSXM", "CANARY", "weigh")
    // The draft is on disk, in another session's eyes too.
    let other = try await open(session: "2", terminal: "pts/2")
    other.expect("1 draft")
    await desk.type("wrong horse battery")
    await desk.press(.accept)
    desk.expect("4 tries are left")
    await desk.clock.wait(2)
    await desk.type(Self.passphrase)
    await desk.press(.accept)
    desk.expect("138 lbs CANARY", "saved")
    #expect(desk.terminal.cursor == before)
  }

  @Test func aRecordThatLostItsEndIsToldAtTheNextStart() async throws {
    let journal = FileWriteJournal(directory: folder.path + "/data")
    let first = try await open()
    for _ in 0..<2 {
      try await journal.record(
        ActivityNote(
          .forgotten, try CaseID("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"), operatorName: "robin", profile: "clinic"))
    }
    await first.lookUp("avery@example.com")
    _ = await first.end(by: .hangUp)
    let record = RecordFolder(folder.path + "/data")
    let whole = try record.lines.prefix(2).joined(separator: "\n") + "\n"
    try Data(whole.utf8).write(to: URL(fileURLWithPath: try record.newest))
    let second = try await open(session: "2")
    second.expect("About the data kept here", "lost lines from its end")
    _ = await second.end(by: .hangUp)
    let third = try await open(session: "3")
    third.expectNot("lost lines from its end")
    #expect(try await journal.records().map(\.event) == [.forgotten, .cut])
  }

  @Test func fiveWrongTriesEndTheProgram() async throws {
    let desk = try await open()
    await desk.run("lock")
    for seconds in [1, 2, 4, 8] {
      await desk.type("wrong horse battery")
      await desk.press(.accept)
      desk.expect("Wait \(seconds) s")
      await desk.clock.wait(30)
    }
    desk.expect("1 try is left")
    await desk.type("wrong horse battery")
    #expect(await desk.end(.accept) == .left("That was the last try: nothing was opened."))
  }

  @Test func thePassphraseIsChangedAndTheOldOneOpensNothing() async throws {
    let desk = try await open()
    await desk.run("passphrase")
    for text in [Self.passphrase, "another horse battery", "another horse battery"] {
      await desk.type(text)
      await desk.press(.accept)
    }
    desk.expect("The passphrase was changed.")
    _ = await desk.end(by: .hangUp)
    let next = try await DeskDriver.open(store: plan(session: "2"))
    await next.type(Self.passphrase)
    await next.press(.accept)
    next.expect("Your entry did not open it")
    await next.clock.wait(2)
    await next.type("another horse battery")
    await next.press(.accept)
    next.expectNot("Your entry did not open it", "It opens the sealed recents")
  }

  @Test func aViewThatCannotBeRecordedIsSaidAsLongAsThatLasts() async throws {
    let desk = try await open()
    desk.recordProblem("The record of writes cannot be written: the disk is full.")
    await desk.lookUp("avery@example.com")
    desk.expect("Case ADA-TOSXM", "The record of writes cannot be written: the disk is full.")
    desk.recordProblem(nil)
    await desk.lookUp("jo.park@example.com")
    desk.expect("Case ADA-QF2RM")
    desk.expectNot("cannot be written")
    await desk.run("activity")
    desk.expect("My activity", "looked at the case")
  }
}
