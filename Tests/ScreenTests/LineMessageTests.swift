import Care360Sandbox
import Desk
import DeskApp
import Testing

/// A message and a note as they are heard and typed, line by line.
@MainActor
struct LineMessageTests {
  @Test func aMessageIsTypedUntilADotAloneAndReadOutBeforeItGoes() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    let opened = await desk.type("5")
    #expect(opened.contains("Message TO THE PATIENT · Avery Lindqvist ADA-TOSXM"))
    #expect(opened.contains("A dot alone sends, after a confirmation"))
    await desk.type("Please rest.", "", "a")
    #expect(desk.world.sandbox.requestCount(.communication) == 0)
    let asked = await desk.type(".")
    #expect(asked.contains("TO THE PATIENT"))
    #expect(asked.contains("From Robin Diaz <robin@example.com>"))
    #expect(asked.contains("Please rest."))
    #expect(await desk.confirm().contains("Message to the patient sent for ADA-TOSXM."))
    #expect(desk.world.transport.bodies.first?.contains(#"Please rest.\n\na"#) == true)
  }

  @Test func aNoteIsKeptAsADraftAndGoesOn() async throws {
    let desk = try await LineDriver.open()
    await desk.type("avery@example.com")
    #expect(await desk.type("6").contains("INTERNAL: the patient does not see it"))
    await desk.type("Called twice.", ":back")
    #expect(await desk.type(":note").contains("Called twice."))
    #expect(await desk.type(".").contains("INTERNAL: the patient does not see it"))
    #expect(await desk.confirm().contains("Internal note added to ADA-TOSXM."))
  }
}
