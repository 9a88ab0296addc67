import PrivateIO
import Testing

/// The kernel cuts a path at the byte 0x2F, whatever stands behind it.
struct PathTextTests {
  @Test(arguments: [
    ("/a/b", "/a", "b"), ("/a", "/", "a"), ("a", ".", "a"), ("a/", "a", ""), ("/", "/", ""), ("", ".", ""),
    ("/tmp/\u{301}k", "/tmp", "\u{301}k"), ("/\u{20DD}k", "/", "\u{20DD}k"), ("/a/\u{200D}", "/a", "\u{200D}"),
  ]) func folderAndName(_ path: String, _ folder: String, _ name: String) {
    #expect(Array(path.pathFolder.utf8) == Array(folder.utf8))
    #expect(Array(path.pathName.utf8) == Array(name.utf8))
  }

  @Test func partsAreCutBeforeAMark() {
    #expect("//a/\u{301}b/./c/".pathParts.map { Array($0.utf8) } == ["a", "\u{301}b", ".", "c"].map { Array($0.utf8) })
    #expect("".pathParts.isEmpty && "/".pathParts.isEmpty)
  }

  @Test func aMarkBehindTheSlashChangesNothing() {
    #expect("/\u{301}a".isWholePath && !"a/".isWholePath && !"".isWholePath)
    #expect("~/\u{301}a".pathBelowHome.map { Array($0.utf8) } == Array("/\u{301}a".utf8))
    #expect("~a".pathBelowHome == nil && "/~/".pathBelowHome == nil)
    #expect("/a/".withoutEndingSlash == "/a" && "/".withoutEndingSlash == "/" && "/a".withoutEndingSlash == "/a")
  }
}
