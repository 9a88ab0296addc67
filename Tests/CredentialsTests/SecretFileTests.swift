import Care360
import Foundation
import TestSupport
import Testing

@testable import Credentials

struct SecretFileTests {
  private func read(_ path: String) async -> String {
    await outcome(Credentials(CredentialPlan(apiKey: .file(path))))
  }

  @Test(arguments: [0o600, 0o400])
  func aFileOfItsOwnerOnlyIsRead(mode: Int) async throws {
    let folder = try TestFolder()
    #expect(await read(try folder.file("key", "test-key-1\n", mode: mode)) == "test-key-1")
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o610, 0o601])
  func aFileOpenToOthersIsRefusedWithTheCommandThatMendsIt(mode: Int) async throws {
    let folder = try TestFolder()
    let path = try folder.file("key", "test-key-1\n", mode: mode)
    #expect(await read(path) == "The API key file \(path) is open to other users; run: chmod 600 \(path)")
  }

  /// The exception is root's file of exactly one of these modes and of the group that the site policy names.
  @Test(.enabled(if: getuid() == 0, "only root can make root's files"), arguments: [0o640, 0o440, 0o660, 0o644, 0o641])
  func aFileOfRootIsSharedWithTheGroupOfThePolicyOnly(mode: Int) async throws {
    let folder = try TestFolder()
    let path = try folder.file("key", "test-key-1\n", mode: mode)
    #expect(chown(path, 0, 54_321) == 0)
    func read(_ group: UInt32?) async -> String {
      await outcome(Credentials(CredentialPlan(apiKey: .file(path), readableGroup: group)))
    }
    #expect(await read(54_321) == ([0o640, 0o440].contains(mode) ? "test-key-1" : await read(nil)))
    #expect(await read(nil).contains("is open to other users"))
    #expect(await read(54_322).contains("is open to other users"))
    #expect(chown(path, 12_345, 54_321) == 0)
    #expect(await read(54_321).contains("belongs to another user"))
  }

  @Test func aSymbolicLinkIsRefused() async throws {
    let folder = try TestFolder()
    let target = try folder.file("key", "test-key-1\n")
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(await read(link).contains("is a symbolic link"))
  }

  @Test func aLinkThatLeadsNowhereIsNoMissingFile() async throws {
    let folder = try TestFolder()
    for name in ["key", "keys"] { symlink(folder.path + "/not-mounted", folder.path + "/" + name) }
    #expect(await read(folder.path + "/key").contains("is a symbolic link"))
    #expect(await read(folder.path + "/keys/key").contains("has a broken link in its path"))
  }

  @Test func aFIFOIsRefusedWithoutWaitingForAWriter() async throws {
    let folder = try TestFolder()
    let path = folder.path + "/fifo"
    #expect(mkfifo(path, 0o600) == 0)
    #expect(await read(path).contains("is not a regular file"))
  }

  @Test func aFolderAndADeviceAreRefused() async throws {
    let folder = try TestFolder()
    #expect(await read(try folder.folder("key", mode: 0o700)).contains("is not a regular file"))
    #expect(await read("/dev/null").contains("is not a regular file"))
  }

  @Test func aMissingFileIsSaidSo() async throws {
    let folder = try TestFolder()
    #expect(await read(folder.path + "/none").contains("does not exist"))
    #expect(await read(folder.path + "/none/key").contains("does not exist"))
    #expect(await read(folder.path + "/").contains("has no usable name"))
  }

  @Test(arguments: [0o777, 0o770, 0o702])
  func aFolderThatOthersMayWriteToIsRefused(mode: Int) async throws {
    let folder = try TestFolder()
    let inner = try folder.folder("open", mode: mode)
    let path = try folder.file("open/key", "test-key-1\n")
    #expect(await read(path).hasSuffix("run: chmod go-w \(inner)"))
  }

  /// To the kernel the slash ends the folder's name, whatever mark the file's name begins with.
  @Test(arguments: ["\u{301}k", "\u{20DD}k", "\u{200D}k"])
  func aNameThatBeginsWithAMarkHidesNoFolder(name: String) async throws {
    let folder = try TestFolder()
    let inner = try folder.folder("open", mode: 0o777)
    #expect(await read(try folder.file("open/" + name, "test-key-1\n")).hasSuffix("run: chmod go-w \(inner)"))
    let link = try folder.folder("own", mode: 0o700) + "/" + name
    #expect(symlink("/dev/null", link) == 0)
    #expect(await read(link).contains("is a symbolic link"))
  }

  @Test func aFolderFurtherUpThatOthersMayWriteToIsRefused() async throws {
    let folder = try TestFolder()
    _ = try folder.folder("open", mode: 0o777)
    _ = try folder.folder("open/inner", mode: 0o700)
    let path = try folder.file("open/inner/key", "test-key-1\n")
    #expect(await read(path).contains("can write to"))
  }

  /// Whoever owns a folder above may put another one in its place; a folder that cannot be listed can still be written to.
  @Test(.enabled(if: getuid() == 0, "giving a folder away needs root"), arguments: [(0o755, 12_345), (0o733, 0)])
  func aFolderFurtherUpIsJudgedByOwnerAndModeWithoutBeingListed(mode: Int, owner: UInt32) async throws {
    let folder = try TestFolder()
    let above = try folder.folder("above", mode: 0o755)
    _ = try folder.folder("above/inner", mode: 0o700)
    let path = try folder.file("above/inner/key", "test-key-1")
    #expect(await read(path) == "test-key-1")
    #expect(chmod(above, mode_t(mode)) == 0 && chown(above, owner, owner) == 0)
    #expect(await read(path).contains(owner == 0 ? "run: chmod go-w \(above)" : "in another user's folder"))
  }

  /// The folder behind the link is good, but others may lead the link elsewhere.
  @Test func aLinkToAFolderIsTakenWhereOnlyItsOwnerCanLeadItElsewhere() async throws {
    let folder = try TestFolder()
    let home = try folder.folder("home", mode: 0o700)
    _ = try folder.file("home/key", "test-key-1")
    for (name, mode) in [("own", 0o755), ("open", 0o777), ("sticky", 0o1777)] {
      let at = try folder.folder(name, mode: mode)
      try FileManager.default.createSymbolicLink(atPath: at + "/absolute", withDestinationPath: home)
      try FileManager.default.createSymbolicLink(atPath: at + "/relative", withDestinationPath: "../home")
      for link in ["absolute", "relative"] {
        let answer = await read("\(at)/\(link)/key")
        #expect(name == "open" ? answer.hasSuffix("chmod go-w \(at)") : answer == "test-key-1", "\(answer)")
      }
    }
    guard getuid() == 0 else { return }
    #expect(lchown(folder.path + "/sticky/absolute", 12_345, 12_345) == 0)
    #expect(await read(folder.path + "/sticky/absolute/key").contains("in another user's folder"))
  }

  @Test func linksInACircleEnd() async throws {
    let folder = try TestFolder()
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/a", withDestinationPath: "b")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/b", withDestinationPath: "a")
    #expect(await read(folder.path + "/a/key").hasSuffix("is in a folder that cannot be examined."))
  }

  @Test func aStickyFolderIsTaken() async throws {
    let folder = try TestFolder()
    _ = try folder.folder("sticky", mode: 0o1777)
    #expect(await read(try folder.file("sticky/key", "test-key-1")) == "test-key-1")
  }

  @Test(.enabled(if: getuid() == 0, "giving a file away needs root"))
  func aFileOrFolderOfAnotherUserIsRefused() async throws {
    let folder = try TestFolder()
    let path = try folder.file("key", "test-key-1\n")
    #expect(chown(path, 12_345, 12_345) == 0)
    #expect(await read(path).contains("belongs to another user"))
    let inner = try folder.folder("foreign", mode: 0o700)
    let within = try folder.file("foreign/key", "test-key-1\n")
    #expect(chown(inner, 12_345, 12_345) == 0)
    #expect(await read(within).contains("in another user's folder"))
  }

  @Test(arguments: [
    ("", "It is empty."), ("\n", "It is empty."), ("test\nkey", "more than one line"),
    ("test\rkey", "more than one line"),
    ("test\u{0}key", "printable ASCII"), ("testkéy", "printable ASCII"), ("testkey\nuser: x\n", "more than one line"),
    ("test key", "a space or tab in it"), ("testkey\u{FEFF}", "printable ASCII"),
  ])
  func contentThatIsNoKeyIsRefusedWithoutEchoingIt(content: String, sentence: String) async throws {
    let folder = try TestFolder()
    let path = try folder.file("k", content)
    let answer = await read(path)
    #expect(answer.contains(sentence))
    #expect(!answer.replacingOccurrences(of: path, with: "").contains("test"))
  }

  @Test(arguments: ["\u{FEFF}testkey\n", "testkey \n", "testkey\n\n", "testkey\r\n"])
  func whatAnEditorLeavesAroundTheKeyIsNoPartOfIt(_ content: String) async throws {
    let folder = try TestFolder()
    #expect(await read(try folder.file("k", content)) == "testkey")
  }

  @Test func theLargestFileIsReadAndOneByteMoreIsRefused() async throws {
    let folder = try TestFolder()
    let key = String(repeating: "k", count: 4095)
    #expect(await read(try folder.file("most", key + "\n")) == key)
    #expect(await read(try folder.file("more", key + "kk")).contains("longer than 4096 bytes"))
  }

  @Test func aNameWithQuotesAndControlCharactersIsSaidSafely() async throws {
    let folder = try TestFolder()
    let path = try folder.file("it's\u{1B}[31m", "test-key-1", mode: 0o644)
    let answer = await read(path)
    #expect(answer.hasSuffix("chmod 600 '\(folder.path)/it'\\''s?[31m'"))
    #expect(!answer.unicodeScalars.contains { $0.value < 0x20 })
  }

  /// The judged descriptor is the one that is read: while another file takes the name again and again, a secret comes
  /// from the good file or not at all.
  @Test func swappingTheFileBetweenCheckAndReadGainsNothing() async throws {
    let folder = try TestFolder()
    let good = try folder.file("good", "good-key")
    let bad = try folder.file("bad", "evil-key", mode: 0o666)
    let path = folder.path + "/key"
    try FileManager.default.copyItem(atPath: good, toPath: path)
    let swapping = Task.detached {
      while !Task.isCancelled {
        for source in [bad, good] {
          unlink(path + ".next")
          link(source, path + ".next")
          rename(path + ".next", path)
        }
      }
    }
    var answers: Set<String> = []
    for _ in 0..<500 { answers.insert(await read(path)) }
    swapping.cancel()
    await swapping.value
    #expect(!answers.contains("evil-key"))
    #expect(answers.contains("good-key"))
  }
}
