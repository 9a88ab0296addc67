import Foundation
import TestSupport

/// An rsyslogd of the test's own, with its configuration and files in a folder.
final class Rsyslog {
  static let program = ["/usr/sbin/rsyslogd", "/usr/bin/rsyslogd"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  /// The driver of TLS is a package of its own.
  static let speaksTLS = !["/usr/lib", "/usr/lib64"].allSatisfy { folder in
    FileManager.default.subpaths(atPath: folder)?.contains { $0.hasSuffix("rsyslog/lmnsd_gtls.so") } != true
  }

  private let process = Process()

  /// - Parameter lines: of the configuration.
  init(_ lines: [String], in folder: TestFolder) throws {
    let configuration = try folder.file(
      "rsyslog.conf", (["global(workDirectory=\"\(folder.path)\")"] + lines).joined(separator: "\n") + "\n")
    process.executableURL = URL(fileURLWithPath: Self.program ?? "")
    process.arguments = ["-n", "-f", configuration, "-i", folder.path + "/rsyslog.pid"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit { stop() }

  func stop() {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
