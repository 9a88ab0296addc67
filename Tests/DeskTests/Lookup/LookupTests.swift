import Testing

@testable import Care360
@testable import Desk

struct LookupTests {
  @Test(arguments: ["Avery Lindqvist", "avery@", "5b1d8c70-3f2e", "12", "+1 202 555", "drop table", "名前"])
  func anythingElseIsNotSent(_ text: String) {
    var driver = SessionDriver()
    driver.lookUp(text)
    #expect(driver.effects.isEmpty)
    #expect(!driver.notice.isEmpty)
    #expect(driver.screen.lookup.field.text == text)
    #expect(driver.screen.focus == .lookup)
  }

  @Test func aNameIsAnsweredWithWhatTheServiceCanDo() {
    var driver = SessionDriver()
    driver.lookUp("Avery Lindqvist")
    #expect(driver.notice == "The service cannot search by name: type e-mail, phone or case id.")
  }

  @Test func theBoxSaysWhatItWillSend() {
    var driver = SessionDriver()
    driver.press(.find)
    driver.type("(202) 555-0142")
    #expect(driver.screen.lookup.hint?.text == "Enter sends phone +12025550142")
  }

  @Test(arguments: [
    ("(202) 555-0142 x12", "Enter sends phone +12025550142. Extension 12 is left out."),
    ("a..b@example.com", "Enter sends e-mail a..b@example.com. Two dots in a row: is that right?"),
    ("Avery L <avery@example.com>", "Enter sends e-mail avery@example.com"),
    ("ADA-QQQQQ", "Short ids are known here only for recent cases."),
    ("a@example.com, b@example.com", "There is more than one identifier here: keep only one."),
  ])
  func theBoxSaysWhatItTookOfAPaste(_ text: String, _ hint: String) {
    var driver = SessionDriver()
    driver.press(.find)
    driver.type(text)
    #expect(driver.screen.lookup.hint?.text == hint)
  }

  @Test func theBoxKeepsWhatItSent() throws {
    var driver = SessionDriver()
    driver.lookUp("mailto:avery@example.com")
    let email = CustomerIdentifier.email(try EmailAddress("avery@example.com"))
    #expect(driver.effects.contains(.read(.findLatestCase(email, generation: driver.generation))))
    #expect(driver.screen.lookup.field.text == "avery@example.com")
  }

  @Test func aShortIDOfNoRecentIsNotSent() {
    var driver = SessionDriver()
    driver.lookUp("ADA-TOSXM")
    #expect(driver.effects.isEmpty)
    #expect(driver.notice == "Short ids are known here only for recent cases.")
  }

  @Test func typingFiltersTheRecents() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.open(try Sample.joDetail())
    driver.press(.find)
    driver.type("lindq")
    #expect(driver.screen.lookup.rows.map(\.id) == [Sample.avery])
    driver.type("zzz")
    #expect(driver.screen.lookup.rows.isEmpty)
  }

  @Test func aRecentOpensOnlyAfterItWasSelected() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.find)
    driver.type("lindq")
    driver.press(.accept)
    #expect(driver.effects.isEmpty)
    driver.move(.down)
    driver.press(.accept)
    #expect(driver.effects.contains(.read(.fetchCase(.id(try CaseID(Sample.avery)), generation: driver.generation))))
  }

  @Test func theShortIDOfARecentOpensIt() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    for text in ["ada-tosxm", "Case ADA-TOSXM · Avery Lindqvist", "\u{202A}(ADA\u{2010}TOSXM),"] {
      driver.press(.find)
      driver.lookUp(text)
      #expect(driver.effects.contains(.read(.fetchCase(.id(try CaseID(Sample.avery)), generation: driver.generation))))
    }
  }

  @Test func findSelectsTheOldTextSoThatTypingReplacesIt() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.find)
    #expect(driver.screen.lookup.field.text == Sample.averyMail)
    driver.type("j")
    #expect(driver.screen.lookup.field.text == "j")
  }

  @Test func aPasteEntersTheBoxWithoutItsNewlines() {
    var driver = SessionDriver()
    driver.press(.find)
    driver.handle(.input(.pasted("avery@example.com\n")))
    #expect(!driver.screen.lookup.field.text.contains("\n"))
    driver.press(.accept)
    #expect(driver.screen.lookup.field.text == Sample.averyMail)
  }

  @Test func aPasteOutsideATextFieldIsIgnoredWithANote() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(.input(.pasted("r\ny\n")))
    #expect(driver.effects.isEmpty)
    #expect(driver.notice.contains("You can paste only into a text field"))
  }

  @Test func wrongPersonClosesAndForgetsTheCase() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.wrongPerson)
    #expect(driver.confirmation != nil)
    driver.press(.confirm)
    #expect(!driver.casePane.contains("Avery"))
    #expect(driver.screen.lookup.rows.isEmpty)
    #expect(driver.reason(.refill) == "open a case first")
  }

  @Test func suggestionsAreOfferedUntilSomethingWasOpened() throws {
    var driver = SessionDriver()
    driver.handle(
      .client(
        .started(suggestions: [.init(identifier: Sample.averyMail, name: "Avery", note: "approved")], products: [])))
    #expect(driver.screen.lookup.listTitle == "Try one of these")
    driver.press(.nextField, .accept)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    #expect(driver.screen.lookup.listTitle == "Recent")
    #expect(driver.casePane.contains("Avery Lindqvist"))
  }
}
