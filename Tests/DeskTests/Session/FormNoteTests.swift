import Foundation
import Testing

@testable import Care360
@testable import Desk

/// What a form says of a submission goes when it is answered, and no earlier.
struct FormNoteTests {
  private func banner(_ driver: SessionDriver) -> String {
    driver.screen.editor?.banners.map(\.text).joined(separator: "\n") ?? "no form"
  }

  private func submitted(_ error: Care360Error) throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.submit(Sample.tirzepatide)
    driver.handle(.writes(.ended(.failure(error), write: 1)))
    return driver
  }

  /// Not visible after the last look, and listed as unsettled.
  private func unsettled() throws -> SessionDriver {
    var driver = try submitted(Sample.unknown)
    driver.reread(.success(try Sample.detail()), write: 1, attempt: 2)
    let caseID = try CaseID(Sample.avery)
    let mine = WriteIntent(
      id: "mine", time: driver.now, operatorName: "robin", profile: "sandbox", action: .addProducts, caseID: caseID,
      productIDs: [try ProductID(Sample.tirzepatide)])
    driver.handle(.record(.unsettledListed(.success([mine]))))
    #expect(banner(driver).contains("not visible after 30 s"))
    #expect(banner(driver).contains("not seen."))
    return driver
  }

  @Test(arguments: ["Yes, it was", "No, it was not"])
  func settlingByHandAnswersIt(_ words: String) throws {
    var driver = try unsettled()
    driver.press(.drafts)
    driver.choose("outcome not known")
    driver.choose(words)
    #expect(driver.effects.contains { if case .record(.settle("mine", _)) = $0 { true } else { false } })
    #expect(banner(driver) == "")
    #expect(driver.screen.context == .editorReview)
  }

  @Test func aReadThatShowsItReplacesIt() throws {
    var driver = try unsettled()
    driver.reread(
      .success(try Sample.detail(products: [Sample.semaglutide, Sample.tirzepatide])), write: 1, attempt: 2)
    #expect(!banner(driver).contains("not visible"))
    #expect(banner(driver).contains("The case shows these products"))
  }

  @Test func aFormThatIsChangedAfterItsReviewIsNewWork() throws {
    var driver = try unsettled()
    driver.press(.back)
    driver.move(.down)
    #expect(banner(driver).contains("not visible"), "looking at the form changes nothing of it")
    driver.press(.addProduct)
    driver.press(.back)
    #expect(banner(driver) == "")
    #expect(driver.header.contains("1 unsettled"))
    driver.press(.drafts)
    #expect(driver.picker?.rows.contains { $0.id == "write.1" } == true)
  }

  @Test func aNewTokenAnswersARefusedOne() throws {
    var driver = try submitted(Sample.badToken)
    #expect(banner(driver).contains("Refused"))
    driver.handle(.token(.renewed(TokenStanding(source: "x"))))
    #expect(banner(driver).contains("Refused"), "the same token answers nothing")
    driver.handle(.token(.replaced))
    #expect(banner(driver) == "")
  }

  @Test func credentialsThatAreOthersAnswerARefusedToken() throws {
    var driver = try submitted(Sample.badToken)
    driver.handle(.token(.reloaded(TokenStanding(source: "x", isNew: true), found: ["Another one."])))
    #expect(banner(driver) == "")
    var other = try submitted(Sample.unknown)
    other.handle(.token(.reloaded(TokenStanding(source: "x", isNew: true), found: ["Another one."])))
    #expect(banner(other).contains("Rereading the case."), "a token says nothing about an unknown outcome")
  }

  @Test func theNextSubmissionBeginsWithoutTheWordsOfTheLast() throws {
    var driver = try submitted(Sample.badToken)
    driver.handle(.token(.renewed(TokenStanding(source: "x", isNew: true))))
    #expect(banner(driver).contains("F10 sends the form"))
    driver.press(.review, .confirm)
    #expect(banner(driver) == "Sending…")
    driver.handle(.writes(.ended(.failure(Sample.serverFault), write: 2)))
    #expect(!banner(driver).contains("token"))
    #expect(banner(driver).contains("Refused") || banner(driver).contains("Re-reading"))
  }
}
