import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The lookup box and its list alone: what a key asks for.
struct LookupModelTests {
  private let now = Date(timeIntervalSince1970: 1_795_344_120)

  private func lookup() -> Lookup { Lookup(country: .unitedStates) }

  /// With Avery above Jo.
  private func withTwo() throws -> Lookup {
    var lookup = lookup()
    lookup.recents.remember(try Sample.joDetail(), identifier: nil, at: now)
    lookup.recents.remember(try Sample.detail(), identifier: nil, at: now + 1)
    return lookup
  }

  /// The outcomes in words.
  private func press(_ lookup: inout Lookup, _ inputs: Input...) -> [String] {
    inputs.flatMap { lookup.handle($0) }.map { outcome in
      switch outcome {
      case .search(let identifier): "search \(identifier.sent)"
      case .reopen(let id): "reopen \(id.text)"
      case .goOn(let id): "go on \(id.caseID.text)"
      case .notice(let span): "notice \(span.text)"
      case .pasteOutside: "paste outside"
      }
    }
  }

  private let down = Input.moved(.down, page: 10)
  private let up = Input.moved(.up, page: 10)
  private let enter = Input.command(.accept)

  @Test(arguments: [
    ("avery@example.com", "avery@example.com"), (" (202) 555-0142 ", "+12025550142"),
    ("5B1D8C70-3F2E-4A96-8D41-0C7E92FA1B01", "5b1d8c70-3f2e-4a96-8d41-0c7e92fa1b01"),
  ]) func enterSearchesForWhatWasTypedAsItIsSent(_ typed: String, _ sent: String) {
    var lookup = lookup()
    let outcomes = press(&lookup, .typed(typed), enter)
    #expect(outcomes == ["search \(sent)"])
    #expect(lookup.buffer.text == sent)
  }

  @Test(arguments: ["", "  ", "Avery Lindqvist", "avery@", "12"]) func textThatIsNoIdentifierStaysInTheBox(
    _ typed: String
  ) {
    var lookup = lookup()
    let outcomes = press(&lookup, .typed(typed), enter)
    #expect(outcomes.count == 1)
    #expect(outcomes.first?.hasPrefix("notice ") == true)
    #expect(lookup.buffer.text == typed)
  }

  @Test func enterOnASelectedRowReopensItsCase() throws {
    var lookup = try withTwo()
    let outcomes = press(&lookup, down, down, enter)
    #expect(outcomes == ["reopen \(Sample.jo)"])
  }

  @Test func upFromTheFirstRowLeadsBackIntoTheBox() throws {
    var lookup = try withTwo()
    _ = press(&lookup, down)
    #expect(lookup.isInList)
    #expect(lookup.selectedID == Sample.avery)
    _ = press(&lookup, up)
    #expect(!lookup.isInList)
    #expect(lookup.selectedID == nil)
  }

  @Test func leavingTheListTakesTheSelectionAway() throws {
    var lookup = try withTwo()
    _ = press(&lookup, down, .command(.previousField))
    #expect(!lookup.isInList && lookup.selectedID == nil)
    _ = press(&lookup, down, .replaced("jo"))
    #expect(!lookup.isInList && lookup.selectedID == nil)
    #expect(lookup.rowIDs == [Sample.jo])
  }

  @Test func nothingIsTypedIntoTheList() throws {
    var lookup = try withTwo()
    let outcomes = press(&lookup, .command(.nextField), .pasted("jo.park@example.com\n"), .edited(.deleteBackward))
    #expect(outcomes == ["paste outside"])
    #expect(lookup.buffer.isEmpty)
    #expect(lookup.selectedID == Sample.avery)
  }

  @Test func aShortIDReopensARecentAndFindsNothingElse() throws {
    var lookup = try withTwo()
    let known = press(&lookup, .typed("ada-qf2rm"), enter)
    #expect(known == ["reopen \(Sample.jo)"])
    let unknown = press(&lookup, .replaced("ADA-NOONE"), enter)
    #expect(unknown.first?.hasPrefix("notice ") == true)
  }

  @Test func suggestionsStandThereUntilSomethingWasOpened() throws {
    var lookup = lookup()
    lookup.offer([.init(identifier: Sample.joMail, name: "Jo", note: "")])
    let outcomes = press(&lookup, down, enter)
    #expect(outcomes == ["search \(Sample.joMail)"])
    lookup.emptyBox()
    lookup.recents.remember(try Sample.detail(), identifier: nil, at: now)
    #expect(lookup.rowIDs == [Sample.avery])
  }

  @Test func theDraftThatWasLeftOpenIsTheFirstRowUntilSomebodyIsLookedFor() throws {
    var lookup = try withTwo()
    lookup.offer(leftOpen: try Sample.draft(savedAt: now))
    #expect(lookup.caseID(ofRow: Lookup.leftOpenID)?.text == Sample.avery)
    let outcomes = press(&lookup, down, enter)
    #expect(outcomes == ["go on \(Sample.avery)"])
    _ = press(&lookup, .replaced("jo"))
    #expect(lookup.rowIDs == [Sample.jo])
  }

  @Test func aRefusedKeyHidesEveryName() throws {
    let lookup = try withTwo()
    let shown = lookup.presentation(at: now, zone: testZone)
    #expect(shown.rows.count == 2)
    let hidden = lookup.presentation(at: now, zone: testZone, hidesRecents: true)
    #expect(hidden.rows.isEmpty)
    #expect(hidden.selectedID == nil)
    #expect(!hidden.emptyText.contains("Avery"))
  }
}
