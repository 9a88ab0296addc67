import Foundation
import Testing

@testable import Care360
@testable import Desk

/// One product of the case is closed, from its row to the case that shows it.
struct ProductClosingTests {
  private static let semaglutide = "8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6"

  private func detail(_ status: String = "OPEN") throws -> Case {
    try Sample.detail(
      products: nil,
      more: """
        "caseProducts":[{"id":"cp1","status":"\(status)","organizationProduct":{"id":"\(Self.semaglutide)","name":"Semaglutide"}},
        {"id":"cp2","status":"CLOSE","organizationProduct":{"id":"6f1c9a52-1b7e-4b8e-9a52-1b7e4b8e6f1c","name":"Finasteride"}}]
        """)
  }

  /// Up to the question, with these texts for reason and name.
  private func asked(_ name: String = "semaglutide ") throws -> SessionDriver {
    var driver = try SessionDriver.showing(try detail())
    driver.press(.closeProduct, .accept)
    driver.type("Switched to tablets")
    driver.press(.accept)
    driver.type(name)
    driver.press(.accept)
    return driver
  }

  @Test func `The list names the products and says why one cannot be closed`() throws {
    var driver = try SessionDriver.showing(try detail())
    driver.press(.closeProduct)
    let rows = try #require(driver.picker).rows
    #expect(rows.map(\.disabledReason) == [nil, "It is already closed."])
    #expect(rows[0].spans.map(\.text).joined().contains("Semaglutide"))
  }

  @Test func `A reason and the name are asked for, and the question says that there is no way back`() throws {
    var driver = try SessionDriver.showing(try detail())
    driver.press(.closeProduct, .accept, .accept)
    #expect(driver.prompt?.problem == "Closing needs a reason.")
    driver = try asked("Finasteride")
    #expect(
      driver.prompt?.problem
        == "That is not its name: type Semaglutide, or press Esc to leave it open.")
    driver = try asked()
    #expect(driver.confirmationText.contains("Patient Avery Lindqvist  birth date 1988-04-02"))
    #expect(driver.confirmationText.contains("Semaglutide  \(Self.semaglutide)  open -> CLOSED"))
    #expect(driver.confirmationText.contains("Reason Switched to tablets"))
    #expect(driver.confirmationText.contains("no way to open it again"))
    #expect(driver.sent.isEmpty)
  }

  @Test func `It is sent once, and the case proves it`() throws {
    var driver = try asked()
    driver.press(.confirm)
    let write = ProductClosing(
      try CaseID(Sample.avery), try ProductID(Self.semaglutide), because: try CloseReason("Switched to tablets"))
    #expect(driver.sent == [SentWrite(write: .closeProduct(write), repeating: false, number: 1)])
    driver.handle(.writes(.ended(.failure(Sample.unknown), write: 1)))
    driver.reread(.success(try detail("CLOSE")), write: 1, attempt: 0)
    #expect(driver.notice == "ADA-TOSXM: the case shows the product closing.")
    driver = try asked()
    driver.press(.confirm)
    driver.handle(
      .writes(.ended(.success(Written(value: .productClosed(write.product), isRecorded: true)), write: 1)))
    #expect(driver.notice == "Semaglutide of ADA-TOSXM is closed.")
  }

  @Test func `The row under the cursor is chosen`() throws {
    var driver = try SessionDriver.showing(try detail())
    driver.press(.focusCasePane)
    for _ in 0..<40 where driver.screen.casePane.selectedID != "products.cp2" { driver.move(.down) }
    driver.press(.closeProduct)
    #expect(driver.picker?.selectedID == "cp2")
  }

  @Test func `The case tells of the product alone`() throws {
    let target = WriteTarget(.closeProduct, try CaseID(Sample.avery), productIDs: [try ProductID(Self.semaglutide)])
    #expect(target.isVisible(in: try detail()) == false)
    #expect(target.isVisible(in: try detail("CLOSE")) == true)
    #expect(target.isVisible(in: try detail("HELD")) == nil)
    #expect(target.isVisible(in: try Sample.detail(products: [])) == nil)
    let other = WriteTarget(.closeProduct, target.caseID, productIDs: [try ProductID(Sample.avery)])
    #expect(target.isAlike(target) && !target.isAlike(other))
  }
}
