import Care360Sandbox
import Desk
import DeskUI
import Terminal
import Testing

/// How a submission can end, each from the form to what is on the screen afterwards: the draft goes with the service's
/// confirmation only.
@MainActor
struct FormOutcomeScreenTests {
  struct Outcome: CustomTestStringConvertible, Sendable {
    let name: String
    let fault: SandboxFault.Kind?
    /// Every one of these is on the screen.
    let sentences: [String]
    var isUnsettled = false
    var isKept = true

    var testDescription: String { name }
  }

  nonisolated static let outcomes = [
    Outcome(name: "200", fault: nil, sentences: ["1 product added to ADA-TOSXM."], isKept: false),
    Outcome(name: "400", fault: .status(400), sentences: ["refused", "Review · Avery Lindqvist"]),
    Outcome(name: "401", fault: .status(401), sentences: ["refused the access token", "Review · Avery Lindqvist"]),
    Outcome(name: "403", fault: .status(403), sentences: ["Review · Avery Lindqvist"]),
    Outcome(
      name: "409", fault: .status(409), sentences: ["conflict", "Tirzepatide: not seen.", "Review · Avery Lindqvist"]),
    Outcome(
      name: "422", fault: .status(422),
      sentences: ["These passed CaseDesk's own checks: 1 product id, 1 required answer.", "Tirzepatide: not seen."]),
    Outcome(name: "429", fault: .status(429), sentences: ["not applied", "Review · Avery Lindqvist"]),
    Outcome(name: "500", fault: .status(500), sentences: ["Not known whether it was done"], isUnsettled: true),
    Outcome(name: "web page", fault: .html, sentences: ["Not known whether it was done"], isUnsettled: true),
    Outcome(
      name: "dropped before", fault: .dropBefore, sentences: ["Not known whether it was done"], isUnsettled: true),
  ]

  func filled() async throws -> DeskDriver {
    let desk = try await DeskDriver.open(140, 50)
    await desk.openAverysForm()
    await desk.press(.addQuestion)
    await desk.type("How much do you weigh?")
    await desk.keys("Tab", "Tab", "1", "Tab")
    await desk.type("138 lbs")
    await desk.press(.review)
    return desk
  }

  @Test(arguments: outcomes) func aSubmissionEnds(_ outcome: Outcome) async throws {
    let desk = try await filled()
    if let fault = outcome.fault { desk.sandbox.arm(SandboxFault(route: .products, fault)) }
    await desk.press(.review)
    desk.expect("Avery Lindqvist", "ADA-TOSXM", "SANDBOX", "Add Tirzepatide")
    await desk.confirm()
    for sentence in outcome.sentences { desk.expect(sentence) }
    #expect(desk.sees("1 unsettled") == outcome.isUnsettled)
    #expect(desk.sees("1 draft") == outcome.isKept)
    #expect(desk.requests(.products) == 1)
    if outcome.isKept {
      await desk.keys("Alt-V")
      desk.expect("138 lbs")
    }
  }

  /// Applied, but nobody was told: the case shows it, and the form that is on it goes.
  @Test(arguments: [SandboxFault.Kind.dropAfter, .malformed])
  func aSubmissionThatWasAppliedUnheardIsFoundOnTheCase(_ fault: SandboxFault.Kind) async throws {
    let desk = try await filled()
    desk.sandbox.arm(SandboxFault(route: .products, fault))
    await desk.press(.review)
    await desk.confirm()
    desk.expect("1 unsettled", "1 draft")
    await desk.wait(2)
    desk.expect("Products · 2", "It went through", "remove the draft")
    desk.expectNot("unsettled")
    #expect(desk.requests(.products) == 1)
    await desk.confirm()
    desk.expectNot("1 draft", "Intake ·", "Review ·")
  }

  @Test func whileItIsSentItSaysSoAndTakesNoChange() async throws {
    let desk = try await filled()
    await desk.press(.review)
    desk.transport.hold()
    await desk.clock.wait(0.5)
    desk.start(.confirm)
    await desk.transport.untilHeld()
    desk.start(.addQuestion)
    while !desk.sees("Sending…") { await Task.yield() }
    desk.transport.release()
    await desk.idle()
    desk.expect("1 product added to ADA-TOSXM.")
  }
}
