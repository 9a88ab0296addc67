import Foundation
import Testing

extension RealTerminalTests {
  /// What a locked program still has in memory.
  @Suite(
    .serialized,
    .enabled(
      if: ProcessMemory.canBeRead, "only root can read the memory of a process that is sealed against its own user"))
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

    private func count(_ secret: String, _ screen: TmuxScreen) throws -> Int {
      try ProcessMemory.count(of: Array(secret.utf8), in: try screen.process())
    }

    /// Waits for the store's thread, which nobody sees at work.
    private func expectGone(_ secret: String, _ screen: TmuxScreen) throws {
      var left = try count(secret, screen)
      for _ in 0..<50 where left > 0 {
        usleep(100_000)
        left = try count(secret, screen)
      }
      #expect(left == 0, "copies left: \(left)")
    }

    @Test func `Locked, the key that the command printed is nowhere in memory`() async throws {
      let home = try Folder.make()
      let mark = UUID().uuidString
      let (key, pin) = ("canary-key-\(mark)", "pin-\(mark)")
      try FileManager.default.createDirectory(
        atPath: home + "/.config/casedesk", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Clinic.write(home + "/print-key", "#!/bin/sh\necho \(key)\n", mode: 0o700)
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
        screen.type(pin)
        screen.press("Enter")
        screen.waitFor("The PIN again")
        screen.type(pin)
        // The search finds what is there: it was typed a moment ago.
        let typed = try count(pin, screen)
        #expect(typed > 0)
        screen.press("Enter")
        screen.waitForNo("The PIN again")
        lock(screen)
        try expectGone(key, screen)
        screen.type(pin)
        screen.press("Enter")
        screen.waitForNo("Locked")
        lock(screen)
        try expectGone(key, screen)
        // Its home folder goes next.
        kill(try screen.process(), SIGKILL)
        screen.waitFor("ended with 137")
      }
      try FileManager.default.removeItem(atPath: home)
    }
  }
}
