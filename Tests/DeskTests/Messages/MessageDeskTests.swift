import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Messages and notes on the desk, from the command to the thread that shows them.
struct MessageDeskTests {
  @Test func withoutAnAuthorBothAreOffAndSayWhatToSet() throws {
    var driver = try SessionDriver.writing(authored: false)
    #expect(driver.reason(.message) == "set operator_email in config.toml")
    #expect(driver.reason(.note) == "set operator_email in config.toml")
    driver.press(.message)
    #expect(driver.screen.editor == nil)
  }

  @Test func aMessageIsWrittenConfirmedAndSentOnce() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    #expect(driver.screen.context == .composer)
    driver.type("Yes")
    driver.press(.accept)
    driver.type("it is.")
    driver.review()
    #expect(driver.confirmation?.title == "Send: message TO THE PATIENT")
    for wanted in [
      "TO THE PATIENT", "Patient Avery Lindqvist  birth date 1988-04-02", "Case ADA-TOSXM", Sample.avery,
      "From Robin Diaz <robin@example.com>", "  Yes\n  it is.",
    ] {
      #expect(driver.confirmationText.contains(wanted), "\(wanted)")
    }
    driver.press(.confirm)
    let write = CaseWrite.communication(
      Communication(
        try CaseID(Sample.avery), .message, try MessageText("Yes\nit is."), by: try #require(Sample.author),
        earlier: ["c1"]))
    #expect(driver.sent == [SentWrite(write: write, repeating: false, number: 1)])
    driver.type("more")
    driver.handle(.writes(.ended(.success(Written(value: .communication(.message), isRecorded: true)), write: 1)))
    #expect(driver.notice == "Message to the patient sent for ADA-TOSXM.")
    #expect(driver.screen.editor == nil)
    driver.press(.message)
    #expect(driver.session.openComposer?.isDirty == false, "nothing is remembered")
  }

  @Test func aNoteStandsBesideAMessageAndTheForm() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("For the patient")
    driver.press(.back, .note)
    driver.type("For us")
    driver.press(.back, .addProducts, .addQuestion)
    driver.type("How tall?")
    driver.press(.back)
    #expect(driver.banners.contains("parked: Avery L. ADA-TOSXM message"))
    #expect(driver.banners.contains("parked: Avery L. ADA-TOSXM note"))
    #expect(driver.banners.contains("parked: Avery L. ADA-TOSXM 0/1"))
    driver.press(.note)
    #expect(driver.screen.editor?.title.hasPrefix("INTERNAL note") == true)
    #expect(driver.session.openComposer?.text.text == "For us")
    driver.review()
    #expect(driver.confirmationText.contains("INTERNAL: the patient does not see it"))
    #expect(!driver.confirmationText.contains("TO THE PATIENT"))
    driver.press(.confirm)
    guard case .communication(let write)? = driver.sent.first?.write else {
      Issue.record("nothing was sent")
      return
    }
    #expect(write.kind == .note && write.text.text == "For us")
    driver.handle(.writes(.ended(.success(Written(value: .communication(.note), isRecorded: true)), write: 1)))
    #expect(driver.notice == "Internal note added to ADA-TOSXM.")
    #expect(driver.banners.contains("message") && !driver.banners.contains("note"))
  }

  @Test func anotherPatientOnTheScreenClosesIt() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("For Avery alone")
    try driver.open(try Sample.joDetail())
    #expect(driver.screen.editor == nil)
    #expect(!driver.casePane.contains("For Avery alone"))
    driver.press(.message)
    #expect(driver.session.openComposer?.target.shortID == "ADA-QF2RM")
    #expect(driver.session.openComposer?.isDirty == false)
    driver.press(.drafts)
    driver.choose("Avery")
    driver.found(.success(try Sample.detail(more: MessageSample.thread)))
    #expect(driver.session.openComposer?.text.text == "For Avery alone")
  }

  @Test func aConfirmationGoesWithItsPatient() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("For Avery alone")
    driver.press(.review)
    driver.read()
    // Whoever is hidden takes the question along.
    driver.reread(.failure(Sample.badKey), write: 0, attempt: 0)
    #expect(driver.confirmation == nil && driver.screen.editor == nil)
    driver.handle(.input(.command(.confirm)))
    #expect(driver.sent.isEmpty)
    #expect(!driver.casePane.contains("For Avery alone"))
  }

  @Test func theLockCoversIt() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("For Avery alone")
    driver.press(.lock)
    #expect(driver.screen.editor == nil)
    var drawn = ""
    dump(driver.screen, to: &drawn)
    #expect(!drawn.contains("For Avery alone"))
  }

  @Test func aNewerMessageAndTheSameTextAreQuoted() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("Please call us")
    let newer = try Sample.detail(
      more: MessageSample.comments([
        MessageSample.comment("c2", "It is worse", role: "USER", at: driver.time(plus: 60)),
        MessageSample.comment("c3", "Please call us", role: "CASEMANAGER", at: driver.time(plus: -3600)),
        MessageSample.comment("c4", "hidden", role: "CASEMANAGER", at: driver.time(plus: 70), isRestricted: true),
      ]))
    driver.now += 120
    driver.press(.refresh)
    driver.found(.success(newer))
    driver.press(.review)
    #expect(driver.confirmationText.contains("from patient: It is worse"))
    #expect(driver.confirmationText.contains("The same text was added"))
    #expect(!driver.confirmationText.contains("hidden"))
  }

  @Test func anUnknownEndKeepsTheDraftUntilTheThreadShowsIt() throws {
    var driver = try SessionDriver.unsettled()
    #expect(driver.header.contains("1 unsettled"))
    #expect(driver.session.openComposer?.text.text == "Please call us")
    #expect(driver.screen.editor?.banners.contains { $0.text.contains("Rereading the case") } == true)
    driver.reread(.success(try Sample.detail(more: MessageSample.thread)), write: 1, attempt: 0)
    #expect(driver.screen.editor != nil)
    let found = MessageSample.comment(
      "c9", "Please call us", role: "CASEMANAGER", at: driver.time(plus: 1), email: "Robin@Example.com")
    driver.reread(.success(try Sample.detail(more: MessageSample.comments([found]))), write: 1, attempt: 1)
    #expect(driver.notice == "ADA-TOSXM: the case shows the message to the patient.")
    #expect(driver.screen.editor == nil)
    #expect(!driver.header.contains("unsettled"))
  }

  @Test func aTextThatIsNotSeenStaysAndIsNeverCalledNotSent() throws {
    var driver = try SessionDriver.writing()
    driver.press(.note)
    driver.type("Called twice")
    driver.review()
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    for attempt in 0...2 {
      driver.reread(.success(try Sample.detail(more: MessageSample.thread)), write: 1, attempt: attempt)
    }
    #expect(driver.notice.contains("the internal note is not visible after 30 s"))
    #expect(driver.session.openComposer?.text.text == "Called twice")
    #expect(!driver.casePane.contains("not sent"))
  }

  @Test func aTextThatWasChangedWhileItWasLookedForStays() throws {
    var driver = try SessionDriver.unsettled()
    driver.type(" today")
    let found = MessageSample.comment(
      "c9", "Please call us", role: "CASEMANAGER", at: driver.time(plus: 1), email: "robin@example.com")
    driver.reread(.success(try Sample.detail(more: MessageSample.comments([found]))), write: 1, attempt: 0)
    #expect(driver.session.openComposer?.text.text == "Please call us today")
  }

  @Test func aClosedCaseIsSaid() throws {
    var driver = try SessionDriver.writing(try Sample.detail(isClosed: true, more: MessageSample.thread))
    driver.press(.message)
    #expect(driver.screen.editor?.banners.contains { $0.text.contains("This case is closed") } == true)
    driver.type("Hello")
    driver.press(.review)
    #expect(driver.confirmationText.contains("This case is closed; the service may refuse."))
  }

  @Test func aStoredMessageOpensWithItsCommandAndNothingElse() throws {
    let avery = try CaseID(Sample.avery)
    let document = MessageDocument(kind: "message", text: "Begun yesterday", cursor: 5, begun: 1_795_000_000)
    let stored = StoredDraft(
      id: StoredDraftID(DraftSlot(avery, .message)), body: try #require(document.bytes),
      patientName: "Avery Lindqvist", shortID: "ADA-TOSXM", summary: "Avery L. ADA-TOSXM message", place: "line 1",
      author: "kim", version: 4, savedAt: Date(timeIntervalSince1970: 1_795_000_000))
    var driver = try SessionDriver.writing()
    driver.handle(.door(.storeNeedsPassphrase(isNew: false)))
    driver.handle(.door(.storeOpened(StoreContents(drafts: [stored]))))
    #expect(driver.banners.contains("A draft of a message for this case is kept, saved by kim: m opens it."))
    driver.press(.note)
    #expect(driver.session.openComposer?.text.text == "")
    driver.press(.back, .addProducts)
    #expect(driver.session.openEditor?.isDirty == false)
    driver.press(.back, .message)
    #expect(driver.session.openComposer?.text.text == "Begun yesterday")
    driver.type("!")
    driver.press(.saveDraft)
    guard
      case .store(.saveDraft(let saved, expecting: 4))? = driver.effects.first(where: {
        if case .store(.saveDraft) = $0 { true } else { false }
      })
    else {
      Issue.record("it is not saved over what it came from")
      return
    }
    #expect(saved.id == stored.id)
    #expect(try MessageDocument(bytes: saved.body ?? []).text == "Begun! yesterday")
  }

  @Test func anotherSessionThatTakesTheMessageLeavesTheNote() throws {
    var driver = try SessionDriver.writing()
    driver.press(.note)
    driver.type("Mine")
    driver.press(.back, .message)
    driver.type("Theirs")
    driver.handle(.drafts(.takenOver(StoredDraftID(DraftSlot(try CaseID(Sample.avery), .message)), by: "pts/5")))
    driver.type("x")
    #expect(driver.session.openComposer?.text.text == "Theirs")
    #expect(driver.screen.editor?.banners.first?.text.contains("pts/5 took this message over") == true)
    driver.press(.back, .note)
    driver.type("!")
    #expect(driver.session.openComposer?.text.text == "Mine!")
  }

  @Test func aCannedTextIsFilledAndItsQuestionsAsked() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.press(.cannedTexts)
    #expect(driver.effects.contains(.files(.listTexts)))
    let body = try CannedText.Body("Hello {patient.firstName}, it is at {ask: which pharmacy?} from {ask: what day?}.")
    let text = CannedText(name: "at-pharmacy", title: "At the pharmacy", kinds: [.message], body: body)
    let note = CannedText(name: "internal", title: "Internal", kinds: [.note], body: try CannedText.Body("x"))
    driver.handle(.files(.textsListed([text, note], problems: [])))
    #expect(driver.picker?.rows.map(\.id) == ["at-pharmacy"])
    #expect(driver.picker?.note?.text == "Hello Avery, it is at {ask: which pharmacy?} from {ask: what day?}.")
    driver.press(.accept)
    driver.type("the corner one")
    driver.press(.accept, .back, .review)
    #expect(driver.confirmation == nil, "one is open")
    #expect(driver.notice == "Not sent: fill in {ask: what day?} first.")
    driver.type("Monday")
    driver.press(.accept)
    driver.review()
    #expect(driver.confirmationText.contains("Hello Avery, it is at the corner one from Monday."))
  }
}
