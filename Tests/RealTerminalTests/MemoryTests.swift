import Foundation
import PseudoTerminal
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
      screen.waitFor("to unlock.")
    }

    private func count(_ secret: String, _ screen: TmuxScreen) throws -> Int {
      try ProcessMemory.count(of: Array(secret.utf8), in: try screen.process())
    }

    /// Waits for the store's thread, which nobody sees at work.
    private func expectGone(_ secret: String, _ screen: TmuxScreen) throws {
      var left = 0
      let isGone = try Patience.wait {
        left = try count(secret, screen)
        return left == 0
      }
      #expect(isGone, "copies left: \(left)")
    }

    private func run(_ home: String, _ work: (TmuxScreen) throws -> Void) async throws {
      var shape = TmuxScreen.Shape()
      shape.home = home
      try await TmuxScreen.run([], shape) { screen in
        try work(screen)
        // Its home folder goes next.
        try screen.killProgram()
      }
      try FileManager.default.removeItem(atPath: home)
    }

    /// Waits until all that was typed has arrived.
    private func expectThere(_ secret: String, _ screen: TmuxScreen) throws {
      let isThere = try Patience.wait { try count(secret, screen) > 0 }
      #expect(isThere, "the search finds what is there")
    }

    /// The search finds what is in a guarded page and on a stack, and looks at every region.
    @Test func `The search misses no place`() throws {
      let canary = Array("canary-\(UUID().uuidString)".utf8)
      let size = Int(getpagesize())
      let page = try #require(mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
      defer { munmap(page, size) }
      page.copyMemory(from: canary, byteCount: canary.count)
      try #require(mprotect(page, size, PROT_NONE) == 0)
      func region(_ address: UnsafeRawPointer) throws -> ProcessMemory.Region {
        let address = UInt64(UInt(bitPattern: address))
        return try #require(try ProcessMemory.regions(of: getpid()).first { $0.bounds.contains(address) })
      }
      #expect(try region(page).permissions == "---p")
      #expect(try ProcessMemory.count(of: canary, in: getpid(), [try region(page)]) == 1)
      try withUnsafeTemporaryAllocation(byteCount: canary.count, alignment: 1) { place in
        place.copyBytes(from: canary)
        let stack = try region(try #require(place.baseAddress))
        #expect(try ProcessMemory.count(of: canary, in: getpid(), [stack]) >= 1)
      }
      let regions = try ProcessMemory.regions(of: getpid())
      #expect(regions.contains { $0.name == "[stack]" } && regions.count > 51)
      #expect(try ProcessMemory.count(of: canary, in: getpid()) >= 1)
    }

    @Test func `Locked, the printed key and the typed PIN are nowhere in memory`() async throws {
      let mark = UUID().uuidString
      let (key, pin) = ("canary-key-\(mark)", "pin-\(mark)")
      let home = try Folder.distantHome("[store]\nkey_command = [\"HOME/print-key\"]")
      try Clinic.write(home + "/print-key", "#!/bin/sh\necho \(key)\n", mode: 0o700)
      try await run(home) { screen in
        screen.waitFor("Choose a PIN for this session")
        screen.type(pin)
        try expectThere(pin, screen)
        screen.press("Enter")
        screen.waitFor("The PIN again")
        screen.type(pin)
        screen.press("Enter")
        screen.waitForNo("The PIN again")
        for _ in 0..<2 {
          lock(screen)
          try expectGone(key, screen)
          try expectGone(pin, screen)
          screen.type(pin)
          screen.press("Enter")
          screen.waitForNo("Locked")
        }
      }
    }

    @Test(arguments: [false, true])
    func `Locked, the passphrase is nowhere in memory`(isPasted: Bool) async throws {
      let phrase = "phrase-\(UUID().uuidString)"
      try await run(try Folder.distantHome("")) { screen in
        func enter() {
          if isPasted {
            screen.paste(phrase)
            // A key close behind a paste is still part of it.
            _ = screen.settledBytes()
          } else {
            screen.type(phrase)
          }
        }
        screen.waitFor("Choose a passphrase")
        enter()
        try expectThere(phrase, screen)
        // A copy on its way would be one that nobody overwrites.
        #expect(try count(phrase, screen) == 1)
        screen.press("Enter")
        screen.waitFor("The passphrase again")
        enter()
        screen.press("Enter")
        screen.waitForNo("The passphrase again")
        for _ in 0..<2 {
          lock(screen)
          try expectGone(phrase, screen)
          enter()
          screen.press("Enter")
          screen.waitForNo("Locked")
        }
      }
    }

    @Test func `Read line by line, the passphrase is nowhere in memory, with the store open and locked`() throws {
      let phrase = "phrase-\(UUID().uuidString)"
      let home = try Folder.distantHome("")
      let terminal = try PseudoTerminal(
        ["--accessible"],
        environment: ["HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"])
      func expect(_ text: String) {
        let isThere = terminal.read(seconds: 120) { $0.text.hasSuffix(text) }
        #expect(isThere, "“\(text)” is not there:\n\(terminal.text)")
      }
      func expect(copies: Int) throws {
        var left = 0
        let areLeft = try Patience.wait {
          left = try ProcessMemory.count(of: Array(phrase.utf8), in: terminal.process)
          return left == copies
        }
        #expect(areLeft, "copies left: \(left)")
      }
      expect("Choose a passphrase, Enter alone goes back: ")
      terminal.send("\(phrase)\n")
      expect("The passphrase again, Enter alone goes back: ")
      // The line that was read may be wiped only after the next question is on the glass.
      try expect(copies: 1)
      terminal.send("\(phrase)\n")
      expect("? lists the commands: ")
      try expect(copies: 0)
      for _ in 0..<2 {
        terminal.send(":lock\n")
        expect("passphrase: ")
        try expect(copies: 0)
        terminal.send("\(phrase)\n")
        expect("? lists the commands: ")
        try expect(copies: 0)
      }
      #expect(!terminal.text.contains(phrase))
      kill(terminal.process, SIGKILL)
      #expect(terminal.read(seconds: 120) { $0.ending != nil })
      try FileManager.default.removeItem(atPath: home)
    }
  }
}
