import Foundation

/// A program run to its end.
///
/// By the shell and not by Foundation's `Process`: that one waits until every descendant has ended, and tmux leaves a
/// server behind.
enum Output {
  struct NotStarted: Error {}

  static func of(
    _ program: String, _ words: [String], environment: [String: String]? = nil
  ) throws -> (text: String, code: Int32) {
    let variables = environment.map { ["/usr/bin/env", "-i"] + $0.map { "\($0.key)=\($0.value)" } } ?? []
    let command = (variables + [program] + words).map(quoted).joined(separator: " ")
    // A thread of Swift's pool blocks signals, and a child inherits that: tmux would not end, nor the program in it.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    guard let stream = popen("exec \(command) </dev/null 2>/dev/null", "r") else { throw NotStarted() }
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
      data.append(contentsOf: buffer[..<count])
    }
    let status = pclose(stream)
    return (String(decoding: data, as: UTF8.self), (status >> 8) & 0xFF)
  }

  /// One word of a shell's line.
  static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}

enum Folder {
  /// A new folder of this test's own, mode 0700.
  static func make() throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("casedesk-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return path
  }

  /// Every file and folder under `path`, with its mode.
  static func entries(_ path: String) throws -> [(path: String, mode: Int, isFolder: Bool)] {
    try FileManager.default.subpathsOfDirectory(atPath: path).map { name in
      let entry = "\(path)/\(name)"
      let attributes = try FileManager.default.attributesOfItem(atPath: entry)
      return (
        entry, attributes[.posixPermissions] as? Int ?? -1, attributes[.type] as? FileAttributeType == .typeDirectory
      )
    }
  }
}
