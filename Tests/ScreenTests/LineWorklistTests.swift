import Desk
import DeskApp
import Testing

/// The worklist as it is heard.
@MainActor
struct LineWorklistTests {
  @Test func theListIsHeard() async throws {
    let desk = try await LineDriver.open()
    var heard = desk.console.take()
    for line in [":worklist", "2", ":next-case", ":worklist", ":again", ":worklist-view", "5", "14", ":refresh"] {
      heard += line + "\n" + (await desk.type(line))
    }
    try expectGolden(heard, "line-worklist")
  }
}
