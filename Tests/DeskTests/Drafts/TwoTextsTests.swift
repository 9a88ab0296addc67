import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Two texts of one draft are told apart before one of them goes.
struct TwoTextsTests {
  private func conflicting(holder: StoredDraft.Holder? = nil) throws -> SessionDriver {
    var driver = try SessionDriver.typing("Mine")
    driver.autosave()
    let id = try #require(driver.saved?.id)
    let other = try Sample.draft("Theirs", version: 7, savedAt: driver.now - 3600, holder: holder)
    driver.handle(
      .drafts(.conflict(id, stored: other, copy: DraftCopy(id: StoredDraftID(id.slot, copy: 1), version: 1))))
    driver.press(.saveDraft)
    return driver
  }

  private func row(_ id: String, _ driver: SessionDriver) -> String {
    let row = driver.picker?.rows.first { $0.id == id }
    return ((row?.spans.map(\.text) ?? []) + [row?.trailing?.text ?? ""]).joined()
  }

  @Test func eachSaysItsSizeAndItsLastChangeAndTheNoteTheDifference() throws {
    let driver = try conflicting()
    #expect(row("mine", driver) == "keep this text  1 question, 0 answered10:42 here")
    #expect(row("other", driver) == "take the other text  1 question, 0 answered09:42 by kim")
    #expect(driver.picker?.note?.text.hasPrefix("2 answers differ. Nothing goes") == true)
  }

  @Test(arguments: [("here", "Mine"), ("the other", "Theirs")])
  func eachCanBeLookedAtBeforeOneIsChosen(_ row: String, _ text: String) throws {
    var driver = try conflicting()
    driver.choose("look at \(row == "here" ? "what is here" : "the other")")
    let lines = driver.reading?.lines.map { $0.spans.map(\.text).joined() }.joined(separator: "\n") ?? ""
    #expect(lines.contains("1.1 \(text): no answer"), "\(lines)")
    driver.press(.back)
    #expect(driver.picker?.title.contains("Two texts") == true, "the choice is still open")
  }

  @Test func answersAreMaskedUntilTheyAreRevealed() throws {
    var one = try EditorDriver.withQuestion("How tall are you?")
    one.press(.nextField, .nextField, .nextField)
    one.type("170 cm")
    let other = try EditorDriver.withQuestion("How tall are you?")
    let (mine, theirs) = (DraftEditor.form(one.editor), DraftEditor.form(other.editor))
    #expect(mine.size == "1 question, 1 answered" && theirs.size == "1 question, 0 answered")
    #expect(TwoTexts.difference(mine, theirs) == "1 answer differs.")
    #expect(TwoTexts.difference(mine, mine) == "They say the same.")
    let reading = TwoTexts.reading(of: mine, "what is here")
    func words(_ lines: [DetailLine]?) -> String { (lines ?? []).flatMap(\.spans).map(\.text).joined() }
    #expect(!words(reading.lines).contains("170") && words(reading.revealed).contains("How tall are you?: 170 cm"))
  }

  @Test func textsAreComparedByLines() throws {
    let target = FormEditor.Target(
      caseID: try CaseID(Sample.avery), patientName: "A B", shortID: "ADA-1", attached: nil, isClosed: nil)
    func text(_ words: String) -> DraftEditor {
      var composer = Composer(.message, target, at: Date(timeIntervalSince1970: 0))
      _ = composer.handle(.pasted(words))
      return .text(composer)
    }
    let (one, other) = (text("Hello\nsee you"), text("Hello\nsee you soon\nBye"))
    #expect(one.size == "2 lines, 3 words" && other.size == "3 lines, 5 words")
    #expect(TwoTexts.difference(one, other) == "2 lines differ.")
  }

  /// Their text goes while it is open there, perhaps at its last question.
  @Test func keepingMineNamesTheSessionThatHasTheOtherOpen() throws {
    let now = SessionDriver().now
    var driver = try conflicting(holder: .init(terminal: "pts/5", lastKeyAt: now))
    driver.choose("keep this text")
    #expect(driver.confirmationText.contains("It is open in pts/5, last key saved 10:42: it may be sent from there."))
    driver.handle(.door(.storeReadAgain(drafts: [], links: [], removals: 0)))
    #expect(!driver.confirmationText.contains("pts/5"), "it is so no more")
  }
}
