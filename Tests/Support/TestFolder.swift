import Foundation

/// A folder 0700 of the test's own, gone with it.
package final class TestFolder: Sendable {
  package let path: String

  package init() throws {
    path = NSTemporaryDirectory() + "casedesk-test-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path)") }
  }

  /// Writes a file, with the folders above it, and gives its path.
  package func file(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
    let file = path + "/" + name
    let folder = (file as NSString).deletingLastPathComponent
    if !FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      // Whatever mask the tests were started with.
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  package func folder(_ name: String, mode: Int) throws -> String {
    let folder = path + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
    return folder
  }
}
