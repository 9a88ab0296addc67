import Foundation
import Glibc
import PrivateIO
import TestSupport
import Testing

/// Every folder on the way may lead a path elsewhere, so each is judged.
struct TrustedWalkTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    _ = try folder.folder("a", mode: 0o755)
    _ = try folder.folder("a/b", mode: 0o755)
    _ = try folder.file("a/b/file", "text")
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private func opening(_ name: String, _ trust: Trust = .thisUserAndRoot, followingLink: Bool = false) -> IOFailure? {
    do throws(IOFailure) {
      try TrustedWalk.open(name.hasPrefix("/") ? name : path(name), O_RDONLY, trust, followingLink: followingLink)
        .close()
      return nil
    } catch {
      return error
    }
  }

  private func walking(_ name: String, _ trust: Trust = .thisUserAndRoot, making: Bool = false) -> IOFailure? {
    do throws(IOFailure) {
      _ = try TrustedWalk.to(name.hasPrefix("/") ? name : path(name), trust, making: making)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["a", "a/b"], [0o777, 0o775, 0o770, 0o722])
  func eachFolderOnTheWayIsJudged(_ open: String, _ mode: Int) throws {
    #expect(walking("a/b") == nil)
    #expect(opening("a/b/file") == nil)
    chmod(path(open), mode_t(mode))
    let refusal = IOFailure.folderOpenToWriters(path(open))
    #expect(walking("a/b") == refusal)
    #expect(opening("a/b/file") == refusal)
    // A file that is not there may have been taken away.
    #expect(opening("a/b/none") == refusal)
    #expect(walking("a/b/none") == refusal)
    #expect(walking("a/b/none/new", making: true) == refusal)
    #expect(!FileManager.default.fileExists(atPath: path("a/b/none")))
    chmod(path(open), mode_t(mode | 0o1000))
    #expect(walking("a/b") == nil)
    #expect(opening("a/b/file") == nil)
  }

  @Test(.enabled(if: getuid() == 0, "giving a folder away needs root"), arguments: ["a", "a/b"])
  func aFolderOfAnotherUserIsNamedWithTheOwner(_ name: String) throws {
    chown(path(name), 12_345, 0)
    #expect(walking("a/b") == .folderOfAnotherUser(path(name), 12_345))
    #expect(opening("a/b/file") == .folderOfAnotherUser(path(name), 12_345))
    #expect(opening("a/b/file", .root) == .folderOfAnotherUser(path(name), 12_345))
  }

  /// `/` and a mark that combines with it are one character and two bytes; the kernel cuts at the byte.
  @Test func pathsAreCutAtBytes() throws {
    let open = try folder.folder("open", mode: 0o777)
    let name = "\u{301}k"
    _ = try folder.file("open/" + name, "text")
    #expect(opening(open + "/" + name) == .folderOpenToWriters(open))
    let inner = try folder.folder("open/\u{301}f", mode: 0o755)
    #expect(walking(inner) == .folderOpenToWriters(open))
    chmod(open, 0o755)
    symlink(path("a/b/file"), open + "/\u{20DD}link")
    #expect(opening(open + "/\u{20DD}link") == .symbolicLink)
  }

  @Test func theWayOfALinkIsWalkedToo() throws {
    _ = try folder.folder("links", mode: 0o755)
    for (name, target) in [("absolute", path("a/b")), ("relative", "../a/b"), ("twice", "relative/../b")] {
      symlink(target, path("links/" + name))
      #expect(walking("links/" + name) == nil)
      #expect(opening("links/\(name)/file") == nil)
      chmod(path("a"), 0o777)
      #expect(walking("links/" + name) == .folderOpenToWriters(path("a")))
      #expect(opening("links/\(name)/file") == .folderOpenToWriters(path("a")))
      chmod(path("a"), 0o755)
    }
  }

  @Test func aLinkToAFileIsFollowedOnlyWhereItMayBe() throws {
    symlink("a/b/file", path("link"))
    #expect(opening("link") == .symbolicLink)
    #expect(opening("link", followingLink: true) == nil)
    chmod(path("a/b"), 0o777)
    #expect(opening("link", followingLink: true) == .folderOpenToWriters(path("a/b")))
  }

  /// Behind a link to a disk that is not mounted nobody can tell what there is.
  @Test func aLinkThatLeadsNowhereIsNoMissingFile() throws {
    symlink("nowhere/deep", path("link"))
    #expect(opening("link", followingLink: true) == .danglingLink)
    #expect(opening("link/file") == .danglingLink)
    #expect(walking("link") == .danglingLink)
    #expect(walking("link/inner", making: true) == .danglingLink)
    #expect(!FileManager.default.fileExists(atPath: path("nowhere")))
    #expect(opening("a/none") == .system(ENOENT))
    symlink("a", path("good"))
    #expect(opening("good/none") == .system(ENOENT))
    #expect(walking("good/new", making: true) == nil)
  }

  @Test func namesThatNoFileHasAreRefused() {
    for name in ["/", "a/b/", "a/..", "a\u{0}b", ""] {
      #expect(opening(folder.path + "/" + name) == .noFileName, "\(name)")
    }
  }

  @Test func linksInACircleEnd() {
    symlink("two", path("one"))
    symlink("one", path("two"))
    #expect(walking("one/x") == .folderNotExamined(folder.path))
    #expect(opening("one", followingLink: true) == .folderNotExamined(folder.path))
  }

  @Test func aFolderThatIsAFileIsNone() {
    #expect(walking("a/b/file") == .system(ENOTDIR))
    #expect(opening("a/b/file/x") == .system(ENOTDIR))
  }

  @Test func aRelativePathStartsWhereTheProcessIs() throws {
    func path(_ name: String) throws(IOFailure) -> String { try TrustedWalk.to(name).path }
    let here = try path(FileManager.default.currentDirectoryPath)
    #expect(try path(".") == here)
    #expect(try path("Sources/./../Tests//") == here + "/Tests")
  }
}
