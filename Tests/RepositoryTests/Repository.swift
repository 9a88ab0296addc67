import Foundation

/// The checkout these tests were built from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Empty for a file that was deleted, which git keeps until that is committed.
  static func bytes(_ path: String) throws -> [UInt8] {
    let url = root.appending(path: path)
    return FileManager.default.fileExists(atPath: url.path) ? Array(try Data(contentsOf: url)) : []
  }

  /// Paths of all files that git keeps or would keep; what is ignored counts only where it was added all the same.
  static func keptFiles() throws -> [String] {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", root.path, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    let output = Pipe()
    git.standardOutput = output
    try git.run()
    let names = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    guard git.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
    return String(decoding: names, as: UTF8.self).split(separator: "\0").map(String.init)
  }

  /// Names of what lies in a folder, hidden files left out.
  static func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Paths of all files with one of `endings` below `path`.
  static func files(in path: String, endings: [String]) throws -> [String] {
    let folder = root.appending(path: path)
    guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [] }
    return walk.compactMap { $0 as? String }.filter { name in endings.contains { name.hasSuffix($0) } }
      .map { path + "/" + $0 }.sorted()
  }

  static func swiftFiles(in path: String) throws -> [String] { try files(in: path, endings: [".swift"]) }
}
