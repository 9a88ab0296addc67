import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The text of a message or note alone.
struct ComposerTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)

  private func target() throws -> FormEditor.Target {
    FormEditor.Target(
      caseID: try CaseID(Sample.avery), patientName: "Avery Lindqvist", shortID: "ADA-TOSXM", attached: [],
      isClosed: false)
  }

  private func composer(_ kind: Communication.Kind = .message, _ text: String = "") throws -> Composer {
    var composer = Composer(kind, try target(), at: now)
    for character in text { _ = composer.handle(.typed(String(character))) }
    return composer
  }

  @Test func enterBeginsALineAndTypingIsUndoneInRuns() throws {
    var composer = try composer(.message, "One")
    _ = composer.handle(.command(.accept))
    _ = composer.handle(.pasted("Two\r\nThree"))
    #expect(composer.text.text == "One\nTwo\nThree")
    _ = composer.handle(.command(.undo))
    #expect(composer.text.text == "One\n")
    _ = composer.handle(.command(.undo))
    #expect(composer.text.text.isEmpty && !composer.isDirty)
    _ = composer.handle(.command(.redo))
    #expect(composer.text.text == "One\n")
  }

  @Test func aMessageIsNeverOpenedAsANoteNorAsAForm() throws {
    let bytes = try #require(try composer(.message, "For the patient").document.bytes)
    let target = try target()
    #expect(throws: UnreadableForm.damaged) {
      try DraftEditor(DraftSlot(target.caseID, .note), target, stored: bytes)
    }
    #expect(throws: UnreadableForm.damaged) {
      try DraftEditor(DraftSlot(target.caseID, .form), target, stored: bytes)
    }
    let form = try #require(FormEditor(target: target).document.bytes)
    #expect(throws: UnreadableForm.damaged) {
      try DraftEditor(DraftSlot(target.caseID, .message), target, stored: form)
    }
    let again = try DraftEditor(DraftSlot(target.caseID, .message), target, stored: bytes)
    #expect(again.bytes == bytes && again.cursor.position == 15)
  }

  @Test func aTextOfANewerVersionIsLeftAsItIs() throws {
    let bytes = Array(#"{"version":2,"words":[]}"#.utf8)
    let target = try target()
    #expect(throws: UnreadableForm.newerVersion) {
      try DraftEditor(DraftSlot(target.caseID, .note), target, stored: bytes)
    }
  }

  @Test func whatCannotBeSentIsSaidWithTheLine() throws {
    var composer = try composer(.message, " \n ")
    #expect(composer.handle(.command(.review)) == [.notice(Span("There is no text to send.", .warning))])
    _ = composer.handle(.pasted("first\nAvery\u{202E}"))
    guard case .notice(let span)? = composer.handle(.command(.review)).first else {
      Issue.record("it was taken")
      return
    }
    #expect(span.text.contains("U+202E"))
    #expect(composer.presentation(hasFocus: true).rows[0].problem == span.text)
    _ = composer.handle(.edited(.deleteBackward))
    #expect(composer.presentation(hasFocus: true).rows[0].problem == nil)
    #expect(composer.handle(.command(.review)) == [.sendRequested(try MessageText("first\nAvery"))])
  }

  @Test func aTextThatIsTooLongIsCountedAndRefused() throws {
    var composer = try composer()
    _ = composer.handle(.pasted(String(repeating: "a", count: 100_000)))
    #expect(composer.presentation(hasFocus: true).rows[0].marks == [Span("100000 of 10000 characters", .error)])
    guard case .notice(let span)? = composer.handle(.command(.review)).first else {
      Issue.record("it was taken")
      return
    }
    #expect(span.text == "The text has 100000 characters; at most 10000 can be sent.")
  }

  @Test func anOpenBlankIsGoneToAndNothingIsSent() throws {
    var composer = try composer(.message, "Your {product} is at {ask: which pharmacy?}. {not one}")
    #expect(composer.openBlanks == [.product, .ask("which pharmacy?")])
    #expect(composer.handle(.command(.review)).contains(.blankOpen))
    #expect(composer.text.cursor == 5)
    composer.fill(.product, with: "Semaglutide")
    composer.fill(.ask("which pharmacy?"), with: "the corner")
    #expect(composer.text.text == "Your Semaglutide is at the corner. {not one}")
    #expect(composer.handle(.command(.review)).contains { if case .sendRequested = $0 { true } else { false } })
  }

  @Test func aBlankIsFilledHoweverItIsSpaced() throws {
    var composer = try composer(.message, "{ product }, {product} and {ask:which}")
    composer.fill(.product, with: "Semaglutide")
    composer.fill(.ask("which"), with: "{x}")
    #expect(composer.text.text == "Semaglutide, Semaglutide and {x}")
    #expect(composer.openBlanks.isEmpty)
  }

  /// A patient may be called so, and a person may type it.
  @Test func aValueThatReadsLikeABlankIsText() throws {
    var composer = try composer(.message, "Hi {patient.firstName}, {patient.lastName}")
    composer.fill(.firstName, with: "{patient.firstName}")
    composer.fill(.lastName, with: "{tracking}")
    #expect(composer.text.text == "Hi (patient.firstName), (tracking)")
    #expect(composer.openBlanks.isEmpty)
  }

  @Test func nothingIsTypedIntoATextThatIsBeingSent() throws {
    var composer = try composer(.note, "Called")
    composer.sending()
    _ = composer.handle(.typed("!"))
    _ = composer.handle(.command(.undo))
    #expect(
      composer.handle(.command(.review)).contains { if case .sendRequested = $0 { true } else { false } } == false)
    #expect(composer.text.text == "Called")
    #expect(composer.handle(.command(.back)) == [.parked])
  }

  @Test func theKindStandsInWordsAndTheTextOnlyWhereTheKeysAre() throws {
    let note = try composer(.note, "Called twice").presentation(hasFocus: true)
    #expect(note.title == "INTERNAL note · Avery Lindqvist ADA-TOSXM")
    #expect(note.banners.first?.text == "INTERNAL: the patient does not see it")
    #expect(note.rows[0].tallest == 20)
    let message = try composer(.message, "Hello")
    #expect(message.presentation(hasFocus: true).title == "Message TO THE PATIENT · Avery Lindqvist ADA-TOSXM")
    #expect(message.presentation(hasFocus: true).banners.first?.role != note.banners.first?.role)
    #expect(message.presentation(hasFocus: false).rows[0].kind == .hidden)
  }
}
