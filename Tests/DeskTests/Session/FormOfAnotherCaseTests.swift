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
    let parked = try #require(driver.session.editors[try CaseID(Sample.avery)]).presentation
    driver.press(.focusFormPane, .addQuestion)
    driver.type("text for Jo")
    driver.press(.deleteItem, .undo, .discardDraft)
    #expect(driver.session.editors[try CaseID(Sample.avery)]?.presentation == parked)
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

  @Test func aRefreshThatFailsLocksTheForm() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .refresh)
    driver.found(.failure(Sample.serverFault))
    let before = driver.session.editors[try CaseID(Sample.avery)]?.presentation
    driver.type("typed into nothing")
    #expect(driver.session.editors[try CaseID(Sample.avery)]?.presentation == before)
  }
}
