import Care360
import Foundation
import TestSupport
import Testing

@testable import DeskConfig

/// Canned texts as files: what is read, what is refused where, and whose text a name stands for.
struct TextLibraryTests {
  private static func problems(_ text: String) -> [String] { TextFile.read(text, file: "t.toml").1.map(\.description) }

  @Test func theShippedTextsAreSoundAndThoseOfTheFolder() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/DeskConfig/Texts/Shipped").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(files == ShippedTexts.all.map { $0.name + ".toml" })
    let (entries, problems) = TextLibrary(own: nil, site: nil).read()
    #expect(problems.isEmpty && entries.count == 8)
    for entry in entries {
      #expect(entry.problems.isEmpty && entry.text != nil && entry.origin == .shipped, "\(entry.name)")
    }
  }

  @Test(arguments: [
    ("title = \"T\"\nkind = \"note\"\n", "t.toml: body: A text needs a body."),
    ("kind = \"note\"\nbody = \"b\"", "t.toml: title: A text needs a title."),
    (
      "title = \"T\"\nbody = \"b\"", "t.toml: kind: Say what the text is for: kind = \"message\", \"note\" or \"both\"."
    ),
    ("title = \"T\"\nkind = \"fax\"\nbody = \"b\"", "t.toml:2:1: kind: It must be message, note or both."),
    ("title = \"T\"\nkind = \"note\"\nbody = 1", "t.toml:3:1: body: It must be a text in quotes."),
    ("title = \"T\"\nkind = \"note\"\nbody = \"b\"\nto = \"x\"", "t.toml:4:1: to: There is no such key."),
    ("title = \"a\\nb\"\nkind = \"note\"\nbody = \"b\"", "t.toml:1:1: title: It must not hold control characters."),
    (
      "title = \"\(String(repeating: "x", count: 101))\"\nkind = \"note\"\nbody = \"b\"",
      "t.toml:1:1: title: It must be one line of at most 100 characters."
    ),
  ]) func aMistakeIsLocated(_ text: String, _ problem: String) { #expect(Self.problems(text) == [problem]) }

  /// Lines of a body in three quotes are lines of the file; those of any other one are counted within it.
  @Test(arguments: [
    ("body = \"\"\"\na\nb\"\"\"", "t.toml:5:3: body: X."), ("body = '''\na\\n\nb'''", "t.toml:5:3: body: X."),
    ("body = \"\"\"\na\\n\nb\"\"\"", "t.toml:3:1: body: Line 2, column 3: X."),
    ("body = \"a\\nb\"", "t.toml:3:1: body: Line 2, column 3: X."),
    ("body = \"\"\"a\nb\"\"\"", "t.toml:3:1: body: Line 2, column 3: X."),
    ("# a\u{2028}b\nbody = '''\na\nb'''", "t.toml:6:3: body: X."),
  ]) func aPlaceInTheBodyIsOneInTheFile(_ body: String, _ problem: String) throws {
    let (text, problems) = TextFile.read("title = \"T\"\nkind = \"both\"\n\(body)", file: "t.toml")
    #expect(problems.isEmpty)
    #expect(try #require(text).problem(line: 2, column: 3, "X.").description == problem)
    #expect(text?.kinds == [.message, .note])
  }

  private static func write(_ folder: String, _ name: String, _ bytes: some Collection<UInt8>) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o644)
  }

  private static func toml(_ title: String) -> String.UTF8View {
    "title = \"\(title)\"\nkind = \"note\"\nbody = \"b\"".utf8
  }

  @Test(.enabled(if: getuid() == 0, "only root can make root's files"))
  func ownWinsOverTheSitesAndThatOverShipped() throws {
    let folder = try TestFolder()
    let (own, site) = (folder.path + "/own", folder.path + "/site")
    try Self.write(site, "hand-over-note.toml", Self.toml("of the site"))
    try Self.write(site, "mine.toml", Self.toml("of the site"))
    try Self.write(own, "mine.toml", Self.toml("my own"))
    try Self.write(own, "missed-visit.toml", "title = 1".utf8)
    let (entries, problems) = TextLibrary(own: own, site: site).read()
    #expect(problems.isEmpty && entries.count == 9)
    func entry(_ name: String) -> TextLibrary.Entry? { entries.first { $0.name == name } }
    #expect(entry("hand-over-note")?.origin == .site && entry("hand-over-note")?.text?.title == "of the site")
    #expect(entry("mine")?.origin == .own && entry("mine")?.text?.title == "my own")
    #expect(entry("missed-visit")?.origin == .own && entry("missed-visit")?.text == nil)
    #expect(entry("visit-reminder")?.origin == .shipped)
  }

  @Test(.enabled(if: getuid() == 0, "only root can give files away"))
  func othersCannotPutTextsThere() throws {
    let folder = try TestFolder()
    let (own, site) = (folder.path + "/own", folder.path + "/site")
    try Self.write(site, "a.toml", Self.toml("T"))
    try Self.write(own, "b.toml", Self.toml("T"))
    chown(site + "/a.toml", 1000, 1000)
    chmod(own + "/b.toml", 0o666)
    let entries = TextLibrary(own: own, site: site).read().entries.filter { $0.origin != .shipped }
    #expect(entries.map(\.name) == ["a", "b"] && entries.allSatisfy { $0.text == nil })
    #expect(
      entries.flatMap(\.problems).map(\.sentence) == [
        "It must belong to root.", "Other users can write to it; run: chmod go-w on this file.",
      ])
  }

  @Test func limitsAreSaidAndOthersStayUsable() throws {
    let folder = try TestFolder()
    let own = folder.path + "/own"
    try Self.write(own, "a-large.toml", Array(Self.toml("T")) + [UInt8](repeating: 0x0A, count: 64 << 10))
    try Self.write(own, "a-nul.toml", Array(Self.toml("T")) + [0])
    try Self.write(own, "a-latin.toml", Array(Self.toml("T")) + [0x0A, 0x23, 0xE9])
    try Self.write(own, "a name.toml", Self.toml("T"))
    for number in 0..<200 { try Self.write(own, "b\(100 + number).toml", Self.toml("T")) }
    let (entries, problems) = TextLibrary(own: own, site: nil).read()
    #expect(
      problems.map(\.description) == [
        "texts: There are 204 files; only the first 200 by name are read.",
        "texts/a name.toml: The name of a text is made of 1 to 64 letters, digits, - and _; this one is left out.",
      ])
    let wrong = entries.filter { $0.text == nil }
    #expect(wrong.map(\.name) == ["a-large", "a-latin", "a-nul"])
    #expect(wrong.prefix(2).flatMap(\.problems).map(\.sentence) == ["It is larger than 64 KiB.", "It is not UTF-8."])
    #expect(wrong.last?.problems.map(\.line) == [3])
    #expect(entries.count { $0.origin == .own && $0.text != nil } == 196)
  }
}
