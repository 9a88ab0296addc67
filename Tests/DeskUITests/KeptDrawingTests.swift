import Care360
import FoundationEssentials
import Terminal
import TestSupport
import Testing

@testable import Desk
@testable import DeskUI

/// A frame that leaves parts of the last one in place looks as one that draws them all.
struct KeptDrawingTests {
  private static func worklist(_ count: Int, _ generator: inout SeededGenerator) -> WorklistPresentation {
    let now = Date(timeIntervalSince1970: 1_795_344_120)
    let words = ["OPEN", "漢字", "waiting for the laboratory", "🙂", "", "Café"]
    let rows = (0..<count).compactMap { number in
      Case(
        .object([
          "id": .string("5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b\(number % 90 + 10)"), "shortId": .string("ADA-\(number)"),
          "status": .string(words.randomElement(using: &generator) ?? ""),
          "submitter": .object(["firstName": .string(words.randomElement(using: &generator) ?? "")]),
        ])
      ).map { WorklistRow($0, WorklistRules(), at: now) }
    }
    let zone = Zone(local: { _ in (0, "UTC") }, named: { _, _ in nil })
    return WorklistPresentation(
      title: "Worklist", badge: Span("\(count) cases"), banners: count % 3 == 0 ? [Span("asking")] : [],
      columns: WorklistColumn.standard,
      table: WorklistTable(
        rows: rows, news: [:], drafts: Bool.random(using: &generator) ? [] : Set(rows.prefix(2).map(\.id)), seen: [],
        followUps: [:], dueForTeam: [], team: [:], isAboutFollowUps: false, time: TimeText(zone: zone, now: now)),
      selected: rows.isEmpty ? nil : .random(in: rows.indices, using: &generator), emptyText: [Span("Nothing waits.")])
  }

  /// One thing changes from one frame to the next, or nothing.
  private static func change(_ screen: inout ScreenPresentation, _ generator: inout SeededGenerator) {
    let samples = Samples.all
    switch Int.random(in: 0..<24, using: &generator) {
    case 13...:
      guard let list = screen.worklist, list.table.count > 0 else { return }
      let step = Int.random(in: -3...3, using: &generator)
      screen.worklist?.selected = min(list.table.count - 1, max(0, (list.selected ?? 0) + step))
    case 0: screen.worklist = worklist(.random(in: 0...40, using: &generator), &generator)
    case 1: screen.worklist = screen.worklist == nil ? worklist(30, &generator) : nil
    case 2, 3:
      screen.focus = [.lookup, .worklist, .worklist, .worklist, .form].randomElement(using: &generator) ?? .worklist
    case 4: screen.overlays = samples.randomElement(using: &generator)?.overlays ?? []
    case 5, 6: screen.overlays = []
    case 7: screen.notice = screen.notice == nil ? Span("Nothing was sent.", .warning) : nil
    case 8: screen.isDimmed.toggle()
    case 9: screen.header.connection = Span(Bool.random(using: &generator) ? "● connected" : "○ offline")
    case 10: screen.unavailable = Bool.random(using: &generator) ? [:] : [.refill: "offline", .quit: "busy"]
    case 11, 12:
      // The same rows, marked otherwise, as a draft that is begun or the time does it.
      guard let table = screen.worklist?.table else { return }
      let isMarked = Bool.random(using: &generator)
      screen.worklist?.table = WorklistTable(
        rows: table.rows, news: table.news, drafts: isMarked ? Set(table.rows.prefix(9).map(\.id)) : [],
        seen: table.seen, followUps: table.followUps, dueForTeam: table.dueForTeam, team: table.team,
        isAboutFollowUps: table.isAboutFollowUps,
        time: TimeText(zone: table.time.zone, now: table.time.now + (Bool.random(using: &generator) ? 0 : 1)))
    default: break
    }
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 50), (60, 20), (44, 12)])
  func aFrameLooksAsIfAllOfItWereDrawn(columns: Int, rows: Int) {
    var generator = SeededGenerator(seed: UInt64(columns))
    var screen = Samples.screen(focus: .worklist, context: .worklist)
    screen.worklist = Self.worklist(30, &generator)
    var viewports = Viewports()
    var (size, styles) = (Size(columns: columns, rows: rows), Styles.plain)
    var reused = 0
    for step in 0..<400 {
      Self.change(&screen, &generator)
      if step % 97 == 96 { size.rows = size.rows == rows ? rows - 1 : rows }
      if step % 61 == 60 { styles = styles == .plain ? Styles(["muted": Style(attributes: .italic)]) : .plain }
      var fresh = viewports
      fresh.kept = KeptDrawing()
      let keeps = viewports.kept.worklist != nil
      let drawn = ScreenView.draw(screen, size: size, styles: styles, lettering: .whole, viewports: &viewports)
      let whole = ScreenView.draw(screen, size: size, styles: styles, lettering: .whole, viewports: &fresh)
      guard drawn == whole, viewports == fresh else {
        Issue.record("step \(step) at \(columns)x\(rows)")
        return
      }
      if keeps, viewports.kept.worklist != nil { reused += 1 }
    }
    #expect(reused > 40 || columns < 80, "\(reused)")
  }

  /// An age may be as old as the lines are; what became due meanwhile may not stay unmarked.
  @Test func `Lines stay for a second, unless a follow-up becomes due in it`() throws {
    var generator = SeededGenerator(seed: 1)
    let made = Self.worklist(3, &generator).table
    let id = try #require(made.rows.first?.id)
    let now = made.time.now
    func table(after seconds: TimeInterval, due: TimeInterval) -> WorklistTable {
      let followUp = FollowUp(
        id: "f1", caseID: id, shortID: "ADA-1", patientName: "Jo Park", due: now + due, text: "", madeAt: now - 60,
        author: "kim")
      return WorklistTable(
        rows: made.rows, news: [:], drafts: [], seen: [], followUps: [id: followUp], dueForTeam: [], team: [:],
        isAboutFollowUps: false, time: TimeText(zone: made.time.zone, now: now + seconds))
    }
    for (seconds, due, keeps) in [
      (0.5, 0.6, true), (0.5, 0.4, false), (0.5, -1, true), (1, 9, false), (-0.1, 9, false),
    ] {
      let isKept = table(after: seconds, due: due).keepsLines(of: table(after: 0, due: due))
      #expect(isKept == keeps, "after \(seconds) s, due in \(due) s")
    }
  }

  @Test func theLockLeavesNothingBehind() {
    var viewports = Viewports()
    let size = Size(columns: 80, rows: 24)
    _ = ScreenView.draw(Samples.screen(), size: size, styles: .plain, lettering: .whole, viewports: &viewports)
    #expect(viewports.kept.surface != nil)
    let locked = Samples.screen(context: .prompt, overlays: [Samples.lock])
    _ = ScreenView.draw(locked, size: size, styles: .plain, lettering: .whole, viewports: &viewports)
    let isEmpty = viewports.kept == KeptDrawing()
    #expect(isEmpty)
  }
}
