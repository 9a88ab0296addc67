import Foundation
import Terminal
import Testing

@testable import Care360
@testable import Desk
@testable import DeskUI

/// Text of the service in every place a presentation has one: it stays inside its pane and shows no control.
struct HostileTextTests {
  static let texts = [
    "\u{1B}[2J\u{1B}]0;title\u{7}\u{9B}31m", "\r\n\n\t\r", "e" + String(repeating: "\u{301}", count: 500),
    "👩‍👩‍👧‍👦🇺🇸👍🏽", String(repeating: "漢字", count: 200), "\u{202E}abc\u{2066}\u{200B}\u{FEFF}",
    String(repeating: "W", count: 3000), String(repeating: "a ", count: 500), "", "\u{E0041}\u{FFFE}",
  ]

  static func screen(_ text: String, focus: PaneID, overlays: [OverlayPresentation] = []) -> ScreenPresentation {
    let span = Span(text, .phi)
    let field = TextFieldPresentation(text: text, cursor: text.count / 2, placeholder: text)
    let paragraph = TextFieldPresentation(text: text, cursor: text.count, placeholder: text, isMultiline: true)
    let row = RowPresentation(id: text, spans: [span, span], trailing: span, disabledReason: text)
    let options = (0..<3).map { EditorOption(label: text, isSelected: $0 == 1) }
    func editorRow(_ id: String, _ kind: EditorRow.Kind) -> EditorRow {
      EditorRow(
        id: id, number: text, label: text, marks: [span, span], kind: kind, state: .invalid, problem: text, indent: 40)
    }
    let plain = (0..<4).map { DetailLine(id: "\($0)", kind: .summary, spans: [span, span], indent: $0 * 30) }
    let details = plain.map { line in
      var line = line
      line.cells = [DetailCell([span]), DetailCell([span, span], alone: text), DetailCell([]), DetailCell([span])]
      line.table = DetailTable(columns: [9, 7, 0, 20].map { DetailTable.Column(width: $0, alignsRight: $0 == 7) })
      return line
    }
    return ScreenPresentation(
      header: HeaderPresentation(environment: span, connection: span, notices: [span, span]),
      lookup: LookupPresentation(
        field: field, hint: span, listTitle: text, rows: [row, row], selectedID: text, emptyText: text),
      casePane: CasePresentation(
        title: text, badge: span, banners: [span, span], summary: details,
        lines: DetailList(plain + details.map(renamed)),
        columns: [DetailList(plain), DetailList(details.map(renamed))], selectedID: "2",
        emptyText: [span]),
      editor: EditorPresentation(
        id: "form",
        title: text, badge: span, banners: [span],
        rows: [
          editorRow("h", .heading), editorRow("t", .text(field)), editorRow("p", .text(paragraph)),
          editorRow("c", .choice(options: options, isMultiple: true, cursor: 2)), editorRow("b", .button(value: text)),
          editorRow("n", .note([span])),
        ], focusedID: "p"), focus: focus, overlays: overlays, notice: nil, unavailable: [.refill: text],
      context: overlays.isEmpty ? .caseDetail : .picker, redraws: 0, worklist: worklist(text))
  }

  private static func renamed(_ line: DetailLine) -> DetailLine {
    var line = line
    line.id = "t\(line.id)"
    return line
  }

  private static func worklist(_ text: String) -> WorklistPresentation? {
    let json: JSONValue = .object([
      "id": .string("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"), "shortId": .string(text), "status": .string(text),
      "submitter": .object(["firstName": .string(text), "lastName": .string(text)]), "isArchived": .bool(true),
      "productBundle": .object(["id": .string("1"), "name": .string(text)]),
      "orders": .array([.object(["status": .string(text), "trackingId": .string(text)])]),
    ])
    let now = Date(timeIntervalSince1970: 1_795_344_120)
    let rows = Case(json).map { Array(repeating: WorklistRow($0, WorklistRules(), at: now), count: 3) } ?? []
    let zone = Zone(local: { _ in (0, "UTC") }, named: { _, _ in nil })
    return WorklistPresentation(
      title: text, badge: Span(text), banners: [Span(text)], columns: WorklistColumn.standard,
      table: WorklistTable(
        rows: rows, news: [:], drafts: [], seen: [], followUps: [:], dueForTeam: [], team: [:], isAboutFollowUps: false,
        time: TimeText(zone: zone, now: now)),
      selected: 1, emptyText: [Span(text)])
  }

  static func overlays(_ text: String) -> [OverlayPresentation] {
    let span = Span(text, .error)
    let field = TextFieldPresentation(text: text, cursor: text.count, placeholder: text)
    let row = RowPresentation(id: text, spans: [span], trailing: span, disabledReason: text)
    return [
      .picker(
        PickerPresentation(title: text, filter: field, rows: [row], selectedID: text, note: span, emptyText: text)),
      .prompt(PromptPresentation(title: text, field: field, lines: [span], problem: text)),
      .confirmation(
        ConfirmationPresentation(
          number: 1, title: text, environment: span, lines: [[span, span], [span]], accept: text)),
      .reading(
        ReadingPresentation(
          title: text, lines: [DetailLine(id: "1", spans: [span])], selectedID: "1", unwrapped: nil, copies: false)),
    ]
  }

  /// A name with a mark and the one without it, where marks are not drawn.
  @Test(arguments: [Lettering.withoutMarks, .ascii]) func aConfirmationNeverDrawsTwoNamesAlike(_ lettering: Lettering) {
    func question(_ name: String) -> [String] {
      let overlay = OverlayPresentation.confirmation(
        ConfirmationPresentation(
          number: 1, title: "Refill link", environment: Span("SANDBOX"), lines: [[Span(name)]], accept: "ask"))
      return drawn(
        Samples.screen(context: .confirmation, overlays: [overlay]), 120, 30, lettering: lettering
      ).surface.plainRows
    }
    let names = ["Sara", "Sara\u{301}", "Sara\u{304}", "Sára", "Sa\u{323}ra", "\u{633}\u{64E}ara", "\u{633}ara"]
    let questions = names.map(question)
    #expect(Set(questions).count == names.count)
    for scalar in questions.joined().joined().unicodeScalars {
      #expect(scalar.properties.generalCategory != .nonspacingMark)
    }
  }

  @Test(arguments: texts) func theLockShowsNoControls(text: String) {
    let lock = OverlayPresentation.lock(
      LockPresentation(
        title: text, lines: [Span(text), Span(text, .muted)],
        field: TextFieldPresentation(text: text, cursor: text.count, isMasked: true), problem: text))
    for (columns, rows) in [(121, 31), (80, 24), (41, 11)] {
      let shown = drawn(Self.screen(text, focus: .caseDetail, overlays: [lock]), columns, rows)
      expectNoControls(shown.surface)
      #expect(shown.cursor.map(shown.surface.bounds.contains) == true)
    }
  }

  func expectNoControls(_ surface: Surface) {
    for row in 0..<surface.size.rows {
      for column in 0..<surface.size.columns {
        for scalar in surface[column, row].text.unicodeScalars {
          let isControl = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
          if isControl { Issue.record("U+\(String(scalar.value, radix: 16)) at \(column),\(row)") }
        }
      }
    }
  }

  func expectSides(of rect: Rect, on surface: Surface, _ what: String) {
    let sides = ["│"]
    for row in rect.row + 1..<rect.maxRow - 1 {
      #expect(sides.contains(surface[rect.column, row].text), "\(what): left side, row \(row)")
      #expect(sides.contains(surface[rect.maxColumn - 1, row].text), "\(what): right side, row \(row)")
    }
    for (column, row) in [(rect.column, rect.row), (rect.maxColumn - 1, rect.row), (rect.column, rect.maxRow - 1)] {
      #expect("┌┐└┏┓┗".contains(surface[column, row].text), "\(what): corner at \(column),\(row)")
    }
  }

  @Test(arguments: texts, PaneID.allCases)
  func staysInsideItsPane(text: String, focus: PaneID) throws {
    for (columns, rows) in [(200, 50), (121, 31), (80, 24), (41, 11)] {
      let shown = drawn(Self.screen(text, focus: focus), columns, rows)
      let size = Size(columns: columns, rows: rows)
      guard case .panes(let rects) = PaneLayout.arrange(size: size, panes: PaneID.allCases, focus: focus) else {
        Issue.record("\(columns)x\(rows) is large enough")
        return
      }
      for pane in PaneID.allCases {
        // One line has no sides.
        if let rect = rects[pane], rect.rows > 1 {
          expectSides(of: rect, on: shown.surface, "\(pane) at \(columns)x\(rows)")
        }
      }
      expectNoControls(shown.surface)
      let cursor = try #require(shown.cursor)
      #expect(try #require(rects[focus]).inset(by: 1).contains(cursor), "cursor in the focused pane")
    }
  }

  @Test(arguments: texts)
  func overlaysLeaveHeaderFooterAndTheEdgesOfTheScreenAlone(text: String) throws {
    for overlay in Self.overlays(text) {
      for (columns, rows) in [(121, 31), (80, 24), (41, 11)] {
        let below = drawn(Self.screen(text, focus: .caseDetail), columns, rows).surface
        let shown = drawn(Self.screen(text, focus: .caseDetail, overlays: [overlay]), columns, rows)
        for column in 0..<columns { #expect(below[column, 0] == shown.surface[column, 0]) }
        // Left and right of the box the borders of the panes are still seen.
        for row in 2..<rows - 2 {
          #expect("│┌┐└┘┏┓┗┛".contains(shown.surface[0, row].text))
          #expect("│┌┐└┘┏┓┗┛".contains(shown.surface[columns - 1, row].text))
        }
        expectNoControls(shown.surface)
      }
    }
  }
}
