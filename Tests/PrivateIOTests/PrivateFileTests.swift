import Foundation
import Glibc
import PrivateIO
import TestSupport
import Testing

struct PrivateFileTests {
  private let folder: TestFolder
  private let path: String

  init() throws {
    folder = try TestFolder()
    path = folder.path + "/file"
  }

  private func mode(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  // MARK: - Making

  @Test func aNewFileIsPrivateAndWhole() throws {
    try PrivateFile.create(path, with: Array("text".utf8))
    #expect(mode(path) == 0o600)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "text")
  }

  @Test func aFileThatIsThereStaysAsItIs() throws {
    _ = try folder.file("file", "old")
    #expect(throws: IOFailure.system(EEXIST)) { try PrivateFile.create(path, with: [1]) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
  }

  @Test func aLinkToNowhereIsNotFollowed() throws {
    symlink(folder.path + "/elsewhere", path)
    #expect(throws: IOFailure.system(EEXIST)) { try PrivateFile.create(path, with: [1]) }
    #expect(try names == ["file"])
  }

  @Test func replacingNeverWritesIntoTheOldFile() throws {
    let target = try folder.file("target", "theirs", mode: 0o644)
    symlink(target, path)
    try PrivateFile.replace(path, with: Array("ours".utf8))
    #expect(mode(path) == 0o600)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "ours")
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "theirs")
    #expect(try names == ["file", "target"])
  }

  @Test func aReplacementThatFailsLeavesTheOldFileAlone() throws {
    _ = try folder.folder("file", mode: 0o700)
    #expect(throws: IOFailure.system(EISDIR)) { try PrivateFile.replace(path, with: [1]) }
    #expect(try names == ["file"])
  }

  @Test(.enabled(if: SmallDisk.canBeMounted)) func onAFullDiskNoPartStaysBehind() throws {
    let disk = try SmallDisk(at: folder.path + "/disk")
    defer { disk.unmount() }
    let file = disk.path + "/file"
    try PrivateFile.create(file, with: Array("old".utf8))
    let large = [UInt8](repeating: 7, count: 100_000)
    #expect(throws: IOFailure.system(ENOSPC)) { try PrivateFile.replace(file, with: large) }
    #expect(throws: IOFailure.system(ENOSPC)) { try PrivateFile.create(file + "2", with: large) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["file"])
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "old")
  }

  // MARK: - Opening

  private func failure(_ flags: Int32 = O_RDONLY) -> IOFailure? {
    do throws(IOFailure) {
      try PrivateFile.open(path, flags)?.close()
      return nil
    } catch {
      return error
    }
  }

  @Test func aPrivateFileOpens() throws {
    _ = try folder.file("file", "text")
    let file = try #require(try PrivateFile.open(path, O_RDONLY))
    defer { file.close() }
    #expect(try file.readAll(limit: 9) == Array("text".utf8))
    #expect(fcntl(file.number, F_GETFD) & FD_CLOEXEC != 0)
  }

  @Test func aMissingFileIsNone() throws { #expect(try PrivateFile.open(path, O_RDONLY) == nil) }

  @Test func aFileMadeByOpeningIsPrivate() throws {
    try #require(try PrivateFile.open(path, O_RDWR | O_CREAT)).close()
    #expect(mode(path) == 0o600)
  }

  @Test(arguments: [0o640, 0o604, 0o610]) func aFileOpenToOthersIsRefused(_ mode: Int) throws {
    _ = try folder.file("file", "text", mode: mode)
    #expect(failure() == .openToOthers)
  }

  @Test func linksFoldersAndPipesAreRefused() throws {
    symlink(try folder.file("target", "text"), path)
    #expect(failure() == .symbolicLink)
    unlink(path)
    link(folder.path + "/target", path)
    #expect(failure() == .hasSecondName)
    unlink(path)
    mkdir(path, 0o700)
    #expect(failure() == .notRegular)
    rmdir(path)
    // It would wait for a writer without O_NONBLOCK.
    mkfifo(path, 0o600)
    #expect(failure() == .notRegular)
  }

  @Test(.enabled(if: getuid() == 0)) func aFileOfAnotherUserIsRefused() throws {
    _ = try folder.file("file", "text")
    try #require(chown(path, 65_534, 65_534) == 0)
    #expect(failure() == .ofAnotherUser(65_534))
  }

  // MARK: - Folders

  @Test func foldersAreMadePrivateWithThoseAbove() throws {
    let deep = folder.path + "/a/b/c"
    try PrivateFolders.make(deep)
    try PrivateFolders.make(deep)
    #expect(["/a", "/a/b", "/a/b/c"].map { mode(folder.path + $0) } == [0o700, 0o700, 0o700])
  }

  @Test func theFolderThatCannotBeMadeIsNamed() throws {
    _ = try folder.file("file", "text")
    #expect(throws: IOFailure.folderNotMade(path + "/a", ENOTDIR)) { try PrivateFolders.make(path + "/a/b") }
  }

  @Test func onlyAPrivateFolderOpens() throws {
    #expect(try PrivateFolders.open(path) == nil)
    try #require(try PrivateFolders.open(folder.path)).close()
    _ = try folder.folder("open", mode: 0o750)
    #expect(throws: IOFailure.openToOthers) { try PrivateFolders.open(folder.path + "/open") }
    _ = try folder.file("file", "text")
    #expect(throws: IOFailure.notFolder) { try PrivateFolders.open(path) }
  }

  @Test func aLinkToAFolderOpensAsAPathAndNotAsAName() throws {
    symlink(folder.path, path)
    try #require(try PrivateFolders.open(path)).close()
    let above = try #require(try PrivateFolders.open(folder.path))
    defer { above.close() }
    #expect(throws: IOFailure.notFolder) { try PrivateFolders.open("file", in: above, making: false) }
    #expect(throws: IOFailure.notFolder) { try PrivateFolders.open("file", in: above, making: true) }
    try #require(try PrivateFolders.open("new", in: above, making: true)).close()
    #expect(mode(folder.path + "/new") == 0o700)
  }

  @Test func namesAreLookedUpInTheFolderThatIsOpen() throws {
    _ = try folder.folder("one", mode: 0o700)
    let one = try #require(try PrivateFolders.open(folder.path + "/one"))
    defer { one.close() }
    try #require(rename(folder.path + "/one", folder.path + "/moved") == 0)
    _ = try folder.folder("one", mode: 0o700)
    try PrivateFile.create("made", in: one, with: [1])
    try PrivateFile.replace("replaced", in: one, with: [1])
    try #require(try PrivateFile.open("made", in: one, O_RDONLY)).close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/one").isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/moved").sorted() == ["made", "replaced"])
  }
}
