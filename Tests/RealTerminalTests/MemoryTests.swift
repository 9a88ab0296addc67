import Foundation
import Testing

extension RealTerminalTests {
  /// What a locked program still has in memory.
  @Suite(
    .serialized,
    .enabled(if: ProcessMemory.canBeRead, "only root can read the memory of a process that is sealed against its own user"))
  struct MemoryTests {
    private func lock(_ screen: TmuxScreen) {
      screen.press("C-p")
      screen.waitFor("Commands")
      screen.type("lock")
      screen.waitFor("covers")
      screen.press("Enter")
      screen.waitFor("Locked")
      screen.waitFor("opens it again")
    }

    private func counts(_ secrets: [String: String], _ screen: TmuxScreen) throws -> [String: Int] {
      let process = try screen.process()
      return try secrets.mapValues { try ProcessMemory.count(of: Array($0.utf8), in: process) }
    }

    /// Waits for the store's thread, which nobody sees at work.
    private func isGone(_ secret: String, _ screen: TmuxScreen) throws -> Bool {
      let process = try screen.process()
      for _ in 0..<50 {
        if try ProcessMemory.count(of: Array(secret.utf8), in: process) == 0 { return true }
        usleep(100_000)
      }
      return false
    }

    @Test func `Locked, the printed key and the PIN are nowhere in memory`() async throws {
      let home = try Folder.make()
      let mark = UUID().uuidString
      let secrets = ["key": "canary-key-\(mark)", "PIN": "pin-\(mark)"]
      try FileManager.default.createDirectory(
        atPath: home + "/.config/casedesk", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Clinic.write(home + "/print-key", "#!/bin/sh\necho \(secrets["key"] ?? "")\n", mode: 0o700)
      try Clinic.write(
        home + "/.config/casedesk/config.toml",
        """
        [general]
        default_profile = "far"
        operator = "robin"
        [profiles.far]
        base_url = "https://care.invalid"
        api_key_file = "\(home)/none"
        [store]
        key_command = ["\(home)/print-key"]
        """, mode: 0o600)
      var shape = TmuxScreen.Shape()
      shape.home = home
      try await TmuxScreen.run([], shape) { screen in
        screen.waitFor("Choose a PIN for this session")
        screen.type(secrets["PIN"] ?? "")
        screen.press("Enter")
        screen.waitFor("The PIN again")
        screen.type(secrets["PIN"] ?? "")
        // The search finds what is there: it was typed a moment ago.
        #expect(try counts(secrets, screen)["PIN"] ?? 0 > 0)
        screen.press("Enter")
        screen.waitForNo("The PIN again")
        lock(screen)
        print("after the lock:", try counts(secrets, screen))
        #expect(try isGone(secrets["key"] ?? "", screen))
        screen.type(secrets["PIN"] ?? "")
        screen.press("Enter")
        screen.waitForNo("Locked")
        lock(screen)
        print("after the second lock:", try counts(secrets, screen))
        #expect(try isGone(secrets["key"] ?? "", screen))
        #expect(try isGone(secrets["PIN"] ?? "", screen))
      }
      try FileManager.default.removeItem(atPath: home)
    }
  }
}
