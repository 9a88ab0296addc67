import Testing

@testable import Care360
@testable import Desk

/// The offer to send what is left of a form after a conflict.
struct SendTheRestTests {
  private static let metformin = "0f6d8a31-7be2-4d0c-9a54-c21e83b7f910"

  /// The product that was offered came onto the case: it would be added twice.
  @Test func aProductThatCameMeanwhileIsNotSent() throws {
    var driver = try SessionDriver.offeredTheRest()
    driver.reread(
      .success(try Sample.detail(products: [Sample.semaglutide, Sample.tirzepatide])), write: 0, attempt: 0)
    driver.press(.confirm)
    #expect(driver.sent.isEmpty && driver.notice.contains("changed since then"))
    #expect(driver.header.contains("1 draft"))
  }

  /// The product that was left out is gone from the case: only part of the form would be sent.
  @Test func aProductThatWentMeanwhileIsNotLeftOut() throws {
    var driver = try SessionDriver.offeredTheRest()
    driver.reread(.success(try Sample.detail(products: [])), write: 0, attempt: 0)
    driver.press(.confirm)
    #expect(driver.sent.isEmpty && driver.notice.contains("changed since then"))
  }

  @Test func aProductThatTheFormDoesNotAddChangesNothing() throws {
    var driver = try SessionDriver.offeredTheRest()
    driver.reread(
      .success(try Sample.detail(products: [Sample.semaglutide, Self.metformin])), write: 0, attempt: 0)
    driver.press(.confirm)
    guard case .products(let write)? = driver.sent.first?.write else {
      Issue.record("nothing was sent")
      return
    }
    #expect(write.payload.productIDs == [try ProductID(Sample.tirzepatide)])
  }
}
