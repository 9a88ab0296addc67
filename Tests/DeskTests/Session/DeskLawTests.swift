import Foundation
import Testing

@testable import Care360
@testable import Desk

/// The laws that hold after every event.
struct DeskLawTests {
  /// The cached case was shown while the service was asked, and it knows nobody.
  @Test func aListAboutAPatientGoesWithThePatient() throws {
    var driver = SessionDriver.withStore(
      StoreContents(recents: [
        Sample.recent(
          try Sample.detail(), seenAt: SessionDriver().now - 60, [.email(try EmailAddress(Sample.averyMail))])
      ]))
    driver.lookUp(Sample.averyMail)
    driver.press(.sections)
    #expect(driver.picker?.title == "Sections")
    driver.latest(.failure(.notFound(httpStatus: 404)))
    #expect(driver.screen.overlays.isEmpty, "nobody is shown any more")
    #expect(driver.casePane.contains("No case found"))
  }

  @Test func notesOnTheStoreWaitUntilTheyAreRead() throws {
    var driver = SessionDriver.withStore()
    driver.press(.lock)
    driver.type(SessionDriver.phrase)
    driver.press(.accept)
    driver.handle(.door(.unlocked(StoreContents(notices: ["The recents were rebuilt."]))))
    #expect(driver.reading?.title == "About the data kept here")
    driver.press(.find)
    #expect(driver.reading?.title == "About the data kept here", "it has the keys until it is closed")
    driver.press(.back)
    #expect(driver.screen.overlays.isEmpty)
  }

  @Test func underTheLockNothingStaysRevealed() throws {
    var driver = try SessionDriver.showing(try Sample.detail(more: PrivacyTests.talk))
    driver.press(.focusCasePane, .revealAll)
    #expect(driver.shownCase?.isAllRevealed == true)
    driver.press(.lock)
    #expect(driver.shownCase?.isAllRevealed == false)
  }
}
