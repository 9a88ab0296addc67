import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The contact of the patient on the screen is changed: what is asked first, what is sent, and what proves it.
struct ContactTests {
  private static let new = "avery.new@example.com"
  private static let address =
    #""phoneNumber":"\#(Sample.averyPhone)","address":"1 Elm Street","address2":null,"city":"Boise","state":"ID","postalCode":"83702","country":"US""#

  private func detail(_ email: String = Sample.averyMail, _ contact: String = address) throws -> Case {
    let text = """
      {"id":"\(Sample.avery)","shortId":"ADA-TOSXM","status":"APPROVED","isArchived":false,
       "submitter":{"firstName":"Avery","lastName":"Lindqvist","dob":"1988-04-02","email":"\(email)",\(contact)}}
      """
    return try #require(Case(try JSONValue(parsing: Data(text.utf8))))
  }

  private func opened(_ row: String, _ typed: String) throws -> SessionDriver {
    var driver = try SessionDriver.showing(try detail())
    driver.press(.contact)
    driver.choose(row)
    if case .prompt? = driver.screen.overlays.last { driver.handle(.input(.replaced(typed))) }
    return driver
  }

  private func asked(_ new: String = new) throws -> SessionDriver {
    var driver = try opened("e-mail", new)
    driver.press(.accept)
    return driver
  }

  private func change(_ new: String = new) throws -> EmailChange {
    EmailChange(try CaseID(Sample.avery), from: try EmailAddress(Sample.averyMail), to: try EmailAddress(new))
  }

  private func answer(
    _ driver: inout SessionDriver, current: UserStanding = .known(isHere: true), new: UserStanding = .unknown,
    _ aim: UserCheckAim = .question(1)
  ) throws {
    let change = try change()
    driver.handle(
      .writes(.usersChecked(.success([.email(change.current): current, .email(change.new): new]), aim)))
  }

  private func updated(_ typed: [ProfileField: String]) throws -> CaseWrite {
    .updateProfile(
      ProfileUpdate(
        try CaseID(Sample.avery), of: try EmailAddress(Sample.averyMail),
        try ProfileChanges(typed, country: .unitedStates, residence: "US")))
  }

  // MARK: The list

  @Test func `The list says what can be changed, and why the rest cannot`() throws {
    var driver = try SessionDriver.showing(try detail())
    driver.press(.contact)
    let rows = try #require(driver.picker).rows
    #expect(
      rows.map { $0.spans.map(\.text).joined() }.prefix(3) == [
        "e-mail  \(Sample.averyMail)", "phone  \(Sample.averyPhone)", "address  1 Elm Street, Boise, ID, 83702, US",
      ])
    #expect(
      rows.map(\.disabledReason) == [nil, nil, nil, "The service locks them once a case is assigned to a clinician."])
  }

  @Test func `A patient without an e-mail address cannot be changed`() throws {
    var driver = SessionDriver()
    driver.lookUp(Sample.avery)
    let detail = try #require(
      Case(
        try JSONValue(parsing: Data(#"{"id":"\#(Sample.avery)","isArchived":false,"submitter":{"email":null}}"#.utf8))))
    driver.found(.success(detail))
    driver.press(.contact)
    #expect(
      driver.picker?.rows.first?.disabledReason
        == "The service gave no e-mail address, by which it finds the patient.")
  }

  @Test func `A read-only profile changes nothing`() throws {
    var driver = try SessionDriver.showing(try detail(), isReadOnly: true)
    #expect(driver.reason(.contact) == "read-only: config.toml")
    driver.press(.contact)
    #expect(driver.picker == nil)
  }

  // MARK: E-mail

  @Test(arguments: [
    (Sample.averyMail.uppercased(), "That is the address the patient has now."),
    ("avery", "An e-mail address needs one @ with a name before it, for example avery@example.com."),
  ]) func `An address that cannot be sent stays in its line`(_ typed: String, _ problem: String) throws {
    let driver = try asked(typed)
    #expect(driver.prompt?.problem == problem)
    #expect(driver.effects.isEmpty)
  }

  @Test func `Both addresses are checked before a yes counts`() throws {
    var driver = try asked()
    #expect(
      driver.ownEffects == [.read(.checkUsers(try change().witnesses, .question(1), afterSeconds: 0))])
    #expect(driver.confirmationText.contains("Patient Avery Lindqvist  birth date 1988-04-02"))
    #expect(driver.confirmationText.contains("E-mail \(Sample.averyMail) -> \(Self.new)"))
    #expect(driver.confirmation?.accept == "wait: checking both addresses")
    driver.press(.confirm)
    #expect(driver.sent.isEmpty && driver.notice == "Wait: checking both addresses.")
    // Of an earlier question.
    try answer(&driver, .question(0))
    #expect(driver.confirmation?.isLive == false)
    try answer(&driver)
    #expect(driver.confirmationText.contains("Both addresses are checked: the new one is free."))
    driver.press(.confirm)
    #expect(driver.sent == [SentWrite(write: .changeEmail(try change()), repeating: false, number: 1)])
  }

  @Test(arguments: [
    (
      UserStanding.known(isHere: true), UserStanding.known(isHere: false),
      "Another user of the service has the new address. Nothing can be sent."
    ),
    (.unknown, .unknown, "The service knows no user with the current address. Nothing can be sent."),
    (
      .known(isHere: false), .unknown,
      "The current address belongs to a user of another organization. Nothing can be sent."
    ),
  ]) func `An address that does not fit is never sent`(_ current: UserStanding, _ new: UserStanding, _ line: String)
    throws
  {
    var driver = try asked()
    try answer(&driver, current: current, new: new)
    #expect(driver.confirmationText.contains(line))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty && driver.notice == "Wait: the addresses do not allow it.")
    // The typed text is there the next time.
    driver.press(.back, .contact)
    driver.choose("e-mail")
    #expect(driver.prompt?.field.text == Self.new)
  }

  @Test func `Without an answer nothing is sent`() throws {
    var driver = try asked()
    driver.handle(.writes(.usersChecked(.failure(Sample.serverFault), .question(1))))
    #expect(driver.confirmationText.contains("The addresses could not be checked: "))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
  }

  @Test func `Once it is done, everything here leads to the new address`() throws {
    var driver = try asked()
    try answer(&driver)
    driver.press(.confirm)
    driver.handle(
      .writes(.ended(.success(Written(value: .email(try EmailAddress(Self.new)), isRecorded: true)), write: 1)))
    #expect(driver.notice == "The e-mail address of Avery Lindqvist is \(Self.new) now.")
    let id = try CaseID(Sample.avery)
    #expect(driver.rereads == [.read(.rereadCase(id, write: 0, attempt: 0, afterSeconds: 0))])
    driver.reread(.success(try detail(Self.new)), write: 0, attempt: 0)
    let email = LookupIdentifier.email(try EmailAddress(Self.new))
    #expect(driver.recents.map(\.identifiers) == [[email]])
    #expect(driver.recents.first?.label.email == Self.new)
    #expect(driver.shownCase?.query == email && driver.session.query == email)
    #expect(driver.session.lookup.buffer.text == Self.new)
    #expect(driver.reason(.contact) == nil && driver.banners.isEmpty)
    driver.press(.find)
    driver.handle(.input(.replaced("")))
    driver.move(.up)
    #expect(driver.session.lookup.buffer.text == Self.new)
  }

  @Test func `The users prove it where the case does not say`() throws {
    var driver = try asked()
    try answer(&driver)
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    #expect(
      driver.effects.contains(
        .read(.checkUsers(try change().witnesses, .look(write: 1, attempt: 0), afterSeconds: 2))))
    #expect(driver.rereads.isEmpty, "the users are asked first")
    try answer(&driver, .look(write: 1, attempt: 0))
    #expect(driver.rereads == [.read(.rereadCase(try CaseID(Sample.avery), write: 1, attempt: 0, afterSeconds: 0))])
    driver.reread(.failure(.timedOut(httpStatus: nil)), write: 1, attempt: 0)
    #expect(
      driver.ownEffects == [
        .read(.checkUsers(try change().witnesses, .look(write: 1, attempt: 1), afterSeconds: 8))
      ], "the old one is there")
    try answer(&driver, current: .unknown, new: .known(isHere: true), .look(write: 1, attempt: 1))
    driver.reread(.failure(.timedOut(httpStatus: nil)), write: 1, attempt: 1)
    #expect(driver.notice == "ADA-TOSXM: the service shows the e-mail change.")
    #expect(driver.recents.first?.identifiers == [.email(try EmailAddress(Self.new))])
  }

  @Test func `After three looks it is not visible, which is not undone`() throws {
    var driver = try asked()
    try answer(&driver)
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    for attempt in 0..<3 {
      try answer(&driver, .look(write: 1, attempt: attempt))
      driver.reread(.success(try detail()), write: 1, attempt: attempt)
    }
    #expect(driver.notice.contains("the e-mail change is not visible after 30 s"))
    #expect(driver.recents.first?.identifiers == [.email(try EmailAddress(Sample.averyMail))])
  }

  // MARK: Phone and address

  @Test func `A phone number is sent with its country code`() throws {
    var driver = try opened("phone", "(202) 555-0199")
    driver.press(.accept)
    let phone = CustomerIdentifier.phone(try PhoneNumber("+12025550199"))
    #expect(driver.ownEffects == [.read(.checkUsers([phone], .question(1), afterSeconds: 0))])
    #expect(driver.confirmationText.contains("phone number \(Sample.averyPhone) -> +12025550199"))
    #expect(driver.confirmation?.accept == "wait: checking the number")
    driver.handle(.writes(.usersChecked(.success([phone: .known(isHere: true)]), .question(1))))
    #expect(driver.confirmationText.contains("A user of the service already has this number: is it the patient's own?"))
    driver.press(.confirm)
    #expect(driver.sent == [SentWrite(write: try updated([.phone: "+12025550199"]), repeating: false, number: 1)])
    driver.handle(
      .writes(
        .ended(.success(Written(value: .profile(try EmailAddress(Sample.averyMail)), isRecorded: true)), write: 1)))
    #expect(driver.notice == "Changed for Avery Lindqvist: phone number.")
  }

  @Test(arguments: [
    ("12", "This number is too short: a number in US has 10 digits. For another country, type + and the country code."),
    ("202-555-0142", "That is what the service has now."),
  ]) func `A number that cannot be sent stays in its line`(_ typed: String, _ problem: String) throws {
    var driver = try opened("phone", typed)
    driver.press(.accept)
    #expect(driver.prompt?.problem == problem && driver.effects.isEmpty)
  }

  @Test func `Only changed fields of the address are sent, and leaving a line keeps the others`() throws {
    var driver = try opened("address", "")
    #expect(driver.picker?.rows.last?.disabledReason == "Nothing is changed yet: choose a field.")
    for (row, text) in [
      ("city", "Austin"), ("state", "Texas"), ("state", "ID"), ("postal", "73301"), ("second", "Apt 3"),
    ] {
      driver.choose(row)
      #expect(driver.prompt != nil)
      driver.handle(.input(.replaced(text)))
      driver.press(.accept)
      if text == "Texas" {
        #expect(driver.prompt?.problem == "A state has two letters, for example TX.")
        driver.press(.back)
      }
      #expect(driver.picker?.title.hasPrefix("Address of ") == true)
      driver.handle(.input(.replaced("")))
    }
    driver.choose("go on")
    let text = driver.confirmationText
    #expect(text.contains("city Boise -> Austin") && text.contains("second address line none -> Apt 3"))
    #expect(text.contains("postal code 83702 -> 73301") && !text.contains("state"))
    driver.press(.confirm)
    #expect(
      driver.sent == [
        SentWrite(
          write: try updated([.city: "Austin", .postalCode: "73301", .address2: "Apt 3"]), repeating: false, number: 1)
      ])
    // The case shows it after an unknown outcome; nothing else needs to be asked.
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    #expect(driver.rereads.count == 1)
    driver.reread(
      .success(
        try detail(
          Sample.averyMail,
          Self.address.replacing("Boise", with: "Austin").replacing("83702", with: "73301")
            .replacing("null", with: #""Apt 3""#))), write: 1, attempt: 0)
    #expect(driver.notice == "ADA-TOSXM: the case shows the contact change.")
    driver.press(.contact)
    driver.choose("address")
    #expect(driver.picker?.rows.last?.disabledReason != nil, "what was sent is not offered again")
  }

  @Test func `The country refuses a postal code at the end`() throws {
    var driver = try opened("address", "")
    for (row, text) in [("country", "CA"), ("postal", "73301")] {
      driver.choose(row)
      driver.handle(.input(.replaced(text)))
      driver.press(.accept)
      driver.handle(.input(.replaced("")))
    }
    driver.choose("go on")
    #expect(driver.notice.contains("the country is CA"))
    #expect(driver.picker?.title.hasPrefix("Address of ") == true && driver.confirmation == nil)
  }

  @Test func `What was typed belongs to its patient`() throws {
    var driver = try opened("address", "")
    driver.choose("city")
    driver.handle(.input(.replaced("Austin")))
    driver.press(.accept, .back)
    try driver.open(try Sample.joDetail())
    driver.press(.contact)
    driver.choose("address")
    #expect(driver.picker?.rows.last?.disabledReason != nil)
  }
}
