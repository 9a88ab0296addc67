import Care360Sandbox
import Foundation

/// The built program as a process whose output is read, as this user or another one.
final class ForeignProcess: Sendable {
  /// Beside the program of the tests, where the build leaves both.
  static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("casedesk").path

  let process = Process()
  private let output = Pipe()

  /// - Parameter uid: the user it runs as; nil: this one.
  init(_ words: [String], home: String, uid: Int? = nil) throws {
    let launcher = uid.map {
      ["/usr/bin/setpriv", "--reuid", "\($0)", "--regid", "\($0)", "--clear-groups"]
    }
    let line = (launcher ?? []) + [Self.program] + words
    process.executableURL = URL(fileURLWithPath: line[0])
    process.arguments = Array(line.dropFirst())
    process.environment = ["HOME": home, "PATH": "/usr/bin:/bin", "USER": "somebody-else"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    try process.run()
  }

  /// The first that it says.
  func firstLine() -> String { String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) }

  /// What it said, and its exit code; nil where a signal ended it. The wait keeps no thread of the sandbox's busy.
  func end() async -> (text: String, code: Int32?) {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in continuation.resume(returning: endBlocking()) }
    }
  }

  private func endBlocking() -> (text: String, code: Int32?) {
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let code = process.terminationReason == .exit ? process.terminationStatus : nil
    return (String(decoding: data, as: UTF8.self), code)
  }

  /// Whether this user can become another one, who may run what this build made.
  static let canBeAnotherUser: Bool = {
    guard getuid() == 0 else { return false }
    do {
      return try ForeignProcess(["--version"], home: "/", uid: 65534).endBlocking().code == 0
    } catch {
      return false
    }
  }()
}

extension Bench {
  /// A folder in the bench's own, of `uid`, with key and token in it.
  func home(of uid: Int) throws -> String {
    let home = "\(folder)/home-\(uid)"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try file("home-\(uid)/key", sandbox.apiKey)
    try file("home-\(uid)/token", sandbox.token)
    // A busy machine can take longer to answer than a person would wait.
    let settings = "[profiles.patient]\nbase_url = \"\(server.baseURL)\"\ntimeout = 300\n"
    try file("home-\(uid)/patient.toml", settings)
    chmod(folder, 0o711)
    for name in ["", "/key", "/token", "/patient.toml"] { chown(home + name, uid_t(uid), gid_t(uid)) }
    return home
  }

  func keys(in home: String) -> [String] {
    ["--config", home + "/patient.toml", "--profile", "patient"]
      + ["--api-key-file", home + "/key", "--token-file", home + "/token"]
  }
}
