import Terminal
import Testing

@testable import Desk
@testable import DeskUI

struct ScreenPropertyTests {
  @Test func theCursorIsOnTheScreenAtEverySize() {
    var turn = 0
    for columns in Array(1...45) + Array(stride(from: 46, through: 200, by: 11)) + [79, 80, 119, 120] {
      for rows in 1...60 where rows < 32 || rows % 7 == 0 {
        turn += 1
        let shown = drawn(Samples.all[turn % Samples.all.count], columns, rows)
        guard let cursor = shown.cursor else {
          Issue.record("no cursor at \(columns)x\(rows)")
          continue
        }
        #expect(shown.surface.bounds.contains(cursor), "\(columns)x\(rows)")
        #expect(shown.page >= 1)
      }
    }
  }

  @Test func aScreenWithoutCellsIsDrawn() {
    #expect(drawn(Samples.screen(), 0, 0).cursor == nil)
    #expect(drawn(Samples.screen(), 0, 7).cursor == nil)
  }

  @Test func theSelectedRowHasTheCursor() throws {
    for selected in ["p1", "m1", "e1", "e22", "e40"] {
      var screen = Samples.screen()
      screen.casePane.selectedID = selected
      for (columns, rows) in [(120, 40), (80, 24), (40, 10)] {
        let shown = drawn(screen, columns, rows)
        let cursor = try #require(shown.cursor)
        #expect(shown.surface[cursor.column - 1, cursor.row].text == "▌", "\(selected) at \(columns)x\(rows)")
        if selected.hasPrefix("e") {
          #expect(shown.surface.plainRows[cursor.row].contains("event \(selected.dropFirst())"))
        }
      }
    }
  }

  @Test func scrollingMovesOnlyAsFarAsTheSelectionNeeds() throws {
    var viewports = Viewports()
    var screen = Samples.screen()
    /// Index of the line at the top.
    func top(_ id: String) throws -> Int {
      screen.casePane.selectedID = id
      _ = ScreenView.draw(
        screen, size: Size(columns: 80, rows: 24), styles: .plain, lettering: .whole, viewports: &viewports)
      return try #require(screen.casePane.lines.firstIndex { $0.id == viewports.caseDetail.whole.rowID })
    }
    // A leap leaves lines before and behind the cursor in view.
    let far = try top("e20")
    #expect(far > 0)
    #expect(try top("e19") == far && top("e21") == far)
    screen.casePane.lines = DetailList(screen.casePane.lines.dropLast())
    #expect(try top("e21") == far, "an answer that came in between moves nothing")
    var last = far
    for number in 22...39 {
      let next = try top("e\(number)")
      #expect((0...1).contains(next - last))
      last = next
    }
    #expect(last > far)
    #expect(try top("h1") == 0)
  }

  @Test func aNoticeNeverHidesWhetherTheCaseIsConfirmed() {
    for (columns, rows) in [(120, 40), (80, 24), (60, 20), (40, 10)] {
      var screen = Samples.screen(notice: Span("Nothing was sent.", .warning))
      screen.casePane.badge = Span("not confirmed", .stale)
      let text = drawn(screen, columns, rows).surface.plainRows.joined(separator: "\n")
      #expect(text.contains("not confirmed"), "\(columns)x\(rows)")
      #expect(text.contains("Nothing was sent."), "\(columns)x\(rows)")
    }
  }

  @Test func thePageIsWhatTheFocusedListShows() {
    #expect(drawn(Samples.screen(context: .picker, overlays: [Samples.picker]), 80, 24).page == 3)
    let lookup = drawn(Samples.screen(focus: .lookup, context: .lookupList), 80, 24)
    #expect(lookup.page == 14)
  }

  @Test func aRecentWithoutRoomLosesWholeDetailsFromItsEnd() {
    var screen = Samples.screen()
    screen.lookup.rows = [
      RowPresentation(
        id: "r1", spans: [Span("ADA-TOSXM "), Span("Avery L."), Span(" 1988"), Span(" approved")],
        trailing: Span("now"))
    ]
    let narrow = drawn(screen, 120, 40).surface.plainRows
    #expect(narrow.contains { $0.hasPrefix("│▌ADA-TOSXM Avery L. 1988 now│") }, "\(narrow)")
    let wide = drawn(screen, 200, 50).surface.plainRows
    #expect(wide.contains { $0.hasPrefix("│▌ADA-TOSXM Avery L. 1988 approved") }, "\(wide)")
  }

  @Test func focusSelectionProductionAndErrorsShowWithoutColour() throws {
    let sandbox = drawn(Samples.screen(), 80, 24).surface
    #expect(sandbox[0, 2].text == "┏")
    #expect(drawn(Samples.screen(), 120, 40).surface[0, 1].text == "┌")
    let production = drawn(Samples.screen(environment: Span("PRODUCTION", .environmentProduction)), 80, 24).surface
    #expect(production[0, 5].style.attributes.contains(.reverse) && !sandbox[0, 5].style.attributes.contains(.reverse))
    #expect(production[79, 0].style.attributes.contains(.reverse))
    let cursor = try #require(drawn(Samples.screen(), 80, 24).cursor)
    #expect(sandbox[cursor.column, cursor.row].style.attributes.contains(.reverse))
    #expect(Styles.plain[.error] != Styles.plain[.text])
    for text in Role.allCases {
      #expect(Styles.plain.selected(Styles.plain[text]) != Styles.plain[text] || text.rawValue.hasPrefix("env-"))
    }
  }

  /// Whatever a presentation holds below a lock, nothing of it is drawn, and scrolling is as it was afterwards.
  @Test func nothingIsDrawnBelowTheLock() throws {
    for below in Samples.all {
      for (columns, rows) in [(200, 50), (120, 40), (80, 24), (60, 20), (40, 10), (20, 5), (1, 1)] {
        var viewports = Viewports()
        let size = Size(columns: columns, rows: rows)
        func draw(_ screen: ScreenPresentation) -> DrawnScreen {
          ScreenView.draw(screen, size: size, styles: .plain, lettering: .whole, viewports: &viewports)
        }
        let before = draw(below)
        var locked = below
        locked.overlays.append(Samples.lock)
        locked.notice = nil
        let text = draw(locked).surface.plainRows.joined(separator: "\n")
        for word in ["avery", "Avery", "Lindqvist", "TOSXM", "APPROVED", "weigh", "event", "Premium"] {
          #expect(!text.contains(word), "\(word) at \(columns)x\(rows)")
        }
        if columns >= 40, rows >= 10 { #expect(text.contains("••••••"), "\(columns)x\(rows)") }
        #expect(draw(below).surface == before.surface)
      }
    }
  }

  @Test func aSelectionWithoutALookOfItsOwnIsReversed() {
    #expect(Styles([:]).selected(.standard).attributes == .reverse)
    #expect(Styles(["selection": Style(foreground: .indexed(3))]).selected(.standard).attributes == .reverse)
  }

  @Test func stylesFallBackToText() {
    let styles = Styles(["text": Style(foreground: .indexed(7)), "surface": Style(background: .indexed(4))])
    #expect(styles[.phi] == Style(foreground: .indexed(7)))
    #expect(styles.onSurface[.phi] == Style(foreground: .indexed(7), background: .indexed(4)))
  }

  @Test func overlaysLieOnTheirOwnGround() {
    let styles = Styles([
      "background": Style(background: .indexed(1)), "surface": Style(background: .indexed(4)),
      "text": Style(background: .indexed(1)), "error": Style(background: .indexed(9)),
    ])
    #expect(styles.onSurface[.text].background == .indexed(4))
    #expect(styles.onSurface[.error].background == .indexed(9))
    let shown = drawn(Samples.screen(context: .picker, overlays: [Samples.picker]), 80, 24, styles: styles).surface
    #expect(shown[0, 5].style.background == .indexed(1))
    #expect(shown[40, 12].style.background == .indexed(4))
  }

  @Test func aLinkCanBeSelectedInOnePiece() {
    for (columns, rows) in [(200, 50), (80, 24), (40, 14)] {
      let shown = drawn(Samples.screen(context: .reading(copies: true), overlays: [Samples.reading]), columns, rows)
      let lines = shown.surface.plainRows
      let start = lines.firstIndex { $0.hasPrefix("https://") } ?? 0
      let count = (Samples.link.count + columns - 1) / columns
      #expect(lines[start..<start + count].joined() == Samples.link, "\(columns)x\(rows)")
    }
  }

  @Test func aConfirmationShowsEnvironmentAndAnswersHoweverSmallTheScreen() throws {
    var confirmation = Samples.refill
    confirmation.lines += (0..<60).map { [Span("line \($0)")] }
    let screen = Samples.screen(context: .confirmation, overlays: [.confirmation(confirmation)])
    for (columns, rows) in [(80, 24), (40, 10)] {
      let shown = drawn(screen, columns, rows)
      let text = shown.surface.plainRows.joined(separator: "\n")
      #expect(text.contains("│ SANDBOX"))
      #expect(text.contains("y  ask for the refill link"))
      #expect(text.contains(" more lines: Down"))
      let cursor = try #require(shown.cursor)
      #expect(shown.surface[cursor.column, cursor.row].text == "E", "the cursor is on no")
    }
  }
}
