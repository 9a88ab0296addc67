import Testing

@testable import Desk
@testable import DeskLines

struct PanePagesTests {
  private func nobody(_ emptyText: String = "No case is open.") -> ScreenPresentation {
    var shown = shown(focus: .caseDetail)
    shown.casePane.summary = []
    shown.casePane.lines = []
    shown.casePane.emptyText = [Span(emptyText)]
    return shown
  }

  @Test func theLookupIsAskedWhereNoCaseIsOpen() {
    let page = PanePages.page(nobody())
    #expect(page.spoken == ["No case is open.", "Cases you open appear here."])
    #expect(page.prompt.hasPrefix("E-mail, phone or case id"))
    #expect(page.onEmpty == nil)
    guard case .replaces(first: [.command(.find)], then: [.command(.accept)]) = page.text else {
      Issue.record("a line is not looked up: \(page.text)")
      return
    }
  }

  @Test func theListOfRecentsIsNumberedAndCut() {
    var shown = nobody()
    shown.lookup.rows = LookupRows(rows(30))
    let page = PanePages.page(shown)
    #expect(page.lines.last == "Recent")
    #expect(page.choices.count == 25)
    #expect(page.footer == ["and 5 more"])
    for choice in page.choices { #expect(choice.answer.commands == [.focusLookupPane, .accept, .focusCasePane]) }
  }

  @Test func theLookupLeadsBackToACaseThatIsOpen() {
    let page = PanePages.page(shown(focus: .lookup))
    #expect(page.choices.map(\.label) == ["go back to Case ADA-TOSXM"])
    #expect(page.choices.map(\.answer.commands) == [[.focusCasePane]])
    #expect(!page.spoken.contains { $0.contains("APPROVED") })
  }

  @Test func aCaseIsReadByItsSummaryAndOffersItsActions() {
    var screen = shown(unavailable: [.refill: "offline"])
    screen.casePane.banners = [Span("A newer case is there.")]
    screen.casePane.accept = "open it"
    screen.casePane.decline = "stay with this case"
    let page = PanePages.page(screen)
    #expect(page.lines == ["Case ADA-TOSXM, checked 10:42", "A newer case is there.", "APPROVED open"])
    #expect(page.choices.prefix(2).map(\.label) == ["open it", "stay with this case"])
    #expect(page.choices.prefix(2).map(\.answer.commands) == [[.accept], [.back]])
    #expect(page.choices.contains { $0.label == "refill link (off: offline)" && $0.answer.commands == [.refill] })
    let commands = page.choices.flatMap(\.answer.commands)
    for action in Desk.caseActions { #expect(commands.contains(action.command)) }
    #expect(commands.last == .quit)
    #expect(!page.spoken.contains { $0.contains("+12025550142") })
  }

  @Test func theWholeCaseIsReadWithoutAskingTheDesk() {
    let page = PanePages.page(shown())
    #expect(
      page.choices.first { $0.label == "read everything" }?.answer
        == .say(["Patient", "Phone +12025550142", "Orders", "SHIPPED"]))
  }

  @Test func aSectionEndsWhereTheNextOneBegins() throws {
    let pane = shown().casePane
    var selected = pane
    #expect(PanePages.section(of: pane).isEmpty)
    selected.selectedID = "patient"
    #expect(PanePages.section(of: selected) == ["Patient", "Phone +12025550142"])
    selected.selectedID = "o"
    #expect(PanePages.section(of: selected).isEmpty)
    func list(_ id: String) -> PickerPresentation? {
      if case .picker(let list) = picker([RowPresentation(id: id, spans: [])]) { list } else { nil }
    }
    #expect(PanePages.listsSections(try #require(list("orders")), of: pane))
    #expect(!PanePages.listsSections(try #require(list("o")), of: pane))
  }
}
