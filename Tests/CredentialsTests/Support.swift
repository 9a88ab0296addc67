import Care360
import Foundation
import Testing

@testable import Credentials

/// A folder 0700 of the test's own, gone with it.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "casedesk-credentials-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path)") }
  }

  func file(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    return file
  }

  func folder(_ name: String, mode: Int) throws -> String {
    let folder = path + "/" + name
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder)
    return folder
  }
}

/// The text of the secret, or the sentence of the refusal.
func outcome(_ credentials: Credentials, _ kind: CredentialKind = .apiKey, refused: Bool = false) async -> String {
  do throws(CredentialError) {
    return try await credentials.secret(kind, refused: refused).reveal()
  } catch {
    switch error {
    case .notConfigured: return "not configured"
    case .refused(_, let sentence): return sentence
    }
  }
}
