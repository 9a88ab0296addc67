import Desk
import DeskApp
import Testing

/// The whole job as it is heard: what is said, and each typed line behind the words that ask for it.
@MainActor
struct LineTranscriptTests {
  @Test func theWholeJobIsDoneByEar() async throws {
    let desk = try await LineDriver.open()
    var heard = ""
    func type(_ lines: String...) async {
      for line in lines {
        heard += desk.console.take() + line + "\n"
        // A confirmation takes no answer before it can have been heard.
        desk.world.clock.advance(by: 0.5)
        _ = await desk.send(.line(SecretText(line)))
      }
    }
    heard += desk.console.take()
    // The commands of the place; the latest case, and a section of it.
    await type("?", "", "avery@example.com", "5", "orders", "1", "?", "")
    // A refill link.
    await type("1", "1", "y", "")
    // Another bundle.
    await type("2", "starter", "1", "y")
    // A product with the form of a template: a corrected answer, a skipped one, options that clear others.
    await type("3", "1", "tirzepatide", "1", ":template", "weight", "1")
    await type("170 cm", "", "", "150 lbs", "", ":1.1", "172 cm", "")
    await type(":1.4", "1 2", "2", "", "running", "5", "", "", "1 3", "10", "1", ":undo", "", "2", "3")
    await type("None", "", "None", "")
    // A second product with questions of its own, one of each kind.
    await type("", "1", "metformin", "1", "", "2", "4", "often", "1", "", "", "", "1")
    await type("What did you eat?", "", "1", "", "Rice", "and beans", "")
    await type("1", "How often?", "2", "", "daily", "weekly", "", "2", ":2.2", "1")
    await type("1", "Which of these?", "3", "", "asthma", "gout", "", "1 2", "2", "")
    await type(":fields")
    // Answers that were skipped or are wrong are named; questions are gone to by their numbers.
    await type(":check-all", "", ":9.9", ":review", ":1.2", "160 lbs", "", ":re", ":rev", ":again")
    await type(":review", "1", "3", ":review", "1", "y")
    heard += desk.console.take()
    try expectGolden(heard, "line-job")
  }
}
