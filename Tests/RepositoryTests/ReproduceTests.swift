import Foundation
import TestSupport
import Testing

/// The comparison of two builds says what differs; the builds themselves take too long for a test.
struct ReproduceTests {
  private func compare(_ paths: [String]) throws -> (text: String, status: Int32) {
    let process = Process()
    process.executableURL = Repository.root.appending(path: ".ci/same-program")
    process.arguments = paths
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, process.terminationStatus)
  }

  /// A system program, with one byte changed.
  private func program(_ name: String, in folder: TestFolder, changed offset: Int? = nil) throws -> String {
    var bytes = try Data(contentsOf: URL(filePath: "/usr/bin/true"))
    if let offset { bytes[offset] ^= 1 }
    let path = folder.path + "/" + name
    try bytes.write(to: URL(filePath: path))
    return path
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/readelf"), "readelf is not installed here"))
  func aDifferenceIsNamedByItsSection() throws {
    let folder = try TestFolder()
    let first = try program("first", in: folder)
    let same = try compare([first, try program("same", in: folder)])
    #expect(same.status == 0 && !same.text.contains("different"), "\(same.text)")
    #expect(Set(same.text.split(separator: "\n").map { $0.prefix(64) }).count == 1, "\(same.text)")

    // .interp is the first section; its place stands in the first program header of type 3.
    let bytes = try Data(contentsOf: URL(filePath: first))
    let path = try #require(bytes.firstRange(of: Data("/lib".utf8))).lowerBound
    let changed = try compare([first, try program("changed", in: folder, changed: path)])
    #expect(changed.status == 1)
    #expect(changed.text.split(separator: "\n").filter { $0.hasPrefix("different") } == ["different: .interp"])

    // The flags in the header are in no section.
    let header = try compare([first, try program("header", in: folder, changed: 48)])
    #expect(header.status == 1 && header.text.hasSuffix("different: outside of the sections\n"), "\(header.text)")
  }

  @Test func wrongWordsAndMissingFilesAreTold() throws {
    #expect(try compare([]).status == 64)
    let folder = try TestFolder()
    let missing = try compare([folder.path + "/a", folder.path + "/b"])
    #expect(missing.status == 1 && missing.text.contains("No such file"), "\(missing.text)")
  }

  /// The two builds are made as the README says that a package is made.
  @Test func theFlagsAreThoseOfTheReadme() throws {
    let readme = try Repository.text("README.md").firstMatch(of: /(?m)^swift build (-c release --static[^\n]+)$/)
    let flags = try #require(readme?.1)
    #expect(try Repository.text(".ci/reproduce").contains("|| flags=(\(flags))\n"))
  }
}
