import Foundation
import Testing

@testable import Care360
@testable import Desk

/// A message goes to the case that is on the screen as it is now, and its end is told as far as it is known.
struct MessageGuardTests {
  // MARK: What comes while it is written

  @Test func aMessageThatCameMeanwhileIsShownBeforeAYCounts() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("Yes it is")
    driver.now += 60
    driver.press(.review)
    #expect(
      driver.effects.contains {
        if case .read(.fetchCase(.id(let id), _)) = $0 { id.text == Sample.avery } else { false }
      })
    #expect(driver.confirmation?.accept == "wait: rereading the case")
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
    #expect(driver.notice == "Wait: rereading the case.")
    let before = try #require(driver.confirmation?.number)
    let worse = MessageSample.comment("c2", "It is worse", role: "USER", at: driver.time(plus: -10))
    driver.found(.success(try Sample.detail(isClosed: true, more: MessageSample.comments([worse]))))
    #expect(driver.confirmation?.number != before, "it is another question")
    #expect(driver.confirmationText.contains("from patient: It is worse"))
    #expect(driver.confirmationText.contains("This case is closed; the service may refuse."))
    #expect(driver.confirmation?.accept == "send it to the patient")
    driver.handle(.input(.command(.confirm)))
    #expect(driver.sent.isEmpty, "nobody has read it")
    driver.press(.confirm)
    guard case .communication(let write)? = driver.sent.first?.write else {
      Issue.record("nothing was sent")
      return
    }
    #expect(write.earlier == ["c2"], "as the case was read last")
  }

  @Test func theQuestionBelowTheHelpIsAskedAgainToo() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("Yes it is")
    driver.now += 60
    driver.press(.review)
    driver.read()
    driver.press(.help)
    let worse = MessageSample.comment("c2", "It is worse", role: "USER", at: driver.time(plus: -10))
    driver.found(.success(try Sample.detail(more: MessageSample.comments([worse]))))
    driver.press(.back)
    #expect(driver.confirmationText.contains("from patient: It is worse"))
    driver.handle(.input(.command(.confirm)))
    #expect(driver.sent.isEmpty, "nobody has read it")
  }

  /// A long text that was read to its end while the case was read again need not be read twice.
  @Test func whereNothingCameTheQuestionStaysAsItWasRead() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("Yes it is")
    driver.press(.review)
    driver.read()
    driver.found(.success(try Sample.detail(more: MessageSample.thread)))
    driver.handle(.input(.command(.confirm)))
    #expect(driver.sent.count == 1)
  }

  @Test func anAnswerOfAnEarlierChangeRefreshesTheQuestion() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("Yes it is")
    driver.now += 60
    driver.review()
    driver.read()
    let worse = MessageSample.comment("c2", "It is worse", role: "USER", at: driver.time(plus: -10))
    driver.reread(.success(try Sample.detail(more: MessageSample.comments([worse]))), write: 0, attempt: 0)
    driver.handle(.input(.command(.confirm)))
    #expect(driver.sent.isEmpty && driver.confirmationText.contains("from patient: It is worse"))
  }

  @Test func withoutAFreshReadNothingIsSentAndTheTextStays() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("Yes it is")
    driver.press(.review)
    driver.found(.failure(Sample.serverFault))
    #expect(driver.confirmationText.contains("The case could not be read again: nothing can be sent."))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty && driver.notice.hasPrefix("Nothing was sent: not confirmed"))
    #expect(driver.session.openComposer?.text.text == "Yes it is")
  }

  // MARK: Whose case it is

  @Test func aCaseFoundByPhoneTakesNoTextBeforeTheIdentityIsChecked() throws {
    var driver = try SessionDriver.writing()
    driver.press(.message)
    driver.type("Half a sentence")
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail(more: MessageSample.thread)))
    for command in [Command.message, .note] {
      #expect(driver.reason(command) == "check the identity first: Enter opens the case")
      driver.press(command)
      driver.type("x")
      #expect(driver.screen.editor == nil && driver.screen.context != .composer)
    }
    driver.press(.drafts)
    driver.choose("Avery")
    #expect(driver.screen.editor == nil && driver.notice.hasPrefix("Check the identity first"))
    driver.press(.focusFormPane)
    #expect(driver.screen.editor == nil)
    driver.press(.focusCasePane, .accept, .message)
    #expect(driver.session.openComposer?.text.text == "Half a sentence")
    driver.review()
    #expect(driver.confirmationText.contains("found by phone"))
  }

  // MARK: An end that nobody knows

  /// `text` is sent without an answer, and `other` is sent and done a minute later.
  private func sentTwice(_ text: String, then other: String) throws -> SessionDriver {
    var driver = try SessionDriver.unsettled(text)
    driver.now += 60
    for _ in text { driver.handle(.input(.edited(.deleteBackward))) }
    driver.type(other)
    driver.review()
    driver.press(.confirm)
    driver.now += 1
    driver.handle(.writes(.ended(.success(Written(value: .communication(.message), isRecorded: true)), write: 2)))
    return driver
  }

  @Test(arguments: [true, false])
  func aMessageOfAnotherTextLeavesTheEarlierOneToBeFound(isListed: Bool) throws {
    var driver = try sentTwice("Please call us", then: "Please rest")
    if isListed {
      let intent = WriteIntent(
        id: "w1", time: driver.now - 61, operatorName: "robin", profile: "sandbox", action: .sendMessage,
        caseID: try CaseID(Sample.avery), repeatedAt: driver.now - 0.5)
      driver.handle(.record(.unsettledListed(.success([intent]))))
    }
    let found = MessageSample.comment(
      "c9", "Please call us", role: "CASEMANAGER", at: driver.time(plus: -60), email: "robin@example.com")
    driver.reread(.success(try Sample.detail(more: MessageSample.comments([found]))), write: 1, attempt: 0)
    #expect(driver.effects.contains(.record(.settleAsSeen("w1"))) == isListed)
    driver.handle(.record(.settled(.success("w1"))))
    #expect(!driver.header.contains("unsettled"))
  }

  @Test func theSameTextOnceMoreCannotBeToldApart() throws {
    var driver = try sentTwice("Please call us", then: "Please call us")
    driver.press(.message)
    driver.type("Please call us")
    let found = MessageSample.comment(
      "c9", "Please call us", role: "CASEMANAGER", at: driver.time(plus: -60), email: "robin@example.com")
    driver.reread(.success(try Sample.detail(more: MessageSample.comments([found]))), write: 1, attempt: 0)
    #expect(driver.notice.contains("cannot be told apart from the later one"))
    #expect(driver.screen.editor?.banners.contains { $0.text.contains("cannot be told apart") } == true)
  }

  /// Another session's message, of which the record tells the kind and the time alone.
  @Test func aMessageOfAnotherSessionMayBeTheSame() throws {
    var driver = try sentTwice("Please call us", then: "Please rest")
    let intent = WriteIntent(
      id: "w1", time: driver.now - 61, operatorName: "robin", profile: "sandbox", action: .sendMessage,
      caseID: try CaseID(Sample.avery), repeatedAt: driver.now - 30)
    driver.handle(.record(.unsettledListed(.success([intent]))))
    let found = MessageSample.comment(
      "c9", "Please call us", role: "CASEMANAGER", at: driver.time(plus: -60), email: "robin@example.com")
    driver.reread(.success(try Sample.detail(more: MessageSample.comments([found]))), write: 1, attempt: 0)
    #expect(driver.notice.contains("cannot be told apart from the later one"))
  }

  /// Also where the last look got no answer.
  @Test func theTextSaysWhenNobodyLooksAnyMore() throws {
    var driver = try SessionDriver.unsettled()
    for attempt in 0...2 { driver.reread(.failure(Sample.serverFault), write: 1, attempt: attempt) }
    let banners = driver.screen.editor?.banners.map(\.text).joined(separator: "\n") ?? ""
    #expect(banners.contains("the outcome of the message to the patient is not known"))
    #expect(banners.contains("Look at the messages of the case before you send it again."))
    #expect(!banners.contains("Re-reading"))
    let intent = WriteIntent(
      id: "w1", time: driver.now, operatorName: "robin", profile: "sandbox", action: .sendMessage,
      caseID: try CaseID(Sample.avery))
    driver.handle(.record(.unsettledListed(.success([intent]))))
    driver.press(.drafts)
    driver.choose("outcome not known")
    driver.choose("it happened")
    #expect(driver.effects.contains(.record(.settle("w1", .done))))
    let settled = driver.screen.editor?.banners.map(\.text).joined(separator: "\n") ?? ""
    #expect(settled.contains("You settled it: it was done.") && !settled.contains("cannot tell"))
    #expect(driver.session.openComposer?.text.text == "Please call us", "the text goes at the person's word alone")
  }
}
