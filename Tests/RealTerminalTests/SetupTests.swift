import Foundation
import Testing

extension RealTerminalTests {
  /// Setup as a person meets it, to the store that the screen then opens.
  @Suite(.serialized) struct SetupTests {
    private static let passphrase = "four words CANARY-7X nobody knows"

    /// Answers setup's questions for a service that is nowhere, up to the passphrase.
    private func answer(_ screen: TmuxScreen) {
      for (question, words) in [
        ("Number [1]:", "3"), ("A name for the profile [clinic]:", ""), ("Base URL", "https://care.invalid"),
      ] {
        screen.waitFor(question)
        screen.type(words)
        screen.press("Enter")
      }
      screen.waitFor("Where does the API key come from?")
      screen.press("Enter")
      screen.waitFor("API key (what you type is not shown):")
      screen.type("key-CANARY-7X")
      screen.press("Enter")
      screen.waitFor("Where does the access token come from?")
      screen.press("Enter")
      screen.waitFor("Your operator id")
      screen.type("kim")
      screen.press("Enter")
      screen.waitFor("Country of phone numbers")
      screen.press("Enter")
      screen.waitFor("Time zone for the times shown")
      screen.press("Enter")
      screen.waitFor("Keep the profile anyway?")
      screen.confirmByLine(expecting: "Passphrase (Enter leaves it for the first start):")
    }

    private func remove(_ folder: String) {
      do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record("\(folder) was not removed") }
    }

    private func type(_ secret: String, _ screen: TmuxScreen, expecting text: String) {
      screen.type(secret)
      screen.press("Enter")
      screen.waitFor(text)
    }

    @Test func `The passphrase chosen in setup opens the screen's store`() async throws {
      let home = try Folder.make()
      defer { remove(home) }
      var shape = TmuxScreen.Shape()
      shape.home = home
      try await TmuxScreen.run(["setup"], shape) { screen in
        answer(screen)
        // The rule is told before the question.
        screen.waitFor("The passphrase needs at least 12 characters")
        type("short", screen, expecting: "Use at least ")
        screen.waitFor("for example four words.\nPassphrase")
        type(Self.passphrase, screen, expecting: "The passphrase again:")
        type("four words of something else", screen, expecting: "The two passphrases do not match.")
        screen.waitFor("do not match.\nPassphrase")
        // The screen drops a Tab from a passphrase.
        type(
          "\t" + Self.passphrase, screen,
          expecting: "do not match.\nPassphrase (Enter leaves it for the first start):\nThe passphrase")
        type(Self.passphrase + "\t", screen, expecting: "ended with 0")
        // Nothing secret was seen, and what is typed shows again.
        #expect(!screen.lines(history: true).contains("CANARY-7X"))
        #expect(Patience.wait { screen.note("before") == screen.note("after") })
        let data = home + "/.local/share/casedesk"
        for entry in try Folder.entries(data) {
          #expect(entry.mode == (entry.isFolder ? 0o700 : 0o600), "\(entry.path)")
        }
        let stores = try FileManager.default.contentsOfDirectory(atPath: data + "/stores")
        #expect(stores.count == 1 && stores[0].hasPrefix("clinic-kim-"))
      }
      try await TmuxScreen.run([], shape) { screen in
        screen.waitFor("Passphrase")
        type("not the passphrase", screen, expecting: "did not open it; 4 tries are left")
        // A try that comes before the wait has passed is refused.
        let isOpen = Patience.wait {
          screen.press("C-u")
          screen.type(Self.passphrase)
          screen.press("Enter")
          return Patience.glance(tries: 25) { !screen.lines().contains("sealed recents and drafts") }
        }
        #expect(isOpen)
        #expect(!screen.lines().contains("NOT SAVED"))
        screen.press("C-p")
        screen.waitFor("Commands")
        screen.type("lock")
        screen.waitFor("covers")
        screen.press("Enter")
        screen.waitFor("Type the passphrase to unlock")
        type(Self.passphrase, screen, expecting: "e-mail, phone or case id")
        screen.waitForNo("Locked")
      }
    }

    @Test func `Left to the first start, the passphrase is chosen there`() async throws {
      let home = try Folder.make()
      defer { remove(home) }
      var shape = TmuxScreen.Shape()
      shape.home = home
      try await TmuxScreen.run(["setup"], shape) { screen in
        answer(screen)
        screen.press("Enter")
        screen.waitFor("ended with 0")
        #expect(!FileManager.default.fileExists(atPath: home + "/.local/share/casedesk/stores"))
      }
      try await TmuxScreen.run([], shape) { screen in screen.waitFor("Choose a passphrase") }
    }
  }
}
