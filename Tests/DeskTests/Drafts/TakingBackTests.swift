import Foundation
import Testing

@testable import Care360
@testable import Desk

/// A draft that another session took over comes back from wherever it is met.
struct TakingBackTests {
  private func lent(_ kind: DraftSlot.Kind) throws -> (SessionDriver, StoredDraftID) {
    var driver = try SessionDriver.writing()
    driver.handle(.door(.storeOpened(StoreContents())))
    if kind == .form {
      driver.startForm("Mine")
    } else {
      driver.press(.message)
      driver.type("Mine")
    }
    driver.autosave()
    let saved = try driver.storeSaves()
    driver.handle(.drafts(.takenOver(saved.id, by: "pts/5")))
    return (driver, saved.id)
  }

  /// The store's present word on the draft.
  private func tell(_ driver: inout SessionDriver, _ id: StoredDraftID, holder: String?, isThere: Bool = true) throws {
    var draft = try Sample.draft(version: 2, savedAt: driver.now)
    draft = StoredDraft(
      id: id, body: draft.body ?? [], patientName: draft.patientName, shortID: draft.shortID, summary: draft.summary,
      place: draft.place, author: "robin", version: 2, savedAt: driver.now,
      holder: holder.map { .init(terminal: $0, lastKeyAt: driver.now) })
    driver.handle(.door(.storeReadAgain(drafts: isThere ? [draft] : [], links: [], removals: 0)))
  }

  private func banner(_ driver: SessionDriver) -> String { driver.screen.editor?.banners.first?.text ?? "" }

  @Test(arguments: [DraftSlot.Kind.form, .message])
  func theEditorThatCanOnlyBeReadTakesItBack(_ kind: DraftSlot.Kind) throws {
    var (driver, id) = try lent(kind)
    #expect(banner(driver).hasSuffix("it can only be read here. Ctrl-S or F3 takes it back, Esc leaves it."))
    driver.type("y")
    #expect(driver.screen.overlays.isEmpty && driver.ownEffects.isEmpty, "a letter was meant for the text")
    driver.press(.saveDraft)
    #expect(driver.confirmation?.title == "Take the draft back")
    #expect(driver.confirmationText.contains("Taking it back makes that session save it and leave it."))
    driver.press(.confirm)
    #expect(driver.effects == [.store(.takeOverDraft(id))])
  }

  @Test(arguments: [DraftSlot.Kind.form, .message])
  func theListTakesItBackToo(_ kind: DraftSlot.Kind) throws {
    var (driver, id) = try lent(kind)
    driver.press(.back)
    try driver.open(try Sample.joDetail())
    driver.press(.drafts)
    #expect(driver.picker?.rows.first?.spans.last?.text.contains("taken over by pts/5") == true)
    driver.press(.accept)
    #expect(driver.confirmation?.title == "Take the draft back" && driver.screen.editor == nil)
    driver.press(.confirm)
    #expect(driver.effects == [.store(.takeOverDraft(id))])
  }

  @Test(arguments: [DraftSlot.Kind.form, .message])
  func aSessionThatEndedIsNotSaidToSaveIt(_ kind: DraftSlot.Kind) throws {
    var (driver, id) = try lent(kind)
    try tell(&driver, id, holder: nil)
    #expect(banner(driver).hasPrefix("pts/5 took this \(kind.word) over and has ended: it is free. Ctrl-S"))
    driver.press(.saveDraft)
    #expect(driver.confirmationText.contains("pts/5 took it over and has ended: the draft is free."))
    driver.press(.back, .back, .drafts)
    #expect(driver.picker?.rows.first?.spans.last?.text.contains("free: pts/5") == true)
  }

  @Test func theQuestionFollowsWhoHoldsIt() throws {
    var (driver, id) = try lent(.form)
    driver.press(.saveDraft)
    let asked = driver.confirmation?.number
    try tell(&driver, id, holder: "pts/7")
    #expect(driver.confirmationText.contains("pts/7 took it over. Taking it back"))
    #expect(driver.confirmation?.number != asked, "it is another question by now")
  }

  @Test func oneThatWasSentThereIsNotOffered() throws {
    var (driver, id) = try lent(.message)
    try tell(&driver, id, holder: nil, isThere: false)
    #expect(banner(driver).contains("pts/5 took this message over and sent or discarded it"))
    driver.press(.saveDraft)
    #expect(driver.confirmation == nil && driver.notice.contains("sent or discarded it"))
  }
}
