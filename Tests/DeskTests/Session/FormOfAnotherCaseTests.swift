import Testing

@testable import Care360
@testable import Desk

struct FormOfAnotherCaseTests {
  func withParkedForm() throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    #expect(driver.screen.editor?.title.contains("Avery Lindqvist ADA-TOSXM") == true)
    try driver.open(try Sample.joDetail())
    return driver
  }

  @Test func openingAnotherCaseParksTheFormToOneLine() throws {
    let driver = try withParkedForm()
    #expect(driver.screen.editor == nil)
    #expect(driver.banners.contains("parked: Avery L. ADA-TOSXM 0/0, F3"))
    #expect(driver.header.contains("1 draft NOT SAVED"))
  }

  @Test func noKeyReachesAFormWhoseCaseIsNotShown() throws {
    var driver = try withParkedForm()
    let parked = try #require(driver.forms[try CaseID(Sample.avery)]).presentation
    driver.press(.focusFormPane)
    #expect(driver.notice.contains("No form is open"))
    driver.press(.addProducts, .addQuestion)
    driver.type("text for Jo")
    driver.press(.deleteItem, .undo, .discardDraft)
    #expect(driver.forms[try CaseID(Sample.avery)]?.presentation == parked)
    #expect(driver.screen.editor?.title.contains("Jo Park ADA-QF2RM") == true)
  }

  @Test func aDraftOpensOnceItsCaseIsConfirmed() throws {
    var driver = try withParkedForm()
    driver.press(.drafts, .accept)
    #expect(driver.screen.editor == nil)
    driver.found(.success(try Sample.detail()))
    #expect(driver.screen.editor?.title.contains("Avery Lindqvist") == true)
    #expect(driver.screen.focus == .form)
    #expect(!driver.banners.contains("asked for"), "the query of the case before says nothing about this one")
  }

  @Test func aDraftThatOpensDoesNotTakeTheFocusFromWhereThePersonWent() throws {
    var driver = try withParkedForm()
    driver.press(.drafts, .accept)
    driver.press(.find)
    driver.type("x")
    driver.found(.success(try Sample.detail()))
    #expect(driver.screen.focus == .lookup)
    #expect(driver.screen.editor != nil)
  }

  @Test func lookingUpAgainLocksTheFormUntilTheAnswer() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.lookUp(Sample.averyMail)
    #expect(driver.screen.editor == nil)
    driver.press(.focusFormPane)
    #expect(driver.screen.editor == nil)
    #expect(driver.notice.contains("not confirmed"))
  }

  @Test func aRefreshThatFailsKeepsTheFormAndSendsNothing() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.press(.refresh)
    driver.found(.failure(Sample.serverFault))
    driver.press(.addQuestion)
    driver.type("What is asked next")
    #expect(driver.screen.editor?.rows.contains { $0.label == "Question" } == true)
    driver.press(.deleteItem, .review, .review, .review)
    #expect(driver.confirmation == nil)
    #expect(driver.sent.isEmpty)
    #expect(driver.notice.contains("not confirmed"))
  }
}
