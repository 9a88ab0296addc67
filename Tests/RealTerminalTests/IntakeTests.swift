import Foundation
import Testing

extension RealTerminalTests {
  /// A whole submission, typed as a person types it.
  @Suite(.serialized) struct IntakeTests {
    private static let products = ["8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6", "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910"]

    private func choose(_ product: String, _ screen: TmuxScreen) {
      screen.waitFor("Product for Avery Lindqvist")
      screen.type(product)
      screen.waitFor("as a product id")
      screen.press("Enter")
      screen.waitForNo("Product for")
    }

    /// From a template: nine questions, of which 1.5 stays empty.
    private func answerTemplate(_ screen: TmuxScreen) {
      screen.press("M-t")
      screen.waitFor("general-intake")
      screen.type("general")
      screen.press("Enter")
      screen.waitFor("What do you want help with?")
      screen.type("weight")
      screen.press("F4", "2")
      screen.waitFor("type to filter, Space switches")
      screen.type("asth")
      screen.waitFor("> asth")
      screen.press("Space", "F4")
      screen.type("none taken")
      screen.press("F4", "F4")
      screen.type("no surgery")
      screen.press("F4", "1", "1", "1")
    }

    @Test func `Twelve questions for two products, three mistakes fixed, a dropped answer, both attached once`()
      async throws
    {
      try await SandboxProcess.run(faults: ["products:drop-afterx1"]) { sandbox in
        try await TmuxScreen.run(sandbox.connection) { screen in
          screen.lookUpAvery()
          screen.press("a")
          screen.waitFor("Intake · Avery Lindqvist ADA-TOSXM")
          screen.press("Enter")
          choose(Self.products[0], screen)
          answerTemplate(screen)
          for (question, answer) in [("Sleep?", "8 hours"), ("Water?", "2 litres"), ("Steps?", "9000")] {
            screen.press("C-n")
            screen.type(question)
            screen.press("Tab", "Tab", "Tab")
            screen.type(answer)
            screen.waitFor(answer)
          }
          // The same product again, and a count of nothing.
          screen.press("C-o")
          choose(Self.products[0], screen)
          screen.press("Tab", "Tab", "4", "Tab", "0")

          screen.press("F8")
          screen.waitFor("no answer")
          screen.waitFor("This product is listed twice.")
          screen.waitFor("A whole number from 1 to")
          screen.press("Home", "Enter")
          screen.waitForNo("To fix")
          screen.type("penicillin")
          screen.press("F8")
          screen.waitForNo("no answer")
          screen.press("Enter", "Enter")
          choose(Self.products[1], screen)
          screen.press("F8")
          screen.waitFor("To fix")
          screen.waitForNo("listed twice")
          screen.press("Enter", "C-u", "3")
          screen.press("F8")
          screen.waitFor("Nothing to fix")

          screen.press("F10")
          screen.waitFor("Review · Avery Lindqvist")
          screen.waitFor("1.1 What do you want help with?")
          #expect(!screen.lines().contains("9000"))
          screen.press("F10")
          screen.waitFor("Add \(Self.products[1])")
          screen.confirm(expecting: "ot known whether it was done")
          screen.waitFor("It went through")
          screen.confirm(expecting: "Products · 3")
          screen.waitForNo("unsettled")
        }
        let answer = try sandbox.command(["lookup", "avery@example.com", "--detail", "--json"])
        for product in Self.products {
          #expect(answer.text.matches(of: try Regex(product)).count == 1, "\(product)")
        }
        for text in ["What do you want help with?", "penicillin", "no surgery", "9000", "Asthma"] {
          #expect(answer.text.contains(text), "\(text)")
        }
      }
    }
  }
}
