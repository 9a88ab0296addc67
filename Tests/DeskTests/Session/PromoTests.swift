import Foundation
import Testing

@testable import Care360
@testable import Desk

/// A promo code, from the prompt to the sentence.
struct PromoTests {
  private static func query(_ bundle: String? = "starter") throws -> PromoQuery {
    PromoQuery(
      try PromoCode("SAVE10"),
      for: try bundle.map { BundleReference(id: try BundleID($0), name: $0.capitalized) })
  }

  /// The palette, two times Enter, and the texts.
  @Test func `Three keys beside the text check it for the bundle of the case`() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.palette)
    driver.type("promo")
    driver.press(.accept)
    #expect(driver.prompt?.lines.map(\.text) == ["It is checked for Starter. This changes nothing."])
    driver.type("SAVE10")
    driver.press(.accept)
    #expect(driver.ownEffects == [.read(.checkPromo(try Self.query()))])
    let discount = PromoDiscount(.object(["flatDiscount": .integer(10)]))
    driver.handle(.patient(.promoArrived(try Self.query(), .success(discount))))
    #expect(driver.notice == "SAVE10: 10.00 off for Starter.")
    driver.handle(.patient(.promoArrived(try Self.query(), .success(nil))))
    #expect(driver.notice == "SAVE10: not valid for Starter." && driver.screen.notice?.role == .warning)
  }

  @Test func `Without a case, or before its identity is checked, no bundle is named`() throws {
    var driver = SessionDriver()
    driver.press(.promo)
    driver.type("SAVE10")
    driver.press(.accept)
    #expect(driver.ownEffects == [.read(.checkPromo(try Self.query(nil)))])
    driver.lookUp(Sample.averyPhone)
    driver.latest(.success(try CaseID(Sample.avery)))
    driver.found(.success(try Sample.detail()))
    driver.press(.promo)
    #expect(driver.prompt?.lines.first?.text.contains("without a bundle") == true)
  }

  @Test func `A wrong code stays in the prompt with its reason`() throws {
    var driver = SessionDriver()
    driver.press(.promo, .accept)
    #expect(driver.prompt?.problem == "Type a promo code.")
    driver.handle(.input(.replaced(String(repeating: "A", count: 300))))
    driver.press(.accept)
    #expect(driver.prompt?.problem == "The code has 300 characters; at most 100 are allowed.")
    #expect(driver.ownEffects.isEmpty && driver.prompt?.field.text.hasPrefix("AAA") == true)
  }

  @Test func `An error is said, and a refused key hides the case`() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(.patient(.promoArrived(try Self.query(), .failure(Sample.serverFault))))
    #expect(driver.notice.hasPrefix("The code could not be checked: The service reported an internal error."))
    driver.handle(.patient(.promoArrived(try Self.query(), .failure(Sample.badKey))))
    #expect(driver.session.isKeyRefused)
  }

  @Test func `It works where nothing may be changed`() throws {
    let driver = try SessionDriver.showing(try Sample.detail(), isReadOnly: true)
    #expect(driver.reason(.promo) == nil)
  }
}
