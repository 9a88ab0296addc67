import Foundation
import TestSupport
import Testing

@testable import Care360
@testable import Desk

/// Keys while the pages of the worklist come: between any two keys arrive none, one or two that nobody has seen drawn.
struct ArrivingPagesTests {
  @Test func aKeyActsOnTheCaseThatWasUnderTheCursor() throws {
    var done: [Walk.Deed: Int] = [:]
    for seed in 0..<60 as Range<UInt64> {
      var walk = Walk(seed: seed)
      for _ in 0..<40 { try walk.step() }
      done.merge(walk.done, uniquingKeysWith: +)
    }
    for deed in Walk.Deed.allCases { #expect(done[deed, default: 0] > 50, "\(deed)") }
  }

  /// A person who opens rows, goes on, writes and closes, while the list is read again and again.
  private struct Walk {
    enum Deed: CaseIterable {
      case openedRow
      case openedNeighbour
      case wrote
      case closed
    }

    private(set) var done: [Deed: Int] = [:]
    private var random: SeededGenerator
    private let seed: UInt64
    private var driver = SessionDriver {
      $0.worklist.view = .builtIn(.all)
      $0.author = Sample.author
    }

    init(seed: UInt64) {
      self.seed = seed
      random = SeededGenerator(seed: seed)
      driver.press(.worklist)
    }

    mutating func step() throws {
      switch random.below(6) {
      case 0:
        driver.press(.worklist)
        try press(.refresh)
      case 1: try openRow()
      case 2: try goOn(.nextCase, by: 1)
      case 3: try goOn(.previousCase, by: -1)
      case 4: try write()
      default: try close()
      }
      while !driver.screen.overlays.isEmpty { driver.press(.back) }
    }

    // MARK: Keys

    private mutating func openRow() throws {
      driver.press(.worklist)
      for _ in 0..<random.below(4) {
        try pages()
        driver.move(random.below(2) == 0 ? .down : .up)
      }
      let drawn = cursor
      try press(.accept)
      guard let opened = asked, let drawn else { return try answer() }
      #expect(opened == drawn, "seed \(seed)")
      done[.openedRow, default: 0] += 1
      try answer()
    }

    private mutating func goOn(_ command: Command, by step: Int) throws {
      let from = driver.shownCase?.detail.id ?? cursor
      try press(command)
      let rows = driver.listRows.map(\.id)
      // Without a row to begin from it is the one under the cursor, or the first.
      if let opened = asked, let from, let index = rows.firstIndex(of: from) {
        #expect(rows.indices.contains(index + step) && rows[index + step] == opened, "seed \(seed)")
        done[.openedNeighbour, default: 0] += 1
      }
      try answer()
    }

    private mutating func write() throws {
      let (shown, drawn, isInList) = (driver.shownCase?.detail.id, cursor, driver.screen.focus == .worklist)
      try press(.message)
      guard driver.screen.context == .composer, let composer = driver.session.openComposer else { return }
      #expect(composer.slot.caseID == shown, "seed \(seed)")
      if isInList, let drawn { #expect(drawn == shown, "seed \(seed)") }
      driver.type("Hello")
      try pages()
      driver.type("!")
      #expect(driver.session.drafts.composer(composer.slot)?.text.text.hasSuffix("Hello!") == true, "seed \(seed)")
      done[.wrote, default: 0] += 1
      try press(.back)
    }

    private mutating func close() throws {
      let shown = driver.shownCase?.detail.id
      try press(.caseStatus)
      guard driver.picker != nil else { return }
      try press(.accept)
      try pages()
      driver.type("Moved away")
      try press(.accept)
      driver.read()
      try pages()
      driver.handle(.input(.command(.confirm)))
      guard let sent = driver.sent.first else { return }
      #expect(sent.write.caseID == shown, "seed \(seed)")
      done[.closed, default: 0] += 1
      driver.handle(
        .writes(.ended(.success(Written(value: .status(.closed), isRecorded: true)), write: sent.number)))
      for case .read(.rereadCase(let id, let write, let attempt, _)) in driver.effects {
        driver.reread(.success(try Self.detail(id, &random)), write: write, attempt: attempt)
      }
    }

    private mutating func press(_ command: Command) throws {
      try pages()
      driver.press(command)
    }

    // MARK: The screen as it was drawn

    private var cursor: CaseID? {
      guard let list = driver.screen.worklist, let index = list.selected else { return nil }
      let shortID = list.table.line(at: index, [.shortID]).cells[0].text
      return driver.listRows.first { $0.shownShortID == shortID }?.id
    }

    // MARK: The service

    private static let people = (10..<22).map { "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b\($0)" }

    private static func detail(_ id: CaseID, _ random: inout SeededGenerator) throws -> Case {
      let number = id.text.suffix(2)
      return try Sample.detail(
        id.text, shortID: "ADA-TOS\(number)", first: "Pat", last: "Sample \(number)", email: "p\(number)@example.com",
        more: #""isEscalated":\#(random.below(2) == 0),"updatedAt":"2026-11-0\#(random.below(9) + 1)T10:00:00Z""#)
    }

    private mutating func pages() throws {
      for _ in 0..<random.below(3) where driver.session.worklist.isAsking {
        let cases = try Self.people.shuffled(using: &random).prefix(random.below(13)).map {
          try Self.detail(CaseID($0), &random)
        }
        let page = CaseListPage(cases: cases, next: random.below(4) > 0 ? String(random.next()) : nil)
        driver.handle(.worklist(.pageArrived(.success(page), generation: driver.listGeneration)))
      }
    }

    /// The case that the last key asked for.
    private var asked: CaseID? {
      for case .read(.fetchCase(.id(let id), _)) in driver.effects { return id }
      return nil
    }

    private mutating func answer() throws {
      guard let id = asked else { return }
      driver.latest(.success(id))
      try pages()
      driver.found(.success(try Self.detail(id, &random)))
    }
  }
}
