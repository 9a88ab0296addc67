import Terminal
import Testing

@MainActor @Suite struct InMemoryTerminalTests {
  @Test func inputWaitsForTheHandlerAndKeepsItsOrder() {
    let terminal = InMemoryTerminal()
    terminal.send(KeyPress(.enter))
    terminal.size = Size(columns: 40, rows: 10)
    var seen: [TerminalInput] = []
    terminal.setInputHandler { seen.append($0) }
    terminal.type("a\n")
    #expect(
      seen == [
        .key(KeyPress(.enter)), .resized(Size(columns: 40, rows: 10)), .key(KeyPress(.character("a"))),
        .key(KeyPress(.enter)),
      ])
  }

  @Test func discardedKeysNeverArriveButResizesDo() {
    let terminal = InMemoryTerminal()
    terminal.type("y\n")
    terminal.post(.paste("y"))
    terminal.size = Size(columns: 40, rows: 10)
    terminal.discardPendingInput()
    var seen: [TerminalInput] = []
    terminal.setInputHandler { seen.append($0) }
    #expect(seen == [.resized(Size(columns: 40, rows: 10))])
  }

  @Test func showsWhatWasPresentedUntilRestored() {
    let terminal = InMemoryTerminal(size: Size(columns: 6, rows: 2))
    var surface = Surface(size: terminal.size)
    surface.put("Avery", at: Point(column: 0, row: 1), style: Style(attributes: .bold))
    terminal.present(surface, cursor: Point(column: 2, row: 1))
    #expect(terminal.text == "\nAvery")
    #expect(terminal.styleGrid([Style(attributes: .bold): "b"]) == "......\nbbbbb.")
    #expect(terminal.styleGrid() == "......\n?????.")
    #expect(terminal.cursor == Point(column: 2, row: 1) && terminal.presentCount == 1)
    #expect(terminal.copyToClipboard("id") == .sent && terminal.copyToClipboard("") == .refused)
    #expect(terminal.clipboard == ["id"])
    terminal.restore()
    #expect(terminal.isRestored && terminal.text == "\n")
  }
}
