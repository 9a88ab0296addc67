import Testing

@testable import Care360
@testable import Desk

/// The words of every confirmation, whatever it is about.
struct ConfirmationTests {
  @Test func aNameWithLettersOfTwoAlphabetsIsFlagged() throws {
    var driver = try SessionDriver.showing(try Sample.detail(first: "\u{0410}very"))
    driver.press(.refill)
    driver.choose("no product")
    #expect(driver.confirmationText.contains("Look closely: \u{0410}very mixes letters from different alphabets."))
    driver.press(.back, .wrongPerson)
    #expect(driver.confirmationText.contains("Look closely: \u{0410}very"), "of whatever kind it is")
  }

  @Test func anOrdinaryNameIsNot() throws {
    var driver = try SessionDriver.showing(try Sample.detail(first: "Зоя", last: "Ångström"))
    driver.press(.refill)
    driver.choose("no product")
    #expect(!driver.confirmationText.contains("Look closely"))
  }

  /// The form went to another session while the question was on the screen.
  @Test func theRestOfAFormThatWasTakenOverIsNotSent() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail(products: []))
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.press(.addProduct)
    driver.choose(Sample.semaglutide)
    driver.press(.review, .review, .confirm)
    try #require(driver.sent.count == 1)
    driver.handle(.writes(.ended(.failure(.conflict(httpStatus: 409)), write: 1)))
    driver.reread(.success(try Sample.detail(products: [Sample.semaglutide])), write: 1, attempt: 0)
    try #require(driver.confirmation?.accept == "send the rest without those")
    driver.handle(.drafts(.takenOver(StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form)), by: "pts/5")))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
    #expect(driver.notice == "Nothing was sent: another session took this form over.")
  }

  /// It went there before the answer came: nothing is offered that could not be done.
  @Test func theRestOfAFormThatWasTakenOverIsNotOffered() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail(products: []))
    driver.submit(Sample.tirzepatide)
    try #require(driver.sent.count == 1)
    driver.handle(.drafts(.takenOver(StoredDraftID(DraftSlot(try CaseID(Sample.avery), .form)), by: "pts/5")))
    driver.handle(.writes(.ended(.failure(.conflict(httpStatus: 409)), write: 1)))
    driver.reread(.success(try Sample.detail(products: [Sample.tirzepatide])), write: 1, attempt: 0)
    #expect(driver.confirmation == nil)
  }
}
