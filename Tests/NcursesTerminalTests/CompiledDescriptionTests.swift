import Foundation
import TestSupport
import Testing

@testable import NcursesTerminal

/// ncurses adds the length of the values to the offset of a name, and looks whether the offset alone is within the table.
struct CompiledDescriptionTests {
  /// A description in the numbers of term(5): no standard capability, one extended text `v` with this name offset.
  private static func description(name offset: Int16, value: Int16 = 0, table: [UInt8] = [0x76, 0, 0x58, 0x54, 0])
    -> [UInt8]
  {
    func words(_ values: [Int16]) -> [UInt8] {
      values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
    return words([0x011A, 2, 0, 0, 0, 0]) + [0x78, 0] + words([0, 0, 1, 2, Int16(table.count)])
      + words([value, offset])
      + table
  }

  @Test(arguments: [
    (Int16(0), true), (1, true), (2, true), (3, false), (-1, false), (-2, false), (5, false), (0x7000, false),
  ])
  func aNameHasToEndWithinTheTable(_ offset: Int16, _ isSound: Bool) {
    #expect(CompiledDescription(Self.description(name: offset)).hasSoundNames == isSound)
    #expect(CompiledDescription(Self.description(name: offset, value: -1)).hasSoundNames == (0..<5).contains(offset))
  }

  @Test func aTableWithoutAnEndIsNotSound() {
    #expect(!CompiledDescription(Self.description(name: 0, table: [0x76, 0, 0x58])).hasSoundNames)
    #expect(!CompiledDescription(Self.description(name: 0, table: [])).hasSoundNames)
  }

  /// ncurses refuses them itself, or has nothing to add up.
  @Test func everyCutOfASoundOneIsLeftToNcurses() throws {
    let sound = Self.description(name: 0)
    for count in 0..<sound.count { #expect(CompiledDescription(Array(sound.prefix(count))).hasSoundNames, "\(count)") }
  }

  @Test func theDescriptionsOfTheSystemAreSound() {
    for name in [
      "xterm-256color", "screen", "screen-256color", "tmux-256color", "linux", "vt100", "vt220", "dumb", "rxvt",
    ] {
      #expect(CompiledDescription(of: name, environment: [:])?.hasSoundNames != false, "\(name)")
    }
    #expect(CompiledDescription(of: "linux", environment: [:]) != nil)
    #expect(CompiledDescription(of: "../l/linux", environment: [:]) == nil)
  }

  /// The others are tried in a child first.
  @Test func onlyTheSystemsOwnIsTrusted() throws {
    let folder = try TestFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/l", withIntermediateDirectories: true)
    let copy = folder.path + "/l/linux"
    let found = try #require(
      ["/etc", "/lib", "/usr/share"].map { $0 + "/terminfo/l/linux" }.first {
        FileManager.default.fileExists(atPath: $0)
      })
    try FileManager.default.copyItem(atPath: URL(fileURLWithPath: found).resolvingSymlinksInPath().path, toPath: copy)
    func isOfSystem(_ environment: [String: String]) -> Bool? {
      CompiledDescription(of: "linux", environment: environment)?.isOfSystem
    }
    #expect(isOfSystem([:]) == true)
    #expect(isOfSystem(["HOME": folder.path]) == true)
    #expect(isOfSystem(["TERMINFO": folder.path]) == false)
    #expect(isOfSystem(["TERMINFO": "hex:1a01"]) == false)
    #expect(isOfSystem(["TERMINFO_DIRS": "/nowhere"]) == false)
    try FileManager.default.moveItem(atPath: folder.path + "/l", toPath: folder.path + "/own")
    try FileManager.default.createDirectory(atPath: folder.path + "/.terminfo", withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: folder.path + "/own", toPath: folder.path + "/.terminfo/l")
    #expect(isOfSystem(["HOME": folder.path]) == false)
  }

  @Test func theFoldersOfTheEnvironmentComeFirst() throws {
    let folder = try TestFolder()
    let bytes = Self.description(name: 9)
    for place in ["own/x", "other/78"] {
      let path = "\(folder.path)/\(place)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: path + "/xterm"))
    }
    for environment in [
      ["TERMINFO": folder.path + "/own"], ["TERMINFO_DIRS": "/nowhere:\(folder.path)/other"],
    ] {
      #expect(CompiledDescription(of: "xterm", environment: environment)?.hasSoundNames == false, "\(environment)")
    }
  }
}
