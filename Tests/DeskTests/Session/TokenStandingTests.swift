import Foundation
import Testing

@testable import Care360
@testable import Desk

struct TokenStandingTests {
  /// A web page or `pass show` gives it with its line end.
  @Test(arguments: [
    "eyJhbGciOiJIUzI1NiJ9.e30.abc\n", " eyJhbGciOiJIUzI1NiJ9.e30.abc\r\n", "eyJhbGciOiJIUzI1NiJ9.e30.abc",
  ])
  func aPastedTokenMayEndInALineEnd(_ pasted: String) throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.token)
    driver.handle(.input(.pasted(pasted)))
    driver.press(.accept)
    guard case .token(.replace(let text))? = driver.effects.first else {
      Issue.record("refused: \(driver.effects)")
      return
    }
    #expect(try Secret(validating: text.utf8).reveal() == "eyJhbGciOiJIUzI1NiJ9.e30.abc")
  }

  @Test func aTokenThatHasExpiredIsToldAtThePaste() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.handle(.token(.replaced))
    driver.handle(.token(.checked(TokenStanding(source: "a paste", expires: driver.now - 3600))))
    #expect(driver.notice.contains("The access token (pasted here) expired at 09:42. :token takes a new one"))
    driver.handle(.token(.replaced))
    driver.handle(.token(.checked(TokenStanding(source: "a paste", expires: driver.now + 86_400))))
    #expect(driver.notice.hasPrefix("The access token is set."))
    driver.handle(.token(.checked(TokenStanding(source: "the command pass", expires: driver.now - 3600))))
    #expect(driver.notice.hasPrefix("The access token is set."), "what was not pasted is told in the form")
  }

  private func opened(_ standing: TokenStanding) throws -> SessionDriver {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.addProducts)
    #expect(driver.effects.contains(.token(.check)))
    driver.handle(.token(.checked(standing)))
    return driver
  }

  private func banner(_ driver: SessionDriver) -> String {
    driver.screen.editor?.banners.map(\.text).joined(separator: "\n") ?? ""
  }

  /// Minutes from now, and what is said.
  @Test(arguments: [
    (-5.0, "The access token (from the command pass) expired at"), (14, "in 14 min"), (0, "expired at"),
  ])
  func aTokenThatEndsIsToldBeforeTheFormIsFilledIn(minutes: Double, words: String) throws {
    let now = SessionDriver().now
    let driver = try opened(
      TokenStanding(source: "the command pass", expires: now.addingTimeInterval(minutes * 60)))
    #expect(banner(driver).contains(words), "\(banner(driver))")
    #expect(banner(driver).contains("Your answers are kept."))
  }

  @Test func aTokenThatLastsIsNotTalkedAbout() throws {
    let now = SessionDriver().now
    #expect(!banner(try opened(TokenStanding(source: "x", expires: now.addingTimeInterval(901)))).contains("token"))
    #expect(!banner(try opened(TokenStanding(source: "x"))).contains("token"))
  }

  /// It goes on to be told as time passes.
  @Test func theWarningComesWithTime() throws {
    let now = SessionDriver().now
    var driver = try opened(TokenStanding(source: "x", expires: now.addingTimeInterval(1_000)))
    driver.now += 200
    #expect(banner(driver).contains("in 13 min"))
  }

  @Test func aTokenThatCannotBeHadIsTold() throws {
    let driver = try opened(TokenStanding(source: "", problem: "No access token is configured."))
    #expect(
      banner(driver).contains("No access token is configured. :token takes a pasted token. Your answers are kept."))
  }

  @Test func aRefusedTokenIsReadAgainOnceAndSendsNothing() throws {
    var driver = try opened(TokenStanding(source: "the command pass"))
    driver.press(.back)
    driver.submit(Sample.tirzepatide)
    driver.handle(.writes(.ended(.failure(Sample.badToken), write: 1)))
    #expect(driver.effects.filter { $0 == .token(.renew) }.count == 1)
    driver.handle(.token(.renewed(TokenStanding(source: "the command pass", isNew: true))))
    #expect(driver.sent.isEmpty)
    #expect(driver.screen.context == .editorReview)
    #expect(banner(driver).contains("has changed: F10 sends the form."))
    driver.handle(.token(.renewed(TokenStanding(source: "a paste"))))
    #expect(banner(driver).contains("(pasted here) and is still the same."))
  }

  @Test func credentialsAreReadAgainByCommandAndForgottenByTheLock() throws {
    var driver = try SessionDriver.showing(try Sample.detail())
    driver.press(.credentials)
    #expect(driver.effects.contains(.token(.reload)))
    let found = ["API key: another one", "  fingerprint 3f2a", "  from the file /home/jo/key"]
    driver.handle(.token(.reloaded(TokenStanding(source: "x"), found: found)))
    #expect(driver.notice == "The API key and access token were read again.")
    #expect(
      driver.reading?.lines.map { $0.spans.map(\.text).joined() }
        == found.map { $0.trimmingCharacters(in: .whitespaces) })
    driver.press(.back, .lock)
    // What comes in under the lock does not open anything on it.
    driver.handle(.token(.reloaded(TokenStanding(source: "x"), found: found)))
    driver.press(.accept)
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.effects.contains(.token(.forget)))
  }
}

struct SitePolicyScreenTests {
  @Test func onlyIDsAndLinksCanBeCopiedWhereThatIsTheRule() throws {
    func copied(_ driver: SessionDriver) -> [String] {
      driver.effects.compactMap { if case .screen(.copy(let text)) = $0 { text } else { nil } }
    }
    var driver = try SessionDriver.showing(try Sample.detail()) { $0.copiesOnlyIDs = true }
    driver.press(.focusCasePane, .revealAll)
    var taken: [String] = []
    var refused = 0
    for line in driver.session.caseLines(at: driver.now) where line.value != nil {
      driver.select(line.line.id)
      driver.press(.copy)
      if line.isID {
        #expect(copied(driver) == [line.value])
        taken.append(line.line.id)
      } else {
        #expect(copied(driver).isEmpty, "\(line.line.id)")
        #expect(driver.notice.contains("Only ids and links can be copied here"))
        refused += 1
      }
    }
    #expect(taken.contains("case.id") && refused > 3)
    // Alone on the screen, and as a code, it is the same value.
    let phone = try #require(driver.session.caseLines(at: driver.now).first { $0.line.id == "patient.phone" })
    driver.select(phone.line.id)
    driver.press(.showAlone, .copy)
    #expect(copied(driver).isEmpty)
    driver.press(.qrCode, .copy)
    #expect(copied(driver).isEmpty)
  }

  private func driver() throws -> SessionDriver {
    try SessionDriver.showing(try Sample.detail()) { settings in
      settings.allowsClipboard = false
      settings.allowsSuspend = false
      settings.allowsExport = false
    }
  }

  @Test func theClipboardCanBeKeptOff() throws {
    var driver = try driver()
    for command in [Command.copy, .copyMenu] {
      driver.press(command)
      #expect(driver.effects.allSatisfy { if case .screen(.copy) = $0 { false } else { true } })
      #expect(driver.notice.contains("the site policy keeps the clipboard off"))
    }
    driver.requestRefill()
    driver.handle(.writes(.ended(.success(Written(value: .link("https://example.com/l"), isRecorded: true)), write: 1)))
    #expect(driver.reading != nil)
    driver.press(.copy)
    #expect(driver.effects.allSatisfy { if case .screen(.copy) = $0 { false } else { true } })
    #expect(driver.notice.contains("the site policy keeps the clipboard off"))
  }

  @Test func suspendingCanBeKeptOff() throws {
    var driver = try driver()
    driver.press(.suspend)
    #expect(!driver.effects.contains(.screen(.suspend)))
    #expect(driver.notice.contains("the site policy does not allow suspending"))
    driver.press(.lock, .suspend)
    #expect(!driver.effects.contains(.screen(.suspend)))
  }

  @Test func writingFormsToFilesCanBeKeptOff() throws {
    var driver = try driver()
    driver.press(.addProducts, .exportForm)
    #expect(driver.screen.overlays.isEmpty)
    #expect(driver.notice.contains("the site policy does not allow writing forms to files"))
  }

  @Test func theHeaderSaysWhyNothingIsWritten() throws {
    let driver = try SessionDriver.showing(try Sample.detail(), isReadOnly: true)
    #expect(driver.header.contains("read-only: config.toml"))
  }
}
