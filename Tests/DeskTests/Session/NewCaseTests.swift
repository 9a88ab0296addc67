import Foundation
import Testing

@testable import Care360
@testable import Desk

/// A case for a patient who has none: the details, the form, the question, and what becomes of it.
struct NewCaseTests {
  private static let email = "nia@example.com"
  private static let details = [
    ("first", "Nia"), ("last", "Newcomb"), ("e-mail", email), ("phone", "202 555 0160"), ("birth", "1990-05-06"),
  ]

  private var customer: CustomerIdentifier { get throws { .email(try EmailAddress(Self.email)) } }

  private func type(_ driver: inout SessionDriver, _ row: String, _ text: String) {
    driver.choose(row)
    driver.handle(.input(.replaced(text)))
    driver.press(.accept)
    if driver.picker != nil { driver.handle(.input(.replaced(""))) }
  }

  /// Up to the form, with these details.
  private func begun(_ driver: SessionDriver = SessionDriver()) throws -> SessionDriver {
    var driver = driver
    driver.press(.newCase)
    for (row, text) in Self.details { type(&driver, row, text) }
    driver.choose("go on")
    return driver
  }

  /// Up to the question, with one product.
  private func asked(_ driver: SessionDriver? = nil, standing: UserStanding = .unknown) throws -> SessionDriver {
    var driver = try driver ?? begun()
    driver.press(.accept)
    driver.choose("Semaglutide")
    driver.press(.review, .review)
    try answer(&driver, standing)
    return driver
  }

  private func answer(_ driver: inout SessionDriver, _ standing: UserStanding) throws {
    for case .read(.checkUsers(_, let aim, _)) in driver.effects {
      driver.handle(.writes(.usersChecked(.success([try customer: standing]), aim)))
    }
  }

  private func write(_ driver: SessionDriver) throws -> NewCase {
    guard case .newCase(let write)? = driver.sent.first?.write else {
      Issue.record("nothing was sent")
      throw CocoaError(.fileNoSuchFile)
    }
    return write
  }

  private func made(at time: Date) throws -> Case {
    let stamp = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    return try #require(
      Case(
        try JSONValue(
          parsing: Data(
            #"{"id":"\#(Sample.jo)","shortId":"ADA-N1A00","createdAt":"\#(stamp)","isArchived":false,"submitter":{"firstName":"Nia","lastName":"Newcomb","email":"\#(Self.email)"}}"#
              .utf8))))
  }

  // MARK: The details

  @Test func `A lookup that found nothing offers it, with what was typed`() throws {
    var driver = SessionDriver()
    driver.lookUp(Self.email)
    driver.latest(.failure(.notFound(httpStatus: 400)))
    #expect(
      driver.screen.casePane.emptyText.map(\.text).joined(separator: "\n").contains(
        "For a patient who has no case yet: "))
    driver.press(.newCase)
    let rows = try #require(driver.picker).rows.map { $0.spans.map(\.text).joined() }
    #expect(rows.contains("e-mail  \(Self.email)") && rows.contains("first name  not given"))
  }

  @Test func `Beside a case it begins without that patient's address`() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.newCase)
    let rows = try #require(driver.picker).rows.map { $0.spans.map(\.text).joined() }
    #expect(rows.contains("e-mail  not given") && !rows.joined().contains("start over"))
  }

  @Test func `Details begun for one patient are never mixed with another's address`() throws {
    var driver = SessionDriver()
    driver.lookUp(Self.email)
    driver.latest(.failure(.notFound(httpStatus: 400)))
    driver.press(.newCase)
    type(&driver, "first", "Nia")
    driver.press(.back)
    driver.lookUp("kim@example.com")
    driver.latest(.failure(.notFound(httpStatus: 400)))
    driver.press(.newCase)
    func rows() -> [String] { driver.picker?.rows.map { $0.spans.map(\.text).joined() } ?? [] }
    #expect(rows().contains("e-mail  \(Self.email)") && rows().contains("first name  Nia"))
    driver.choose("start over for kim@example.com")
    #expect(rows().contains("e-mail  kim@example.com") && rows().contains("first name  not given"))
    #expect(!rows().joined().contains("start over"))
  }

  @Test(arguments: [
    ("first", " ", "The service wants a first name."), ("e-mail", "nia", "An e-mail address needs one @"),
    ("phone", "12", "This number is too short"), ("birth", "1990-02-30", "A birth date is a day as YYYY-MM-DD"),
  ]) func `A detail that cannot be sent stays in its line`(_ row: String, _ text: String, _ problem: String) throws {
    var driver = SessionDriver()
    driver.press(.newCase)
    type(&driver, row, text)
    #expect(driver.prompt?.problem?.hasPrefix(problem) == true)
    driver.press(.back)
    #expect(driver.picker?.title == "New case: who is the patient?")
  }

  @Test func `A name out of an older draft is checked too`() throws {
    #expect(throws: PromptRefusal(sentence: "The last name contains the character U+0007 (a control character).")) {
      try NewPatient.checked("New\u{7}comb", .lastName, .unitedStates)
    }
  }

  @Test func `All details are needed before the form opens`() throws {
    var driver = SessionDriver()
    driver.press(.newCase)
    for (row, text) in Self.details.dropLast() { type(&driver, row, text) }
    driver.choose("go on")
    #expect(driver.notice == "Missing: birth date." && driver.picker != nil && driver.shownCase == nil)
  }

  @Test func `The form opens for the patient, and the service is asked who is known`() throws {
    var driver = try begun()
    #expect(driver.effects.contains(.read(.checkUsers([try customer], .question(1), afterSeconds: 0))))
    #expect(driver.shownForm?.target.patientName == "Nia Newcomb" && driver.screen.focus == .form)
    #expect(driver.screen.casePane.title == "New case · Nia Newcomb")
    #expect(driver.screen.casePane.badge?.text == "NOT MADE YET")
    #expect(driver.recents.isEmpty)
    #expect(!driver.effects.contains { if case .record(.view) = $0 { true } else { false } })
    try answer(&driver, .known(isHere: true))
    #expect(driver.casePane.contains("The patient is known here: look them up first"))
  }

  @Test func `Only the form acts on a case that is not there yet`() throws {
    var driver = try begun()
    driver.press(.focusCasePane)
    let reason = "the case is not there yet: its form makes it"
    for command in [
      Command.refill, .changeBundle, .caseStatus, .message, .note, .closeProduct, .contact, .refresh, .wrongPerson,
      .copyMenu, .sections,
    ] { #expect(driver.reason(command) == reason, "\(command)") }
    #expect(driver.reason(.addProducts) == nil)
    driver.press(.refresh)
    #expect(driver.effects.isEmpty)
  }

  @Test func `Enter in its pane changes the details`() throws {
    var driver = try begun()
    driver.press(.focusCasePane, .accept)
    type(&driver, "last", "Newman")
    driver.choose("gender")
    driver.choose("test case")
    driver.choose("go on")
    #expect(driver.screen.casePane.title == "New case · Nia Newman")
    #expect(driver.casePane.contains("gender  male") && driver.casePane.contains("TEST CASE, not a patient"))
    #expect(driver.shownForm?.newPatient?.lastName == "Newman")
  }

  @Test func `A read-only profile and an offline one make no case`() throws {
    #expect(SessionDriver(isReadOnly: true).reason(.newCase) == "read-only: config.toml")
    var driver = SessionDriver()
    driver.handle(.client(.failed("No service.")))
    #expect(driver.reason(.newCase) == "offline: no case can be made")
  }

  // MARK: The draft

  @Test func `It is kept like any other form, and goes on after another patient`() throws {
    var driver = try begun(SessionDriver.withStore())
    let save = try #require(try kept(&driver))
    #expect(save.patientName == "Nia Newcomb" && save.shortID == "new case")
    try driver.open(try Sample.detail())
    #expect(driver.shownForm == nil)
    driver.press(.newCase)
    #expect(driver.shownForm?.newPatient?.email == Self.email && driver.screen.casePane.title.contains("Nia Newcomb"))
    // In a later session it comes out of the store.
    var later = SessionDriver.withStore()
    later.handle(.door(.storeOpened(StoreContents(drafts: [save]))))
    later.press(.newCase)
    #expect(later.shownForm?.newPatient == driver.shownForm?.newPatient)
    #expect(later.screen.casePane.title == "New case · Nia Newcomb")
  }

  private func kept(_ driver: inout SessionDriver) throws -> StoredDraft? {
    driver.handle(.drafts(.autosaveTimerFired))
    for case .store(.saveDraft(let draft, _)) in driver.effects { return draft }
    return nil
  }

  @Test func `A form without a patient is written as before`() throws {
    let target = FormEditor.Target(
      caseID: try CaseID(Sample.avery), patientName: "A", shortID: "B", attached: [], isClosed: false)
    #expect(FormEditor(target: target).document.version == 1)
    var editor = FormEditor(target: target)
    editor.describe(NewPatient(firstName: "Nia"))
    #expect(editor.document.version == 3 && editor.isDirty)
    let bytes = try #require(editor.document.bytes)
    #expect(
      try FormEditor(target: target, stored: DraftDocument(bytes: bytes)).newPatient == NewPatient(firstName: "Nia"))
  }

  @Test func `Discarding the form leaves the patient`() throws {
    var driver = try begun()
    driver.press(.discardDraft, .confirm)
    #expect(driver.shownCase == nil && driver.forms.isEmpty)
    driver.press(.newCase)
    #expect(driver.picker?.rows.first?.spans.map(\.text).joined() == "first name  not given")
  }

  // MARK: Making it

  @Test func `The question names the patient, and waits for the service's word`() throws {
    var driver = try begun()
    driver.press(.accept)
    driver.choose("Semaglutide")
    driver.press(.review, .review)
    #expect(
      driver.confirmation?.title == "Make a new case"
        && driver.confirmation?.accept == "wait: checking the e-mail address")
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
    driver = try asked()
    let text = driver.confirmationText
    #expect(text.contains("Patient Nia Newcomb  birth date 1990-05-06"))
    #expect(text.contains("E-mail nia@example.com  phone +12025550160") && text.contains("Case none -> new"))
    #expect(text.contains("With Semaglutide") && text.contains("The service knows no user with this e-mail address."))
    driver.press(.confirm)
    let write = try write(driver)
    #expect(write.payload.email.text == Self.email && !write.payload.isForced && !write.payload.isTest)
    #expect(driver.notice == "Sending the new case of Nia Newcomb …")
  }

  @Test func `Where the address cannot be checked, nothing is sent`() throws {
    var driver = try begun()
    driver.press(.accept)
    driver.choose("Semaglutide")
    driver.press(.review, .review)
    driver.handle(.writes(.usersChecked(.failure(Sample.serverFault), .question(2))))
    #expect(driver.confirmationText.contains("The e-mail address could not be checked: "))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
  }

  @Test func `Once it is made, the form is gone and the case is opened`() throws {
    var driver = try asked()
    driver.press(.confirm)
    driver.handle(
      .writes(.ended(.success(Written(value: .newCase(try CaseID(Sample.jo)), isRecorded: true)), write: 1)))
    #expect(driver.notice == "The new case of Nia Newcomb is made.")
    #expect(driver.forms.isEmpty && driver.rereads.isEmpty)
    #expect(driver.effects.contains(.read(.fetchCase(.id(try CaseID(Sample.jo)), generation: driver.generation))))
    driver = try asked()
    driver.press(.confirm)
    driver.handle(.writes(.ended(.success(Written(value: .newCase(nil), isRecorded: true)), write: 1)))
    #expect(driver.effects.contains(.read(.findLatestCase(try customer, generation: driver.generation))))
  }

  @Test func `A second case is asked for only after the service reported an open one`() throws {
    var driver = try asked(standing: .known(isHere: true))
    #expect(driver.confirmationText.contains("the service may refuse a second open case"))
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(.conflict(httpStatus: 409, hint: NewCase.conflictHint)), write: 1)))
    #expect(driver.rereads.isEmpty && driver.shownForm?.banner?.text.contains("asks about a second case") == true)
    driver.press(.review)
    try answer(&driver, .known(isHere: true))
    #expect(driver.confirmation?.title == "Make a second case")
    #expect(driver.confirmationText.contains("this is a second one"))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty, "it takes two")
    driver.press(.confirm)
    #expect(try write(driver).payload.isForced)
  }

  @Test func `Another refusal opens no way to a second case`() throws {
    var driver = try asked()
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(.validationFailed(httpStatus: 422)), write: 1)))
    #expect(driver.shownForm?.banner?.text.hasPrefix("Refused: ") == true)
    driver.press(.review)
    #expect(driver.confirmation?.title == "Make a new case")
  }

  @Test func `The newest case of the patient settles an unknown outcome, and the form stays`() throws {
    var driver = try asked()
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    let email = try EmailAddress(Self.email)
    #expect(driver.effects.contains(.read(.rereadNewest(email, write: 1, attempt: 0, afterSeconds: 2))))
    #expect(driver.rereads.isEmpty, "there is no case to read")
    driver.reread(.failure(.notFound(httpStatus: 400)), write: 1, attempt: 0)
    #expect(driver.ownEffects == [.read(.rereadNewest(email, write: 1, attempt: 1, afterSeconds: 8))])
    driver.reread(.success(try made(at: driver.now)), write: 1, attempt: 1)
    #expect(driver.notice == "new case: the service shows the new case.")
    #expect(driver.shownForm?.banner?.text.contains("has a case made since") == true)
  }

  @Test func `A patient without any case after three looks is not visible`() throws {
    var driver = try asked()
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    for attempt in 0..<3 { driver.reread(.failure(.notFound(httpStatus: 400)), write: 1, attempt: attempt) }
    #expect(driver.notice.contains("the new case is not visible after 30 s"))
    // Another one is not sent before the first is settled or looked at.
    driver.press(.review)
    try answer(&driver, .unknown)
    #expect(driver.confirmationText.contains("Already sent") && driver.confirmation?.title.hasPrefix("Make") == true)
  }
}
