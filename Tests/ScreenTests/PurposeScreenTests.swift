import Care360Sandbox
import CaseStore
import Desk
import TestSupport
import Testing

/// The purpose from its list on the screen to the lines of the record.
@MainActor
struct PurposeScreenTests {
  @Test func theLinesOfAWriteNameTheWordThatWasChosen() async throws {
    let folder = try TestFolder()
    let record = FileWriteJournal(directory: folder.path + "/data")
    let desk = try await DeskDriver.open(200, 50, record: record, purposes: ["treatment", "payment"])
    await desk.lookUp("avery@example.com")
    desk.expect("Nothing yet: leave it", "treatment", "payment")
    await desk.type("pay")
    await desk.press(.accept)
    await desk.press(.refill)
    await desk.press(.accept)
    await desk.confirm()
    #expect(desk.requests(.refill) == 1)
    #expect(try await record.records().map(\.purpose) == ["payment", "payment"])
  }
}
