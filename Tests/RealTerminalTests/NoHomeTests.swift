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
        case .missing, .readOnly: "read-only"
        case .foreign: "belongs to another user"
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
        defer { for path in mounted { umount(path) } }
        var shape = clinic.shape
        switch trouble {
        case .missing:
          shape.environment = ["XDG_DATA_HOME": "/proc/no-such-folder"]
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
          print("== \(trouble)", screen.lines())
          screen.press("r")
          screen.waitFor("Refill link for Avery Lindqvist")
          screen.press("Enter")
          screen.waitFor("NOT FOR PATIENTS")
          screen.confirm(expecting: trouble.words)
          print("== \(trouble)", screen.lines())
          #expect(!screen.lines().contains("https://example.com/check-in/"))
        }
      }
    }
  }
}
