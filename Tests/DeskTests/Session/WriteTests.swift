import Foundation
import Testing

@testable import Care360
@testable import Desk

struct WriteTests {
  let link = "https://example.com/check-in/abcdefgh"

  @Test func aRefillLinkStandsOnALineOfItsOwn() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    driver.handle(.writes(.ended(.success(Written(value: .link(link), isRecorded: true)), write: 1)))
    #expect(driver.reading?.unwrapped == link)
    #expect(driver.reading?.lines.contains { $0.spans.contains { $0.text == "Avery Lindqvist" } } == true)
    #expect(
      driver.rereads == [.read(.rereadCase(try CaseID(Sample.avery), write: 0, attempt: 0, afterSeconds: 0))])
    driver.press(.copy)
    #expect(driver.effects == [.screen(.copy(link)), .record(.disclosed(.copied, try CaseID(Sample.avery)))])
  }

  @Test func aLinkOfAnotherPatientDoesNotComeUpOverTheOneShown() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    try driver.open(try Sample.joDetail())
    driver.handle(.writes(.ended(.success(Written(value: .link(link), isRecorded: true)), write: 1)))
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.notice.contains("ADA-TOSXM"))
    driver.press(.copyMenu)
    #expect(driver.picker?.rows.contains { $0.id == "last refill link" } == false)
  }

  @Test func anEndedSubmissionDoesNotTakeTheFocusFromTheLookupBox() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.submit(Sample.tirzepatide)
    #expect(driver.sent.count == 1)
    driver.press(.find)
    driver.type("rba")
    driver.handle(
      .writes(.ended(.success(Written(value: .products(try CaseID(Sample.avery)), isRecorded: true)), write: 1)))
    #expect(driver.screen.focus == .lookup)
    #expect(driver.screen.lookup.field.text == "rba")
    #expect(driver.screen.editor == nil)
    #expect(driver.notice.contains("1 product added to ADA-TOSXM"))
  }

  @Test func aWriteOfUnknownEndIsLookedForThreeTimes() throws {
    let before = try Sample.detail()
    let id = before.id
    var driver = try SessionDriver.showing(before)
    try driver.changeBundle("premium")
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    #expect(driver.header.contains("1 unsettled"))
    #expect(driver.effects.contains(.record(.listUnsettled)))
    #expect(driver.rereads == [.read(.rereadCase(id, write: 1, attempt: 0, afterSeconds: 2))])
    driver.reread(.success(before), write: 1, attempt: 0)
    #expect(driver.rereads == [.read(.rereadCase(id, write: 1, attempt: 1, afterSeconds: 8))])
    driver.reread(.failure(Sample.serverFault), write: 1, attempt: 1)
    #expect(driver.rereads == [.read(.rereadCase(id, write: 1, attempt: 2, afterSeconds: 20))])
    driver.reread(.success(before), write: 1, attempt: 2)
    #expect(driver.rereads.isEmpty)
    #expect(driver.notice.contains("not visible after 30 s"))
    #expect(driver.header.contains("1 unsettled"))
    #expect(driver.banners.contains("it may still have been done"))
  }

  @Test func aFreshReadThatShowsItSettlesIt() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.changeBundle("premium")
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.handle(
      .record(
        .unsettledListed(
          .success([
            try Sample.intent("old", .changeBundle, bundle: "premium", at: driver.now.addingTimeInterval(-900)),
            try Sample.intent("mine", .changeBundle, bundle: "premium", at: driver.now),
            try Sample.intent("other", .changeBundle, bundle: "gone", at: driver.now),
            try Sample.intent("link", .requestRefillLink, at: driver.now),
            try Sample.intent("hers", .changeBundle, Sample.jo, bundle: "premium", at: driver.now),
          ]))))
    driver.reread(.success(try Sample.detail(bundle: "premium")), write: 1, attempt: 0)
    #expect(driver.notice.contains("the case shows the bundle change"))
    #expect(driver.effects == [.record(.settleAsSeen("mine"))], "nothing else may be noted as done")
    driver.handle(.record(.settled(.success("mine"))))
    #expect(driver.header.contains("4 unsettled"))
    #expect(driver.casePane.contains("Bundle  Premium"))
  }

  @Test func aListThatIsMissingCannotTell() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.submit(Sample.tirzepatide)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.reread(.success(try Sample.detail(products: nil)), write: 1, attempt: 2)
    #expect(driver.notice.contains("the outcome of the product addition is not known"))
    #expect(!driver.notice.contains("not visible"))
  }

  @Test func aBundleThatIsNotSaidCannotTell() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.changeBundle("premium")
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.reread(.success(try Sample.detail(bundle: nil)), write: 1, attempt: 2)
    #expect(driver.notice.contains("the outcome of the bundle change is not known"))
  }

  @Test func aRefillCannotBeChecked() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    #expect(driver.notice.contains("Asking again may make a second form"))
    #expect(driver.rereads.isEmpty)
    #expect(driver.header.contains("1 unsettled"))
    driver.press(.drafts)
    #expect(driver.picker?.rows.count == 1)
    driver.press(.accept)
    #expect(driver.ownEffects.isEmpty)
    #expect(driver.picker?.rows.map(\.id) == ["look", "happened", "did-not"])
    driver.press(.accept)
    #expect(driver.effects.isEmpty, "the first row records nothing")
    #expect(driver.header.contains("1 unsettled"))
  }

  @Test func settlingOneWriteLeavesALaterOneOfTheSameTarget() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    let first = try Sample.intent("first", .requestRefillLink, Sample.avery, at: driver.now)
    let second = try Sample.intent("second", .requestRefillLink, Sample.avery, at: driver.now.addingTimeInterval(60))
    driver.handle(.record(.unsettledListed(.success([second, first]))))
    driver.press(.drafts, .accept)
    driver.choose("No, it was not")
    #expect(driver.effects == [.record(.settle("first", .notSent))])
  }

  @Test func aNewerSubmissionKeepsItsFormWhenTheEarlierOneTurnsOutDone() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.submit(Sample.tirzepatide)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    let id = try CaseID(Sample.avery)
    driver.press(.back, .deleteItem, .accept)
    driver.choose(Sample.metformin)
    driver.press(.review, .review, .confirm)
    #expect(driver.sent.count == 1)
    driver.reread(
      .success(try Sample.detail(products: [Sample.semaglutide, Sample.tirzepatide])), write: 1, attempt: 0)
    #expect(driver.forms[id] != nil)
  }

  @Test(arguments: [("Yes, it was", WriteOutcome.done), ("No, it was not", .notSent)])
  func aPersonSettlesAWriteAndItIsRecorded(_ words: String, _ outcome: WriteOutcome) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    let order = driver.sent.first
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    var intent = try Sample.intent("mine", .requestRefillLink, Sample.avery, at: driver.now)
    guard case .refill(let refill)? = order?.write else { return #expect(Bool(false)) }
    intent = WriteIntent(
      id: intent.id, time: intent.time, operatorName: intent.operatorName, profile: intent.profile,
      action: intent.action, caseID: intent.caseID, productIDs: refill.product.map { [$0] } ?? [])
    let other = try Sample.intent("other", .changeBundle, Sample.avery, at: driver.now)
    driver.handle(.record(.unsettledListed(.success([intent, other]))))
    #expect(driver.header.contains("2 unsettled"), "a write of another kind on the same case counts by itself")
    driver.press(.drafts, .accept)
    driver.choose(words)
    #expect(driver.effects == [.record(.settle("mine", outcome))])
    driver.handle(.record(.settled(.success("mine"))))
    #expect(driver.header.contains("1 unsettled"))
  }

  @Test(arguments: [
    Care360Error.conflict(httpStatus: 409), .validationFailed(httpStatus: 422),
  ]) func aRefusedFormStaysAtItsReviewAndTheCaseIsReadAgain(_ error: Care360Error) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.submit(Sample.tirzepatide)
    driver.handle(.writes(.ended(.failure(error), write: 1)))
    #expect(driver.screen.context == .editorReview)
    #expect(driver.rereads.count == 1)
    #expect(driver.header.contains("1 draft"))
    guard case .read(.rereadCase(_, let write, let attempt, let seconds))? = driver.rereads.first else { return }
    #expect(seconds == 0)
    driver.reread(.failure(Sample.noConnection), write: write, attempt: attempt)
    #expect(!driver.notice.contains("It was done"), "a refused form was not done")
  }

  @Test func aConflictMarksTheProductThatIsThere() throws {
    var driver = try SessionDriver.showing(try Sample.detail(products: []))
    driver.submit(Sample.semaglutide)
    driver.handle(.writes(.ended(.failure(.conflict(httpStatus: 409)), write: 1)))
    driver.reread(.success(try Sample.detail()), write: 1, attempt: 0)
    let rows = driver.screen.editor?.rows ?? []
    #expect(rows.contains { $0.label == "1 thing to fix" })
  }

  @Test func theProductsLeftAfterAConflictAreOneConfirmedStep() throws {
    var driver = try SessionDriver.offeredTheRest()
    #expect(driver.confirmationText.contains("will not be sent"))
    #expect(driver.sent.isEmpty)
    driver.press(.confirm)
    guard case .products(let write)? = driver.sent.first?.write else {
      Issue.record("nothing was sent")
      return
    }
    #expect(write.payload.productIDs == [try ProductID(Sample.tirzepatide)])
  }

  /// What is lost with a form is said before it goes.
  @Test func discardingAFormWhoseProductsAreThereSaysWhatGoesWithIt() throws {
    func confirmation(after error: Care360Error, changes: Bool) throws -> String {
      var driver = try SessionDriver.showing(try Sample.detail(products: []))
      driver.press(.addProducts, .accept)
      driver.choose(Sample.tirzepatide)
      driver.press(.addQuestion)
      driver.type("Weight?")
      driver.press(.nextField, .nextField, .nextField)
      driver.type("138 lbs")
      driver.press(.review, .review, .confirm)
      driver.handle(.writes(.ended(.failure(error), write: 1)))
      if changes {
        driver.press(.back)
        driver.type("!")
        driver.press(.review)
      }
      driver.reread(.success(try Sample.detail(products: [Sample.tirzepatide])), write: 1, attempt: 0)
      return driver.confirmationText
    }
    #expect(
      try confirmation(after: Sample.unknown, changes: false).contains(
        "The case shows Tirzepatide (on the case as Product 8dff) (asked 10:42, seen 10:42)."))
    #expect(try confirmation(after: Sample.unknown, changes: true).contains("changed after it was sent"))
    #expect(
      try confirmation(after: .conflict(httpStatus: 409), changes: false).contains(
        "were not sent: discarding the form loses them"))
  }

  @Test func theRestIsNotOfferedOverAnotherPatient() throws {
    var driver = try SessionDriver.showing(try Sample.detail(products: []))
    driver.submit(Sample.semaglutide)
    driver.handle(.writes(.ended(.failure(.conflict(httpStatus: 409)), write: 1)))
    try driver.open(try Sample.joDetail())
    driver.reread(.success(try Sample.detail()), write: 1, attempt: 0)
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.casePane.contains("Jo Park"))
  }

  @Test func whatWasAddedToAFormAfterItWasSentIsNotLost() throws {
    var driver = try SessionDriver.showing(try Sample.detail(products: []))
    driver.submit(Sample.tirzepatide)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.press(.back, .addProduct)
    driver.choose(Sample.semaglutide)
    driver.reread(.success(try Sample.detail(products: [Sample.tirzepatide])), write: 1, attempt: 0)
    let values = driver.screen.editor?.rows.compactMap { if case .button(let value) = $0.kind { value } else { nil } }
    #expect(values?.contains { $0.contains(Sample.semaglutide) } == true)
    // Nobody can tell whether it is there by this form: it goes at the person's word.
    #expect(values?.contains { $0.contains(Sample.tirzepatide) } == true)
    #expect(driver.screen.editor?.banners.contains { $0.text.contains("The case shows these products") } == true)
    #expect(driver.header.contains("1 draft"))
  }

  @Test func anExpiredTokenKeepsTheFormAndSendsNothingByItself() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.submit(Sample.tirzepatide)
    driver.handle(.writes(.ended(.failure(Sample.badToken), write: 1)))
    #expect(driver.screen.context == .editorReview)
    #expect(driver.notice.contains("refused the access token"))
    driver.press(.token)
    driver.handle(.input(.pasted("not a token")))
    driver.press(.accept)
    #expect(driver.effects.isEmpty)
    #expect(driver.screen.context == .prompt)
    driver.handle(.input(.edited(.deleteToLineStart)))
    driver.handle(.input(.pasted("new-token")))
    driver.press(.accept)
    #expect(driver.effects == [.token(.replace("new-token"))])
    driver.handle(.token(.replaced))
    #expect(driver.sent.isEmpty)
    driver.press(.review, .confirm)
    #expect(driver.sent.count == 1)
  }

  @Test func theSameWriteIsRepeatedOnlyWithItsHistoryShown() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    let earlier = try Sample.intent("a", .requestRefillLink, at: driver.now.addingTimeInterval(-600))
    driver.handle(.writes(.ended(.failure(.failed(.unsettledSameWrite([earlier]))), write: 1)))
    #expect(driver.confirmation?.title == "Send again: refill link")
    #expect(driver.confirmationText.contains("10:32 by robin: outcome not known."))
    driver.press(.confirm)
    #expect(driver.sent == [try Sample.refill(repeating: true, number: 2)])
  }

  @Test func aRepeatIsNotAskedForOverAnotherPatient() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    let earlier = try Sample.intent("a", .requestRefillLink, at: driver.now)
    try driver.open(try Sample.joDetail())
    driver.handle(.writes(.ended(.failure(.failed(.unsettledSameWrite([earlier]))), write: 1)))
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test func aReadAfterAWriteIsDroppedWhenAnotherCaseIsShown() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.changeBundle("premium")
    try driver.open(try Sample.joDetail())
    driver.handle(
      .writes(
        .ended(
          .success(
            Written(value: .bundle(BundleReference(id: try BundleID("premium"), name: "Premium")), isRecorded: true)),
          write: 1)))
    #expect(driver.notice.contains("Bundle of ADA-TOSXM is now Premium"))
    driver.reread(.success(try Sample.detail(bundle: "premium")), write: 0, attempt: 0)
    #expect(driver.casePane.contains("Jo Park"))
    #expect(!driver.casePane.contains("Premium"))
  }

  @Test func aReadAfterAWriteDoesNotConfirmAnUnansweredQuery() throws {
    let detail = try Sample.detail()
    var driver = try SessionDriver.showing(detail)
    try driver.changeBundle("premium")
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.lookUp(Sample.averyMail)
    driver.reread(.success(detail), write: 1, attempt: 0)
    #expect(driver.reason(.refill)?.contains("not confirmed") == true)
  }

  @Test func stoppingTheLookupOfOnePatientDoesNotStopTheWriteOfAnother() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    driver.lookUp(Sample.joMail)
    driver.press(.back)
    #expect(driver.effects == [.read(.cancelRequests(before: driver.generation))])
    #expect(driver.notice == "cancelled")
  }

  @Test func anUnrecordedWriteIsSaid() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    try driver.changeBundle("premium")
    driver.handle(
      .writes(
        .ended(
          .success(
            Written(value: .bundle(BundleReference(id: try BundleID("premium"), name: "Premium")), isRecorded: false)),
          write: 1)))
    #expect(driver.notice.contains("listed as unsettled"))
  }

  @Test func whatEarlierRunsLeftIsListedAndOpensItsCase() throws {
    var driver = SessionDriver()
    #expect(driver.start() == [.record(.listUnsettled)])
    driver.handle(
      .record(.unsettledListed(.success([try Sample.intent("x", .addProducts, Sample.jo, at: driver.now)]))))
    #expect(driver.header.contains("1 unsettled"))
    driver.press(.drafts, .accept)
    driver.choose("open the case")
    #expect(driver.effects.contains(.read(.fetchCase(.id(try CaseID(Sample.jo)), generation: driver.generation))))
  }

  @Test func quittingSaysWhatIsNotKept() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    driver.press(.back, .quit)
    #expect(driver.confirmationText.contains("This form will be lost: "))
    driver.press(.back)
    #expect(driver.screen.overlays.isEmpty)
    driver.press(.quit, .confirm)
    #expect(driver.effects == [.end(.quit)])
  }
}
