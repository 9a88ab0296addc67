import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The organization's own list of products in the pickers, where the profile says that the service has one.
struct ProductListTests {
  private static let listed = """
    [{"id":"8dff2c47-b2ab-42d8-9af0-4c4dbca8b4b6","name":"Tirzepatide"},
     {"id":"6fc1e097-d148-4362-90ba-2874e91d5f76","name":"Sleep screening","isVisible":false},
     {"name":"without an id"}]
    """

  private func products() throws -> [OrganizationProduct] {
    try JSONValue(parsing: .init(Self.listed.utf8)).array?.map(OrganizationProduct.init) ?? []
  }

  private func open(asks: Bool = true) throws -> SessionDriver {
    try SessionDriver.showing(try Sample.detail()) { $0.listsProducts = asks }
  }

  private func rows(_ driver: SessionDriver) -> [String] {
    driver.picker?.rows.map { $0.spans.map(\.text).joined() } ?? []
  }

  @Test func withoutTheSettingNothingIsAsked() throws {
    var driver = try open(asks: false)
    driver.press(.refill)
    #expect(driver.picker != nil && !driver.effects.contains(.read(.fetchProducts)))
    driver.press(.back, .addProducts, .accept)
    #expect(!driver.effects.contains(.read(.fetchProducts)))
  }

  @Test func theListStandsBehindTheCaseAndBeforeTheRest() throws {
    var driver = try open()
    driver.press(.refill)
    #expect(driver.effects.contains(.read(.fetchProducts)))
    let before = rows(driver)
    driver.move(.down)
    let selected = driver.picker?.selectedID
    driver.handle(.patient(.productsArrived(.success(try products()))))
    #expect(driver.picker?.selectedID == selected)
    let after = rows(driver)
    #expect(after.contains("Sleep screening  organization's list, hidden from patients"))
    #expect(after.contains { $0.hasSuffix("organization's list") })
    #expect(!after.joined().contains("without an id"))
    // Whatever was offered before is offered still, and says that the list has it not.
    #expect(after.count >= before.count)
    #expect(!before.joined().contains("not in the organization's"))
    #expect(after.filter { $0.contains("site list") }.allSatisfy { $0.hasSuffix("not in the organization's") })
    #expect(driver.session.knownName(of: try ProductID("6fc1e097-d148-4362-90ba-2874e91d5f76")) == "Sleep screening")
  }

  @Test func theFormOffersItToo() throws {
    var driver = try open()
    driver.press(.addProducts, .accept)
    #expect(driver.effects.contains(.read(.fetchProducts)))
    driver.handle(.patient(.productsArrived(.success(try products()))))
    #expect(rows(driver).contains("Sleep screening  organization's list, hidden from patients"))
  }

  @Test func aServiceWithoutTheListKeepsTheOthers() throws {
    var driver = try open()
    driver.press(.refill)
    let before = rows(driver)
    driver.handle(.patient(.productsArrived(.failure(.malformedAnswer(httpStatus: 404)))))
    #expect(rows(driver) == before)
    #expect(driver.notice.contains("did not list its products"))
    // The next opening asks again.
    driver.press(.back, .refill)
    #expect(driver.effects.contains(.read(.fetchProducts)))
  }
}
