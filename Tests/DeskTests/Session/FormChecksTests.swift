import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Views of a form beside the form: the problems, the body, the products that a refusal left.
struct FormChecksTests {
  /// A form with one product and these questions, the cursor on the last one's answer.
  func form(_ questions: String..., answer: String = "") throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    for question in questions {
      driver.press(.addQuestion)
      driver.type(question)
    }
    driver.press(.nextField, .nextField)
    driver.handle(.input(.picked(1)))
    driver.press(.nextField)
    driver.type(answer)
    return driver
  }

  var bodyText: (SessionDriver) -> String {
    { driver in
      driver.reading?.lines.map { $0.spans.map(\.text).joined() }.joined(separator: "\n") ?? ""
    }
  }

  // MARK: Check all

  @Test func checkingListsEveryProblemAndWalksFromOneToTheNext() throws {
    var driver = try form("Weight?", "Height?")
    driver.press(.previousField)
    driver.press(.addProduct, .back)
    driver.press(.checkAll)
    #expect(
      driver.picker?.rows.map { ($0.spans + [$0.trailing].compactMap { $0 }).map(\.text) } == [
        ["1.2 Height?", "no answer"], ["Product 2", "Choose a product."],
      ])
    // The problem of the field with the cursor comes first, and none before it.
    #expect(driver.picker?.selectedID == driver.picker?.rows.last?.id)
    driver.handle(.input(.moved(.up, page: 1)))
    driver.press(.accept)
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.focusedRow?.label == "Answer" && driver.focusedRow?.problem == "This question is required.")
    driver.press(.checkAll)
    #expect(driver.picker?.selectedID == driver.picker?.rows.first?.id)
    driver.handle(.input(.moved(.down, page: 1)))
    driver.press(.accept)
    #expect(driver.focusedRow?.problem == "Choose a product.")
    driver.press(.deleteItem, .nextUnanswered, .nextField)
    driver.press(.checkAll, .accept)
    driver.type("170 cm")
    driver.press(.checkAll)
    #expect(driver.picker == nil && driver.notice == "Nothing to fix: everything here can be sent.")
  }

  // MARK: The body

  @Test func theBodyIsMaskedUntilRevealedAndExactThen() throws {
    var driver = try form("Weight?", answer: "138 lbs")
    driver.press(.review, .showBody)
    #expect(driver.reading?.title == "JSON to send for Avery Lindqvist · ADA-TOSXM")
    #expect(bodyText(driver).contains(#""question" : "Weight?""#) && bodyText(driver).contains(#""answer" : "hidden""#))
    #expect(!bodyText(driver).contains("138"))
    driver.press(.revealAll)
    #expect(
      driver.effects == [
        .timer(.mask(seconds: 120)), .record(.disclosed(.revealed, try CaseID(Sample.avery))),
      ])
    #expect(bodyText(driver).contains(#""answer" : "138 lbs""#))
    let shown = try JSONValue(parsing: Data(bodyText(driver).utf8))
    #expect(shown == driver.exported)
    driver.now += 121
    driver.handle(.patient(.maskTimerFired))
    #expect(!bodyText(driver).contains("138"))
    driver.press(.back)
    #expect(driver.screen.context == .editorReview)
  }

  @Test func theBodyHidesAnAnswerInOtherWordsAmongTheOptionsToo() throws {
    var driver = try EditorDriver.withChoice(ChoiceRules(allowsOther: true))
    driver.go("Other")
    driver.type("my secret")
    #expect(driver.editor.body(isRevealed: false)?.joined().contains("secret") == false)
    #expect(driver.editor.body(isRevealed: true)?.joined().contains("secret") == true)
  }

  @Test func aFormThatCannotBeSentHasNoBody() throws {
    var driver = try form("Weight?")
    driver.press(.showBody)
    #expect(driver.reading == nil)
    #expect(driver.notice == "There is nothing to send yet: “check-all” lists the things to fix.")
  }

  // MARK: After a refusal

  func banners(_ driver: SessionDriver) -> [String] { driver.screen.editor?.banners.map(\.text) ?? [] }

  @Test func aRefusalByTheServicesRulesSaysWhatHeldHereAndStandsBesideWhatTheCaseShows() throws {
    var driver = try form("Weight?", answer: "138 lbs")
    driver.press(.review, .review, .confirm)
    driver.handle(.writes(.ended(.failure(.validationFailed(httpStatus: 422)), write: 1)))
    #expect(banners(driver).count == 1)
    #expect(banners(driver)[0].hasSuffix("These passed CaseDesk's own checks: 1 product id, 1 required answer."))
    driver.reread(.success(try Sample.detail()), write: 1, attempt: 0)
    #expect(banners(driver).count == 2)
    #expect(banners(driver)[1].hasSuffix(": not seen."))
    driver.press(.review, .confirm)
    #expect(banners(driver) == ["Sending…"], "a new sending begins with nothing found")
  }

  @Test func aProductWithoutAnIDOnTheCaseMayBeAnyOfThem() throws {
    var driver = try form("Weight?", answer: "138 lbs")
    driver.press(.review, .review, .confirm)
    driver.handle(.writes(.ended(.failure(.conflict(httpStatus: 409)), write: 1)))
    let nameless = #""caseProducts":[{"id":"p0","status":"OPEN","organizationProduct":{"name":"Somatropin"}}]"#
    driver.reread(.success(try Sample.detail(products: nil, more: nameless)), write: 1, attempt: 0)
    #expect(banners(driver).last?.contains("unknown, because the case lists a product without an id.") == true)
    #expect(driver.confirmation == nil)
  }

  @Test func spacesAroundATypedProductIDAreLeftOutAndSaid() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    let id = "621527f5-3877-48b3-b27f-df395a5308bb"
    driver.handle(.input(.pasted("  \(id) \n")))
    #expect(
      driver.picker?.rows.map { $0.spans.map(\.text).joined() } == [
        "use \(id) as a product id  without the spaces around it"
      ])
    driver.press(.accept)
    #expect(driver.focusedRow?.words == id)
  }
}

extension SessionDriver {
  var focusedRow: EditorRow? {
    let editor = screen.editor
    return editor?.rows.first { $0.id == editor?.focusedID }
  }
}
