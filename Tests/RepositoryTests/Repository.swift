import Foundation

/// The checkout these tests were built from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
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
