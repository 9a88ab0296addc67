import Foundation
import Testing

@testable import Care360
@testable import Desk

struct CaseFindTests {
  /// Three orders with one word in common, the newest first.
  private func looking(for text: String) throws -> SessionDriver {
    let orders = (1...3).map {
      #"{"id":"o\#($0)","status":"SHIPPED","message":"Left the Pharmacie \#($0)","createdAt":"2026-11-0\#(4 - $0)T10:00:00Z"}"#
    }
    var driver = try SessionDriver.showing(try Sample.detail(more: #""orders":[\#(orders.joined(separator: ","))]"#))
    driver.press(.findInCase)
    driver.type(text)
    driver.press(.accept)
    return driver
  }

  private func place(_ driver: SessionDriver) -> String? { driver.screen.casePane.found?.place }

  @Test func `Hits are gone through in both directions, round the end`() throws {
    var driver = try looking(for: "pharmacié")
    #expect(driver.screen.casePane.selectedID == "orders.o1" && place(driver) == "find: 1/3")
    #expect(driver.screen.casePane.leap?.place == .third)
    driver.press(.findNext, .findNext)
    #expect(driver.screen.casePane.selectedID == "orders.o3" && place(driver) == "find: 3/3")
    driver.press(.findNext)
    #expect(driver.screen.casePane.selectedID == "orders.o1")
    driver.press(.findPrevious)
    #expect(driver.screen.casePane.selectedID == "orders.o3")
    driver.move(.home)
    #expect(place(driver) == "find: –/3", "the cursor is on none")
  }

  @Test func `Esc takes the marks away and keeps the text`() throws {
    var driver = try looking(for: "Pharmacie")
    driver.press(.back)
    #expect(place(driver) == nil && driver.screen.focus == .caseDetail)
    driver.press(.findInCase)
    #expect(driver.prompt?.field.text == "Pharmacie")
    driver.press(.back)
    driver.press(.findNext)
    #expect(place(driver) == "find: 2/3", "the text is looked for again")
  }

  @Test func `Without a text there is no next hit`() throws {
    let driver = try SessionDriver.showing(try Sample.detail())
    #expect(driver.reason(.findNext)?.contains("search for a text first") == true)
  }

  @Test func `The hits themselves are marked, the rest of the line is not`() throws {
    let driver = try looking(for: "pharmacié")
    let pane = driver.screen.casePane
    let line = try #require(pane.lines.first { $0.id == "orders.o1" })
    let marked = try #require(pane.found).marked(line)
    #expect(marked.spans.filter(\.isFound).map(\.text) == ["Pharmacie"])
    #expect(marked.cells.flatMap(\.spans).filter(\.isFound).map(\.text) == ["Pharmacie"])
    #expect(marked.spans.map(\.text).joined() == line.spans.map(\.text).joined())
  }

  @Test(arguments: [
    ("Straße strasse", "strasse", ["Straße", "strasse"]), ("aaaa", "aa", ["aa", "aa"]),
    ("O’Neill", "o'neill", ["O’Neill"]),
    ("Zoë zoe", "zoe", ["Zoë", "zoe"]), ("none", "x", []),
  ]) func `A hit begins and ends at whole characters`(_ text: String, _ needle: String, _ hits: [String]) {
    #expect(SearchText(needle).ranges(in: text).map { String(text[$0]) } == hits)
  }

  @Test func `A case opened afterwards is searched for nothing`() throws {
    var driver = try looking(for: "Pharmacie")
    try driver.open(try Sample.detail(Sample.jo))
    #expect(place(driver) == nil && driver.reason(.findNext) != nil)
  }
}
