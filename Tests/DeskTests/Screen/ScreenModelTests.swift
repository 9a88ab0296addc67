import Foundation
import Testing

@testable import Care360
@testable import Desk
@testable import struct Desk.Confirmation

/// The sentence at the foot, the stack of overlays and the focus, each alone.
struct ScreenModelTests {
  @Test func aKeyReadsTheSentenceAwayAndTheHelpStillHasIt() {
    var board = NoticeBoard(Span("Read-only."))
    #expect(board.notice?.text == "Read-only.")
    #expect(board.before == nil)
    board.keyPressed()
    #expect(board.notice == nil)
    #expect(board.before?.text == "Read-only.")
    board.say(Span("Saved."))
    board.keyHandled()
    #expect(board.notice?.text == "Saved.")
    #expect(board.before == nil)
    board.clear()
    #expect(board.notice == nil)
  }

  @Test func theScreenBeginsInTheLookupWithItsNotice() {
    var screen = Screen(notice: Span("Another session is open."))
    #expect(screen.focus == .lookup)
    #expect(screen.notices.notice?.text == "Another session is open.")
    #expect(screen.overlays.isEmpty && !screen.dropsTyping && screen.redraws == 0)
    screen.dropTyping()
    #expect(screen.dropsTyping)
    screen.takeTyping()
    #expect(!screen.dropsTyping)
    screen.redraw()
    #expect(screen.redraws == 1)
  }

  @Test func theSideIsWidenedAndNarrowedAsFarAsItGoes() {
    var screen = Screen(notice: nil)
    let wider = (0..<5).map { _ in screen.widenSide(by: 1) }
    #expect(wider == [true, true, true, true, false] && screen.sideSteps == 4)
    let narrower = (0..<7).map { _ in screen.widenSide(by: -1) }
    #expect(narrower == [true, true, true, true, true, true, false] && screen.sideSteps == -2)
  }

  // MARK: Overlays

  private func reading(_ title: String) -> Overlay.Body {
    .reading(Reading(title: title, lines: [], selectedID: nil))
  }

  private static let bundles = Picker.ID("bundles")
  private static let drafts = Picker.ID("drafts")

  private func picker(_ list: Picker.ID) -> Overlay.Body {
    .picker(Picker(list, title: list == Self.drafts ? "drafts" : "bundles", items: []))
  }

  private func titles(_ overlays: Overlays) -> [String] {
    overlays.stack.map { overlay in
      switch overlay.body {
      case .picker(let picker): picker.title
      case .prompt(let prompt): prompt.title
      case .secret(let prompt): prompt.step.title
      case .confirmation(let confirmation): confirmation.title
      case .reading(let reading): reading.title
      }
    }
  }

  @Test func theLastOneHasTheKeysAndANoteSlipsUnderAll() {
    var overlays = Overlays()
    overlays.slipUnder(reading("alone"), about: .nobody)
    overlays.open(picker(Self.drafts), about: .several)
    overlays.slipUnder(reading("note"), about: .nobody)
    #expect(titles(overlays) == ["note", "alone", "drafts"])
    #expect(overlays.last?.about == .several)
    overlays.close()
    #expect(titles(overlays) == ["note", "alone"])
    overlays.close()
    overlays.close()
    #expect(overlays.close() == nil)
    #expect(overlays.isEmpty)
  }

  @Test func anotherBodyOnTopStaysAboutTheSamePatient() throws {
    let id = try CaseID(Sample.avery)
    var overlays = Overlays()
    overlays.top = reading("nowhere")
    #expect(overlays.isEmpty)
    overlays.open(reading("first"), about: .one(id))
    overlays.top = reading("second")
    #expect(titles(overlays) == ["second"])
    #expect(overlays.last?.about == .one(id))
    overlays.top = nil
    #expect(titles(overlays) == ["second"])
  }

  @Test func anOverlayThatNamesSomebodyGoesWithThePatient() throws {
    let id = try CaseID(Sample.avery)
    var overlays = Overlays()
    overlays.open(reading("store"), about: .nobody)
    overlays.open(reading("case"), about: .one(id))
    overlays.open(picker(Self.drafts), about: .several)
    overlays.closeAll(where: \.isAboutPatient)
    #expect(titles(overlays) == ["store"])
  }

  @Test func aChangedBodyStaysWhereItIsAndAnEmptyOneGoes() throws {
    let id = try CaseID(Sample.avery)
    var overlays = Overlays()
    overlays.open(picker(Self.bundles), about: .one(id))
    overlays.open(reading("reading"), about: .nobody)
    overlays.open(picker(Self.drafts), about: .several)
    overlays.updatePickers { $0.title = "changed" }
    overlays.updateReadings { $0.title = "read" }
    #expect(titles(overlays) == ["changed", "read", "changed"])
    #expect(overlays.stack.map(\.about) == [.one(id), .nobody, .several])
    overlays.updateAll { body in if case .reading = body { nil } else { body } }
    #expect(titles(overlays) == ["changed", "changed"])
    overlays.closePickers(Self.bundles)
    #expect(overlays.stack.map(\.about) == [.several])
  }

  @Test func onlyListsAndPromptsTakeText() {
    let confirmation = Confirmation(title: "", lines: [], accept: "") { _, _ in [] }
    let prompt = Prompt("", placeholder: "", []) { _, _, _ in .success([]) }
    let takers = [
      picker(Self.drafts), .prompt(prompt), .secret(SecretPrompt(.openStore)), .confirmation(confirmation),
      reading(""),
    ].map { Overlay(about: .nobody, number: 1, body: $0).takesText }
    #expect(takers == [true, true, true, false, false])
  }
}
