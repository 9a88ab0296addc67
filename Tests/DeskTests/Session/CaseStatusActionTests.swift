import Foundation
import Testing

@testable import Care360
@testable import Desk

/// Close, reopen and open, from the panel to the case that shows it.
struct CaseStatusActionTests {
  private func rows(_ driver: SessionDriver) -> [String: String?] {
    Dictionary(uniqueKeysWithValues: (driver.picker?.rows ?? []).map { ($0.id, $0.disabledReason) })
  }

  @Test func thePanelSaysWhatTheCaseTakesAndWhyNotTheRest() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.caseStatus)
    #expect(driver.picker?.title == "Close or reopen Avery Lindqvist · ADA-TOSXM")
    #expect(rows(driver)["close"] == .some(nil))
    #expect(rows(driver)["reopen"] == "It is already open.")
    #expect(rows(driver)["open"] == "It is approved: only an assigned or abandoned case goes back to OPEN.")
    driver = try SessionDriver.showing(try Sample.detail(isClosed: true))
    driver.press(.caseStatus)
    #expect(rows(driver)["close"] == "It is already closed." && rows(driver)["reopen"] == .some(nil))
    #expect(driver.picker?.selectedID == "reopen", "the first one that can be done")
  }

  @Test func closingAsksForItsReasonAndSaysWhatItDoes() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.caseStatus, .accept)
    driver.press(.accept)
    #expect(driver.prompt?.problem == "Closing needs a reason.")
    driver.type("Moved to another clinic")
    driver.press(.accept)
    #expect(driver.confirmationText.contains("Patient Avery Lindqvist  birth date 1988-04-02"))
    #expect(driver.confirmationText.contains("Change open -> CLOSED"))
    #expect(driver.confirmationText.contains("Reason Moved to another clinic"))
    #expect(driver.confirmationText.contains("Pending jobs of this case are cancelled."))
    #expect(driver.sent.isEmpty)
    driver.press(.confirm)
    let reason = try CloseReason("Moved to another clinic")
    let write = CaseWrite.status(CaseStatusChange(try CaseID(Sample.avery), .close(reason)))
    #expect(driver.sent == [SentWrite(write: write, repeating: false, number: 1)])
    driver.handle(.writes(.ended(.success(Written(value: .status(.closed), isRecorded: true)), write: 1)))
    #expect(driver.notice == "ADA-TOSXM is closed.")
    driver.reread(.success(try Sample.detail(isClosed: true)), write: 0, attempt: 0)
    #expect(driver.casePane.contains("CLOSED"))
  }

  @Test func aReasonWithAControlCharacterIsNamed() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.caseStatus, .accept)
    driver.handle(.input(.replaced("moved\u{202E}away")))
    driver.press(.accept)
    #expect(driver.prompt?.problem?.contains("U+202E") == true)
    #expect(driver.prompt?.field.text.contains("moved") == true, "the text stays")
  }

  @Test func anUnknownOutcomeIsSettledByTheCase() throws {
    var driver = try SessionDriver.showing(try Sample.detail(isClosed: true))
    driver.press(.caseStatus, .accept)
    #expect(!driver.confirmationText.contains("the service may refuse"), "reopening is what it takes")
    driver.press(.confirm)
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    #expect(driver.header.contains("1 unsettled"))
    driver.reread(.success(try Sample.detail()), write: 1, attempt: 0)
    #expect(driver.notice == "ADA-TOSXM: the case shows the case reopening.")
    #expect(!driver.header.contains("unsettled"))
  }

  @Test func itIsOffWhereTheCaseMayNotBeActedOn() throws {
    var driver = try SessionDriver.showing(try Sample.detail(), isReadOnly: true)
    #expect(driver.reason(.caseStatus) == "read-only: config.toml")
    driver.press(.caseStatus)
    #expect(driver.screen.overlays.isEmpty)
  }
}
