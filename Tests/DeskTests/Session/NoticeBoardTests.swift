import Testing

@testable import Care360
@testable import Desk

struct NoticeBoardTests {
  private func said(_ board: NoticeBoard) -> String { board.notice?.text ?? "" }

  @Test func ofOneEventTheGravestIsSaidAndOfEqualsTheLast() {
    var board = NoticeBoard(nil)
    board.eventBegins()
    board.say(Span("first", .warning))
    board.say(Span("graver", .error))
    board.say(Span("lesser", .success))
    #expect(said(board) == "graver")
    board.say(Span("as grave", .error))
    #expect(said(board) == "as grave")
    board.eventBegins()
    board.say(Span("next event", .muted))
    #expect(said(board) == "next event")
  }

  @Test func theEndOfAWriteStandsUntilAKeyIsPressed() {
    var board = NoticeBoard(nil)
    board.eventBegins()
    board.say(Span("1 product added to ADA-1.", .success))
    board.hold()
    board.eventBegins()
    board.say(Span("Checking …", .muted))
    #expect(said(board) == "1 product added to ADA-1.")
    board.eventBegins()
    board.say(Span("NOT SAVED: the disk is full.", .error))
    #expect(board.notice == Span("1 product added to ADA-1. NOT SAVED: the disk is full.", .error))
    board.eventBegins()
    board.say(Span("pts/2 changed this draft.", .warning))
    #expect(said(board) == "1 product added to ADA-1. pts/2 changed this draft.")
    board.keyPressed()
    #expect(board.notice == nil && board.before != nil)
    board.say(Span("Nothing matches.", .muted))
    #expect(said(board) == "Nothing matches.")
  }

  @Test func nothingIsHeldThatWasNotSaid() {
    var board = NoticeBoard(nil)
    board.eventBegins()
    board.say(Span("Looking up …", .accent))
    board.eventBegins()
    board.hold()
    board.say(Span("No case found.", .muted))
    #expect(said(board) == "No case found.")
  }

  @Test func theLockHidesWhatWasHeld() {
    var board = NoticeBoard(nil)
    board.say(Span("Refill link for ADA-1.", .success))
    board.hold()
    board.clear()
    board.say(Span("locked", .muted))
    #expect(said(board) == "locked")
  }

  /// The sentence about the write is what a person must not miss.
  @Test func theSuccessOfASubmissionIsNotHiddenByAnotherSession() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.changeBundle)
    driver.handle(.patient(.detailArrived(.success(try Sample.detail()), generation: driver.generation)))
    driver.handle(.patient(.bundlesArrived(.success(try Sample.bundles()), generation: driver.generation)))
    driver.type("premium")
    driver.press(.accept, .confirm)
    driver.handle(
      .writes(
        .ended(
          .success(Written(value: .bundle(BundleReference(id: nil, name: "Premium")), isRecorded: true)), write: 1)))
    driver.handle(.record(.unsettledListed(.success([]))))
    driver.handle(.door(.storeFailed("The disk is full.")))
    #expect(driver.notice == "Bundle of ADA-TOSXM is now Premium. The disk is full.")
  }
}
