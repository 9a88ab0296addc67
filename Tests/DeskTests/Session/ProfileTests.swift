import Foundation
import Testing

@testable import Care360
@testable import Desk

struct ProfileTests {
  private let profiles = [
    ProfileChoice(name: "annex", note: "annex.example.com", isProduction: false, isOpen: false, problem: nil),
    ProfileChoice(name: "clinic", note: "clinic.example.com", isProduction: false, isOpen: true, problem: nil),
    ProfileChoice(
      name: "half", note: "", isProduction: false, isOpen: false, problem: "The profile half has no base_url."),
    ProfileChoice(name: "production", note: "PRODUCTION, x", isProduction: true, isOpen: false, problem: nil),
    ProfileChoice(name: "sandbox", note: "synthetic patients", isProduction: false, isOpen: false, problem: nil),
  ]

  private func list(_ driver: inout SessionDriver) {
    driver.press(.profile)
    #expect(driver.effects == [.screen(.listProfiles)])
    driver.handle(.appearance(.profilesListed(profiles)))
  }

  @Test func theListBeginsWithAnotherProfileAndNamesProductionInItsColour() throws {
    var driver = SessionDriver.withStore()
    list(&driver)
    #expect(driver.picker?.rows.map(\.id) == ["annex", "clinic", "half", "production", "sandbox"])
    #expect(driver.picker?.selectedID == "annex")
    let production = try #require(driver.picker?.rows.first { $0.id == "production" })
    #expect(production.spans.contains { $0.role == .environmentProduction })
    driver.press(.accept)
    #expect(driver.effects == [.end(.switchProfile("annex"))])
  }

  @Test func theNameThatIsTypedIsTheOneThatIsOpened() {
    var driver = SessionDriver.withStore()
    driver.press(.profile)
    driver.handle(
      .appearance(
        .profilesListed(
          ["broken", "prodcopy", "ro", "rota"].map {
            ProfileChoice(name: $0, note: "\($0).example.com", isProduction: false, isOpen: false, problem: nil)
          })))
    driver.choose("ro")
    #expect(driver.effects == [.end(.switchProfile("ro"))])
  }

  @Test func aProfileThatHasGoneSinceIsRefusedWithTheCaseStillShown() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    list(&driver)
    driver.choose("annex")
    #expect(driver.effects == [.end(.switchProfile("annex"))])
    driver.handle(.appearance(.profileRefused("There is no profile annex.")))
    #expect(driver.notice == "The profile was not switched: There is no profile annex.")
    #expect(driver.shownCase != nil)
    list(&driver)
    #expect(driver.picker != nil)
  }

  @Test(arguments: [("clinic", "This profile is open."), ("half", "The profile half has no base_url.")])
  func whatCannotBeOpenedSaysWhy(name: String, sentence: String) {
    var driver = SessionDriver.withStore()
    list(&driver)
    driver.choose(name)
    #expect(driver.effects.isEmpty)
    #expect(driver.notice == sentence)
    #expect(driver.picker != nil)
  }

  @Test func aFormIsSavedBeforeTheOtherProfileIsOpened() throws {
    var driver = try SessionDriver.typing("How tall")
    list(&driver)
    driver.choose("annex")
    #expect(driver.saved?.id.caseID == driver.shownCase?.detail.id)
    #expect(!driver.effects.contains(.end(.switchProfile("annex"))))
    try driver.storeSaves()
    #expect(driver.effects == [.end(.switchProfile("annex"))])
  }

  @Test func aFormThatCannotBeSavedKeepsTheProfileUntilItIsGivenUp() throws {
    var driver = try SessionDriver.typing("How tall")
    list(&driver)
    driver.choose("annex")
    let id = try #require(driver.saved?.id)
    driver.handle(.drafts(.notSaved(id, "The disk is full.")))
    #expect(!driver.effects.contains(.end(.switchProfile("annex"))))
    #expect(driver.notice == "CaseDesk is still open: a draft is NOT SAVED. Switch again to go on without it.")
    // Quitting later is quitting.
    driver.press(.back, .quit, .confirm)
    #expect(!driver.effects.contains(.end(.switchProfile("annex"))))
    list(&driver)
    driver.choose("annex")
    #expect(driver.confirmationText.contains("This form will be lost: Avery L. ADA-TOSXM"))
  }

  @Test func whatIsInMemoryOnlyIsLeftAfterAConfirmation() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts, .accept)
    driver.choose(Sample.tirzepatide)
    list(&driver)
    driver.choose("annex")
    #expect(driver.ownEffects.isEmpty)
    #expect(driver.confirmationText.hasPrefix("Leave SANDBOX and open the profile annex?\nThis form will be lost: "))
    driver.press(.back)
    #expect(driver.screen.editor != nil)
    list(&driver)
    driver.choose("annex")
    driver.press(.confirm)
    #expect(driver.effects == [.end(.switchProfile("annex"))])
  }

  @Test func nothingIsLeftWhileAChangeIsBeingSent() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.requestRefill()
    #expect(driver.sent.count == 1)
    #expect(driver.reason(.profile) == "a change is being sent; wait for its outcome")
    driver.press(.profile)
    #expect(driver.effects.isEmpty)
    #expect(driver.notice == "profile is off: a change is being sent; wait for its outcome")
    // The list that was asked for before comes too late.
    driver.handle(.appearance(.profilesListed(profiles)))
    #expect(driver.picker == nil)
  }

  @Test func flagsThatMadeTheProfileKeepIt() {
    var driver = SessionDriver { $0.profileReason = "--base-url on the command line is for this service only" }
    driver.press(.profile)
    #expect(driver.effects.isEmpty)
    #expect(driver.notice == "profile is off: --base-url on the command line is for this service only")
  }

  @Test func aLoneProfileIsSaid() {
    var driver = SessionDriver()
    driver.press(.profile)
    driver.handle(.appearance(.profilesListed([profiles[1]])))
    #expect(driver.picker == nil)
    #expect(driver.notice.hasPrefix("There is no other profile"))
  }

  @Test func theListDoesNotComeUpUnderTheLock() {
    var driver = SessionDriver.withStore()
    driver.press(.profile, .lock)
    driver.handle(.appearance(.profilesListed(profiles)))
    driver.type(SessionDriver.phrase)
    driver.press(.accept)
    driver.handle(.door(.unlocked(nil)))
    #expect(driver.screen.overlays.isEmpty && driver.screen.context == .lookupField(isEmpty: true))
  }
}
