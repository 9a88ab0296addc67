import Foundation
import Testing

extension RealTerminalTests {
  /// Where nothing can be kept, the program works and says so, and writes nothing that it could not record.
  @Suite(.serialized, .enabled(if: getuid() == 0, "the folders of these tests take root to make"))
  struct NoHomeTests {
    enum Trouble: String, CaseIterable, Sendable {
      case missing, foreign, readOnly, full

      /// What its data folder makes of a store, and of a record of writes.
      var words: String {
        switch self {
        case .missing: "cannot be made"
        case .readOnly: "the disk is read-only"
        case .foreign: "another user"
        case .full: "the disk is full"
        }
      }
    }

    @Test(arguments: Trouble.allCases)
    func `The screen works in memory, says so once, and sends no write`(_ trouble: Trouble) async throws {
      try await Clinic.run { clinic in
        let share = clinic.home + "/.local/share"
        try FileManager.default.createDirectory(
          atPath: share, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var mounted: [String] = []
        // Also while a process that has just ended still holds a file open.
        defer { for path in mounted.reversed() { umount2(path, Int32(MNT_DETACH)) } }
        var shape = clinic.shape
        switch trouble {
        case .missing:
          // A path that is not absolute counts as none.
          shape.environment = [
            "HOME": "/proc/no-such-home", "XDG_DATA_HOME": "relative/data",
            "CASEDESK_CONFIG_DIR": clinic.home + "/.config/casedesk",
          ]
        case .foreign:
          try FileManager.default.createDirectory(atPath: clinic.data, withIntermediateDirectories: false)
          chown(clinic.data, 65534, 65534)
        case .readOnly:
          try #require(mount(share, share, nil, UInt(MS_BIND), nil) == 0)
          mounted.append(share)
          try #require(mount(nil, share, nil, UInt(MS_BIND | MS_REMOUNT | MS_RDONLY), nil) == 0)
        case .full:
          try #require(mount("tmpfs", share, "tmpfs", 0, "size=4k,mode=700") == 0)
          mounted.append(share)
          #expect(FileManager.default.createFile(atPath: share + "/fill", contents: Data(count: 4096)))
        }
        try await TmuxScreen.run([], shape) { screen in
          screen.lookUpAvery()
          screen.waitFor("NOT KEPT")
          screen.waitFor("Your actions are not being recorded, so nothing can be changed")
          screen.waitFor(trouble.words)
          screen.press("r")
          screen.waitFor("Refill link for Avery Lindqvist")
          screen.press("Enter")
          screen.waitFor("y yes")
          // Not pressed again afterwards: that key would take the answer's place.
          let isAnswered = Patience.wait {
            guard screen.lines().contains("y yes") else { return true }
            screen.press("y")
            return Patience.glance(tries: 25) { !screen.lines().contains("y yes") }
          }
          #expect(isAnswered)
          screen.waitFor("cannot be written")
          #expect(!screen.lines().contains("https://example.com/check-in/"))
        }
      }
    }

    @Test func `On a disk that fills up a draft is marked not saved, and saved when there is room again`() async throws
    {
      try await Clinic.run { clinic in
        let share = clinic.home + "/.local/share"
        try FileManager.default.createDirectory(
          atPath: share, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try #require(mount("tmpfs", share, "tmpfs", 0, "size=800k,mode=700") == 0)
        defer { umount2(share, Int32(MNT_DETACH)) }
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.typeAnswer("before CANARY-7X")
          screen.waitFor("─ saved ")
          let fill = open(share + "/fill", O_WRONLY | O_CREAT, 0o600)
          while write(fill, [UInt8](repeating: 0, count: 4096), 4096) > 0 {}
          close(fill)
          screen.type(" and after")
          screen.waitFor("NOT SAVED")
          screen.waitFor("before CANARY-7X and after")
          unlink(share + "/fill")
          screen.type("wards")
          screen.waitFor("─ saved ")
          screen.waitForNo("NOT SAVED")
          try screen.killProgram()
        }
        try await TmuxScreen.run([], clinic.shape) { screen in
          screen.waitFor("Continue: Avery L. ADA-TOSXM, question 1")
          screen.press("Down", "Enter")
          screen.waitFor("before CANARY-7X and afterwards")
        }
      }
    }
  }
}
