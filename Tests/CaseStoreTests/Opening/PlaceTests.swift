import Foundation
import TestSupport
import Testing

@testable import CaseStore

struct PlaceTests {
  private func folder(_ profile: String, _ operatorID: String) -> String {
    StorePlace(base: "/data", profile: profile, operatorID: operatorID).folder
  }

  @Test func noTwoNamesShareAFolder() {
    let long = String(repeating: "a", count: 300)
    // The two ways to write é are different bytes, and so different stores.
    let names = ["a", "A", "a-b", "b", "", "/", "..", "a/b", "\u{E9}", "e\u{301}", "a b", "x", long, long + "b"]
    var folders: Set<String> = []
    for profile in names {
      for operatorID in names { folders.insert(folder(profile, operatorID)) }
    }
    #expect(folders.count == names.count * names.count)
  }

  @Test func aFolderNameIsPlainAndShort() {
    for odd in ["../../etc", "a\u{0}b", "\u{1B}[2J", "a/b", "émile", String(repeating: "z", count: 5000)] {
      let name = String(folder(odd, odd).dropFirst("/data/stores/".count))
      #expect(name.utf8.count <= 80)
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }, "\(name)")
    }
    #expect(folder("Staging", "jo@example.com").hasPrefix("/data/stores/staging-joexamplecom-"))
  }

  @Test func operatorsOfOneAccountHaveStoresOfTheirOwn() throws {
    let bench = try StoreBench()
    try bench.with { try $0.remember(recent()) }
    let other = StorePlace(base: bench.base, profile: "staging", operatorID: "al")
    let options = StoreOptions(session: "other", cost: StoreBench.cheap)
    let store = try LocalStore.open(other, with: bench.secret("another key"), options: options)
    #expect(try store.recents().records.isEmpty)
    try store.close()
    // Put in the place of one's own, the other's files are refused.
    try FileManager.default.removeItem(atPath: bench.folder)
    try FileManager.default.copyItem(atPath: other.folder, toPath: bench.folder)
    #expect(refusal { _ = try bench.open() } == .wrongPassphrase)
  }

  @Test(arguments: ["", "/stores", "/stores/NAME", "/stores/NAME/sessions"])
  func aLooseFolderIsRefusedWithItsRemedy(_ part: String) throws {
    let bench = try StoreBench()
    try bench.with { _ in }
    let path = bench.base + part.replacingOccurrences(of: "NAME", with: (bench.folder as NSString).lastPathComponent)
    chmod(path, 0o750)
    let found = refusal { _ = try bench.open() }
    #expect(found?.sentence.hasSuffix("run: chmod 700 \(path).") == true, "\(String(describing: found))")
    chmod(path, 0o700)
    try bench.with { _ in }
  }

  @Test(arguments: ["key", "cache.sqlite", "drafts.sqlite", "opening"])
  func aLooseFileIsRefusedWithItsRemedy(_ name: String) throws {
    let bench = try StoreBench()
    try bench.with { _ in }
    let path = bench.folder + "/" + name
    chmod(path, 0o640)
    #expect(refusal { _ = try bench.open() }?.sentence.hasSuffix("run: chmod 600 \(path).") == true)
    chmod(path, 0o600)
    try bench.with { _ in }
  }

  @Test(arguments: ["key", "cache.sqlite", "drafts.sqlite", "drafts.sqlite-wal", "opening"])
  func linksAndOtherKindsOfFileAreRefused(_ name: String) throws {
    let bench = try StoreBench()
    try bench.with { _ in }
    let path = bench.folder + "/" + name
    let away = bench.home.path + "/away"
    if FileManager.default.fileExists(atPath: path) {
      #expect(rename(path, away) == 0)
    } else {
      _ = try bench.home.file("away", "")
    }
    #expect(symlink(away, path) == 0)
    #expect(refusal { _ = try bench.open() }?.sentence.contains("symbolic link") == true)
    unlink(path)
    #expect(Glibc.link(away, path) == 0)
    #expect(refusal { _ = try bench.open() }?.sentence.contains("second name") == true)
    unlink(path)
    mkfifo(path, 0o600)
    #expect(refusal { _ = try bench.open() }?.sentence.contains("not a regular file") == true)
  }

  @Test func aFolderThatIsALinkIsRefused() throws {
    let bench = try StoreBench()
    try bench.with { _ in }
    #expect(rename(bench.folder, bench.home.path + "/away") == 0)
    #expect(symlink(bench.home.path + "/away", bench.folder) == 0)
    #expect(refusal { _ = try bench.open() }?.sentence.contains("is a link or is not a folder") == true)
  }

  @Test(.enabled(if: getuid() == 0, "only root can give files away"), arguments: ["", "/key", "/drafts.sqlite"])
  func aForeignOwnerIsRefused(_ name: String) throws {
    let bench = try StoreBench()
    try bench.with { _ in }
    chown(bench.folder + name, 65534, 65534)
    #expect(refusal { _ = try bench.open() }?.sentence.contains("belongs to another user") == true)
    chown(bench.folder + name, 0, 0)
  }

  /// SQLite opens by path, which leads to the folder that is held.
  @Test func aStoreThatIsOpenStaysInItsFolder() throws {
    let bench = try StoreBench()
    let store = try bench.open()
    _ = try store.save(content("one"), as: draftID(), expecting: nil)
    let before = bench.home.path + "/moved"
    #expect(rename(bench.base, before) == 0)
    try FileManager.default.createDirectory(
      atPath: bench.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    store.lock()
    try store.unlock(with: bench.secret("a key"))
    try store.change(from: bench.secret("a key"), to: bench.secret("another key"))
    try store.remember(recent())
    try store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder).isEmpty)
    try FileManager.default.removeItem(atPath: bench.base)
    #expect(rename(before, bench.base) == 0)
    let again = try bench.open(key: "another key")
    #expect(try again.recents().records.count == 1)
    #expect(try again.drafts().records.count == 1)
    try again.close()
  }
}
