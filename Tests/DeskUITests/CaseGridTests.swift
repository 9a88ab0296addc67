import Foundation
import Terminal
import Testing

@testable import Care360
@testable import Desk
@testable import DeskUI

/// The tables of the case as they are drawn.
struct CaseGridTests {
  private static let zone = Zone(local: { _ in (0, "UTC") }, named: { _, _ in (-21_600, "CST") })

  /// - Parameter name: of the patient, the product, an order's message and the author of a message.
  private static func pane(_ name: String = "Avery Lindqvist", count: Int = 3) throws -> CasePresentation {
    let items: (String) -> JSONValue = { kind in
      .array(
        (0..<count).map { index in
          .object([
            "id": .string("\(kind)\(index)"), "status": .string("SHIPPED"), "trackingId": .string("1Z\(index)"),
            "message": .string(name), "amount": .string(index == 0 ? "1234567.5" : "9"), "text": .string(name),
            "createdAt": .string("2026-11-0\(index % 9 + 1)T10:00:00Z"),
            "paymentDate": .string("2026-11-0\(index % 9 + 1)"),
            "product": .object(["name": .string(name)]), "author": .object(["firstName": .string(name)]),
            "isRestricted": .bool(false), "fileName": .string(name), "startDateTime": .string("2026-11-02T10:00:00Z"),
            "timezone": .string("America/Chicago"), "title": .string(name),
          ])
        })
    }
    let json: JSONValue = .object([
      "id": .string("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"), "status": .string("APPROVED"),
      "submitter": .object(["firstName": .string(name)]), "orders": items("o"), "payments": items("p"),
      "comments": items("c"), "caseProducts": items("x"), "attachments": items("f"), "calendarEvents": items("v"),
    ])
    let detail = try #require(Case(json))
    let time = TimeText(zone: zone, now: Date(timeIntervalSince1970: 1_795_344_120))
    let built = CaseLines().built(
      from: CaseLines.Source(
        detail: detail, isNewest: false, activity: .success([]), time: time, mask: "••••••", maskHint: nil,
        timeline: TimelineView(),
        isAllRevealed: true, revealed: []))
    return CasePresentation(
      title: "Case", badge: nil, banners: [], summary: built.summary,
      lines: built.drawn, columns: built.columns, selectedID: "patient", emptyText: [])
  }

  private static func screen(_ pane: CasePresentation) -> ScreenPresentation {
    var screen = Samples.screen(focus: .caseDetail)
    screen.casePane = pane
    return screen
  }

  private static let sizes = [(500, 200), (200, 50), (160, 45), (120, 40), (80, 24), (60, 20), (40, 10)]

  @Test(arguments: sizes) func `The cursor stands on the selected line, whichever it is`(_ columns: Int, _ rows: Int)
    throws
  {
    var pane = try Self.pane(count: 30)
    var viewports = Viewports()
    for line in pane.lines where line.kind != .blank {
      pane.selectedID = line.id
      let shown = ScreenView.draw(
        Self.screen(pane), size: Size(columns: columns, rows: rows), styles: .plain, lettering: .whole,
        viewports: &viewports)
      let cursor = try #require(shown.cursor)
      let mark = shown.surface[cursor.column - 1, cursor.row].text
      #expect(mark == "▌", "\(line.id) at \(columns)x\(rows)")
      let row = shown.surface.plainRows[cursor.row].dropFirst(cursor.column)
      let first = line.spans.first?.text.split(separator: " ").first ?? ""
      #expect(row.contains(first.prefix(4)), "\(line.id) at \(columns)x\(rows): \(row)")
    }
  }

  @Test(arguments: [
    "a", "Maximiliana-Alexandrina " + String(repeating: "Featherstonehaugh ", count: 11),
    String(repeating: "長", count: 200),
    "يارا حداد", "", "e\u{301}\u{301}\u{301}", "two\nlines",
  ]) func `No cell is wider than its line`(_ name: String) throws {
    let pane = try Self.pane(name)
    let painter = Painter(size: Size(columns: 1, rows: 1), styles: .plain, glyphs: .unicode, isProduction: false)
    for columns in Array(1...70) + [80, 100, 157, 498] {
      for line in pane.lines + pane.summary {
        let lines = CasePane.lines(of: line, columns: columns, painter: painter)
        #expect(!lines.isEmpty)
        // A sign of two columns has no room in one.
        let widest = lines.map { $0.runs.reduce(0) { $0 + TextWidth.columns(of: $1.text) } }.max() ?? 0
        #expect(widest <= max(2, columns), "\(line.id) in \(columns): \(lines.map { $0.runs.map(\.text).joined() })")
        // No text is lost.
        let text = lines.flatMap(\.runs).map(\.text).joined().filter { !$0.isWhitespace }
        let whole = line.spans.map(\.text).joined().filter { !$0.isWhitespace }
        let cells = line.cells.flatMap { $0.isEmpty ? [] : $0.spans }.map(\.text).joined().filter { !$0.isWhitespace }
        #expect(
          text.count >= min(whole.count, cells.isEmpty ? whole.count : cells.count) || line.kind == .section,
          "\(line.id) in \(columns)")
      }
    }
  }

  @Test func `Amounts end in one column`() throws {
    var pane = try Self.pane()
    pane.selectedID = "payments"
    let rows = drawn(Self.screen(pane), 120, 40).surface.plainRows
      .drop { !$0.contains("Payments") }.prefix { !$0.contains("Visits") }
    let ends = rows.compactMap { row in
      row.firstRange(of: #/[0-9]+\.[0-9] /#).map { row.distance(from: row.startIndex, to: $0.upperBound) }
    }
    #expect(ends.count >= 3 && Set(ends).count == 1, "\(rows)")
  }

  @Test func `A leap to a section puts its title on top, a hit a third down, and moving scrolls as ever`() throws {
    var pane = try Self.pane(count: 40)
    var viewports = Viewports()
    func draw() throws -> Int {
      let shown = ScreenView.draw(
        Self.screen(pane), size: Size(columns: 120, rows: 40), styles: .plain, lettering: .whole, viewports: &viewports)
      return try #require(shown.cursor).row
    }
    let first = try draw()
    pane.selectedID = "visits"
    pane.leap = CaseLeap(place: .top, number: 1)
    #expect(try draw() == first)
    #expect(try draw() == first, "and it stays there")
    pane.selectedID = "visits.v1"
    #expect(try draw() > first, "the leap was followed once")
    pane.selectedID = "payments.p30"
    pane.leap = CaseLeap(place: .third, number: 2)
    let hit = try draw()
    #expect((first + 8...first + 12).contains(hit), "\(hit)")
  }

  @Test(arguments: [0, 5_000]) func `A case of nothing and one of thousands are drawn at every size`(_ count: Int)
    throws
  {
    let pane = try Self.pane(count: count)
    for (columns, rows) in Self.sizes {
      let shown = drawn(Self.screen(pane), columns, rows)
      #expect(shown.cursor != nil)
    }
  }

  @Test func `Block characters are left out where the terminal has none`() throws {
    var line = DetailLine(id: "t", spans: [Span("Weight 1 2")])
    line.cells = [DetailCell([Span("Weight")]), DetailCell([Span("1 2")]), DetailCell([Span("▁█")])]
    line.table = DetailTable(columns: [.init(width: 6), .init(width: 3), .init(width: 2)])
    func text(_ glyphs: LineGlyphs) -> String {
      let painter = Painter(size: Size(columns: 1, rows: 1), styles: .plain, glyphs: glyphs, isProduction: false)
      return CasePane.lines(of: line, columns: 40, painter: painter).flatMap(\.runs).map(\.text).joined()
    }
    #expect(text(.unicode) == "Weight  1 2  ▁█" && text(.ascii) == "Weight  1 2")
  }
}
