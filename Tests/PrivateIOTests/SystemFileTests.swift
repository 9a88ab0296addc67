import Glibc
import PrivateIO
import TestSupport
import Testing

struct SystemFileTests {
  @Test func `A file of the system is read whole or not at all`() throws {
    let folder = try TestFolder()
    let path = try folder.file("zone", "12345")
    #expect(Descriptor.systemFile(path, limit: 5) == Array("12345".utf8))
    #expect(Descriptor.systemFile(path, limit: 4) == nil)
    #expect(Descriptor.systemFile(path + "s", limit: 5) == nil)
    #expect(Descriptor.systemFile(folder.path, limit: 5) == nil)
  }

  @Test func `The names of a folder are read through a link to it`() throws {
    let folder = try TestFolder()
    _ = try folder.file("one.toml", "1")
    _ = try folder.file(".two", "2")
    let link = folder.path + "-link"
    try #require(symlink(folder.path, link) == 0)
    defer { unlink(link) }
    #expect(FolderNames.all(at: folder.path).sorted() == [".two", "one.toml"])
    #expect(FolderNames.all(at: link).sorted() == [".two", "one.toml"])
    #expect(FolderNames.all(at: folder.path + "/one.toml").isEmpty)
    #expect(FolderNames.all(at: folder.path + "/none").isEmpty)
  }
}
