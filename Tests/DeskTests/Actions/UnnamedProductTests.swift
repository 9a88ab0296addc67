import Foundation
import Testing

@testable import Care360
@testable import Desk

/// A product that nobody ever named cannot be checked by its name: asking for it takes a second y.
struct UnnamedProductTests {
  private static let id = "00000000-0000-4000-8000-000000000001"

  private func knowing(_ name: String?) throws -> SessionDriver {
    let names = try name.map { [ProductName(id: try ProductID(Self.id), name: $0)] } ?? []
    var driver = SessionDriver.withStore(StoreContents(names: names))
    try driver.open(try Sample.detail())
    return driver
  }

  @Test func aRefillOfOneTakesASecondYes() throws {
    var driver = try knowing(nil)
    driver.press(.refill)
    driver.choose(Self.id)
    #expect(
      driver.confirmationText.contains("No name is known here for this id: compare it. Press y twice to confirm."))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty && driver.confirmationText.contains("y twice"))
    driver.press(.confirm)
    #expect(driver.sent.count == 1)
  }

  @Test func aFormWithOneTakesASecondYes() throws {
    var driver = try knowing(nil)
    driver.press(.addProducts, .accept)
    driver.choose(Self.id)
    driver.press(.review, .review)
    #expect(
      driver.confirmationText.contains("No name is known here for this id: compare it. Press y twice to confirm."))
    driver.press(.confirm)
    #expect(driver.sent.isEmpty)
    driver.press(.confirm)
    #expect(driver.sent.count == 1)
  }

  /// The store remembers the name that a case gave it once; a typed id has its name then.
  @Test func aNameThatWasSeenOnceStandsWhereverTheIDDoes() throws {
    var driver = try knowing("Tirzepatide")
    driver.press(.addProducts)
    driver.press(.accept)
    let rows = driver.picker?.rows ?? []
    #expect(rows.map { $0.spans.map(\.text).joined() }.contains("Tirzepatide  seen on a case"))
    #expect(rows.last?.id == Sample.semaglutide && rows.last?.disabledReason?.contains("already on this case") == true)
    driver.press(.back)

    driver = try knowing("Tirzepatide")
    driver.press(.addProducts, .accept)
    driver.choose(Self.id)
    driver.press(.review, .review)
    #expect(
      driver.confirmationText.contains("Tirzepatide  \(Self.id)") && !driver.confirmationText.contains("y twice"))
    driver.press(.confirm)
    #expect(driver.sent.count == 1)

    driver = try knowing("Tirzepatide")
    driver.press(.refill)
    driver.choose(Self.id)
    #expect(driver.confirmationText.contains("product: Tirzepatide  \(Self.id)"))
    driver.press(.confirm)
    #expect(driver.sent.count == 1)
  }

  @Test func aListWithoutNamesSaysWhereNamesComeFrom() throws {
    var driver = try knowing(nil)
    driver.press(.addProducts)
    driver.press(.accept)
    driver.type("tirz")
    #expect(driver.picker?.emptyText.hasPrefix("No product with that name is known here.") == true)
  }

  @Test func theStoreIsToldOfTheNamesOfACase() throws {
    var driver = SessionDriver.withStore()
    try driver.open(try Sample.detail())
    #expect(
      driver.effects.contains(
        .store(.keepNames([ProductName(id: try ProductID(Sample.semaglutide), name: "Product e9a3")]))))
  }
}
