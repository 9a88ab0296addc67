import Care360
import Testing

@testable import Desk

@Suite struct FormEditorReviewTests {
  private func answered() throws -> EditorDriver {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Answer")
    driver.type("138 lbs")
    return driver
  }

  private func everyText(_ driver: EditorDriver) -> String { "\(driver.editor.presentation)" }

  @Test func theReviewListsEverythingWithAnswersMasked() throws {
    var driver = try answered()
    driver.press(.review)
    #expect(driver.outcomes.isEmpty)
    #expect(driver.editor.context == .editorReview)
    #expect(driver.editor.presentation.title == "Review · Avery Lindqvist ADA-TOSXM · 1 of 1")
    #expect(driver.row("Product")?.words == "Semaglutide  \(EditorDriver.first)")
    #expect(driver.row("Weight?")?.words == "hidden")
    #expect(driver.row("Weight?")?.number == "1.1")
    #expect(!everyText(driver).contains("138"))
  }

  @Test func revealingShowsOneAnswerUntilTheFocusLeaves() throws {
    var driver = try answered()
    driver.press(.review)
    while driver.focused?.label != "Weight?" { driver.input(.moved(.down, page: 10)) }
    driver.press(.reveal)
    #expect(driver.row("Weight?")?.words == "138 lbs")
    driver.press(.reveal)
    #expect(driver.row("Weight?")?.words == "hidden")
    driver.press(.reveal)
    driver.input(.moved(.up, page: 10))
    #expect(driver.row("Weight?")?.words == "hidden")
  }

  @Test func revealingAllShowsAllUntilMaskedOrLeft() throws {
    var driver = try answered()
    driver.press(.review, .revealAll)
    driver.input(.moved(.down, page: 10))
    #expect(driver.row("Weight?")?.words == "138 lbs")
    driver.editor.maskAll()
    #expect(driver.row("Weight?")?.words == "hidden")
    driver.press(.revealAll, .back, .review)
    #expect(driver.row("Weight?")?.words == "hidden")
  }

  @Test func nothingIsSubmittedWithProblemsAndTheListLeadsToThem() throws {
    var driver = try EditorDriver.withQuestion("Weight?")
    driver.go("Handling")
    driver.input(.picked(1))
    driver.go("Subscription")
    driver.input(.picked(2))
    driver.press(.review)
    let rows = driver.editor.presentation.rows
    #expect(rows.prefix(3).map(\.label) == ["2 things to fix", "Product 1", "Weight?"] && rows[2].number == "1.1")
    #expect(rows[2].words == "no answer")
    driver.press(.review)
    #expect(driver.notice == "2 things to fix, listed first.")
    #expect(driver.focused == rows[1])
    driver.input(.moved(.down, page: 10))
    driver.press(.accept)
    #expect(driver.focused?.label == "Answer")
    #expect(driver.focused?.problem == "This question is required.")
  }

  @Test func escLeadsBackToTheFieldAndTypingInTheReviewChangesNothing() throws {
    var driver = try answered()
    driver.press(.review)
    let before = driver.editor.draft
    driver.type("x")
    driver.input(.pasted("x"))
    driver.input(.edited(.deleteBackward))
    driver.press(.undo, .deleteItem, .addQuestion, .addProduct)
    #expect(driver.editor.draft == before)
    driver.press(.back)
    #expect(driver.outcomes.isEmpty)
    #expect(driver.focused?.label == "Answer")
  }

  @Test func submittingHandsOutWhatWasTyped() throws {
    var driver = try answered()
    driver.go("Visit type")
    driver.input(.picked(5))
    driver.go("Title")
    driver.type("Intake")
    driver.press(.review)
    driver.input(.moved(.end, page: 10))
    #expect(driver.focused?.label == "Submit")
    driver.press(.accept)
    guard case .submitRequested(let payload)? = driver.outcomes.first else {
      Issue.record("nothing to submit")
      return
    }
    #expect(payload.productIDs == [try ProductID(EditorDriver.first)])
    let product = payload.json["products"]?.array?.first
    #expect(product?["visitType"]?.string == "SYNC_VIDEO")
    #expect(product?["subscription"] == nil)
    #expect(product?["form"]?["title"]?.string == "Intake")
    #expect(product?["form"]?["description"] == nil)
    #expect(payload.unknownKeys.isEmpty)
  }

  @Test func aFormWithNothingInItIsLeftOutAndSaid() throws {
    var driver = try EditorDriver.withQuestion()
    driver.press(.review, .review)
    #expect(driver.notice == "left out: form of product 1: there is nothing in it. Submit again to go on.")
    #expect(driver.focused?.label == "left out: form of product 1")
    driver.press(.back)
    let json = driver.submitted()
    #expect(json?["products"]?.array?.first?["form"] == nil)
    #expect(json != nil)
    #expect(driver.row("left out: form of product 1") != nil)
  }

  @Test func aProductOnTheCaseIsMarkedAtOnceAndBlocks() throws {
    var driver = try EditorDriver.withQuestion(attached: [try ProductID(EditorDriver.first)])
    #expect(driver.row("Product")?.problem == "Already on this case: the service will refuse it.")
    driver.press(.review)
    #expect(driver.row("Product 1")?.words == "Already on this case: the service will refuse it.")
    driver.press(.review)
    #expect(driver.notice?.hasSuffix("to fix, listed first.") == true)
    driver.editor.targetRefreshed(attached: [], isClosed: nil)
    #expect(driver.submitted() != nil)
  }

  @Test func theSameProductTwiceBlocks() throws {
    var driver = try EditorDriver.withQuestion()
    driver.press(.addProduct)
    try driver.pick(EditorDriver.first.uppercased(), "Semaglutide")
    #expect(driver.row("Product", 1)?.problem == "This product is listed twice.")
    #expect(driver.row("Product", 0)?.problem == nil)
    #expect(driver.submitted() == nil)
  }

  @Test func aClosedCaseAndAnUnsaidListAreSaidAndDoNotBlock() throws {
    var driver = try EditorDriver(attached: nil, isClosed: true)
    #expect(driver.editor.presentation.banners.map(\.role) == [.warning, .warning])
    try driver.pick(EditorDriver.first, "Semaglutide")
    #expect(driver.submitted() != nil)
  }

  @Test func whileSendingNothingChangesAndAfterAFailureEverythingIsThere() throws {
    var driver = try answered()
    driver.press(.review)
    let before = driver.editor.draft
    driver.editor.sending()
    driver.press(.review)
    #expect(driver.notice == "The form is being sent: wait for the answer.")
    driver.press(.undo, .deleteItem, .accept)
    driver.editor.jump(to: driver.editor.questionRows[0].id)
    try driver.pick(EditorDriver.second, "Other")
    driver.type("x")
    #expect(driver.editor.context == .editorReview)
    driver.press(.revealAll, .back)
    #expect(driver.outcomes == [.parked])
    #expect(driver.row("Weight?")?.words == "hidden")
    driver.editor.sendingEnded(keeping: Span("Not known whether it was done.", .warning))
    #expect(driver.editor.draft == before)
    #expect(driver.editor.context == .editorReview)
    #expect(driver.editor.presentation.banners.first == Span("Not known whether it was done.", .warning))
    driver.press(.review)
    guard case .submitRequested? = driver.outcomes.first else {
      Issue.record("cannot submit again")
      return
    }
  }

  @Test func sendingIsShownAtTheReview() throws {
    var driver = try answered()
    driver.editor.sending()
    #expect(driver.editor.context == .editorReview)
    #expect(driver.editor.presentation.banners.first == Span("Sending…", .accent))
    #expect(driver.row("Submit")?.words == "sending…")
  }

  @Test func droppingWhatIsOnTheCaseIsOneStepThatCanBeUndone() throws {
    var driver = try answered()
    driver.press(.addProduct)
    try driver.pick(EditorDriver.second, "Other")
    driver.press(.review)
    driver.editor.dropProducts([try ProductID(EditorDriver.first)])
    #expect(driver.editor.context == .editorReview)
    #expect(driver.rows("Product").map(\.words) == ["Other  \(EditorDriver.second)"])
    driver.press(.back, .undo)
    #expect(driver.rows("Product").count == 2)
    #expect(driver.editor.progress == (1, 1))
  }

  @Test func fiveHundredQuestionsAreAllThere() throws {
    var driver = try EditorDriver.withQuestion("q")
    for _ in 1..<500 { driver.press(.addQuestion) }
    driver.type("last")
    #expect(driver.editor.progress == (0, 500))
    #expect(driver.editor.questionRows.last?.spans.last?.text == "last")
    #expect(driver.rows("Question").last?.number == "1.500")
  }
}
