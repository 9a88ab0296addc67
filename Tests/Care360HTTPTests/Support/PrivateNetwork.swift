import Foundation
import TestSupport
import Testing

/// A test that runs itself again in a network of its own, where the resolver's files are the test's. The machine's own
/// resolver stays as it is.
enum PrivateNetwork {
  /// Where user namespaces are refused, as in many containers, such a test can only be skipped.
  static let obstacle: Comment = "the system lets nobody make a private network here: unshare is missing or refused"

  static let canBeMade: Bool = {
    if isInside { return true }
    do {
      let folder = try TestFolder()
      _ = try Process.output(unshare, arguments(in: folder, resolver: "", command: ["/bin/true"]))
      return true
    } catch {
      return false
    }
  }()

  private static let mark = "CASEDESK_TEST_PRIVATE_NETWORK"
  private static let unshare = "/usr/bin/unshare"
  private static var isInside: Bool { ProcessInfo.processInfo.environment[mark] != nil }

  struct NotRun: Error, CustomStringConvertible { let description: String }

  /// Runs `body` in a process of its own that resolves names as `resolver` (the text of resolv.conf) says, with
  /// `environment` from its start. `test` is the name of the calling test function.
  static func run(
    _ test: String, resolver: String, environment: [String: String] = [:], _ body: () async throws -> Void
  ) async throws {
    if isInside {
      try raiseLoopback()
      try await body()
      return print(proof(of: test))
    }
    let folder = try TestFolder()
    let output = folder.path + "/output"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: unshare)
    process.arguments = try arguments(
      in: folder, resolver: resolver,
      command: [CommandLine.arguments[0], "--testing-library", "swift-testing", "--filter", "/\(test)\\("])
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }.merging([mark: "1"]) { $1 }
    guard FileManager.default.createFile(atPath: output, contents: nil),
      let file = FileHandle(forWritingAtPath: output)
    else { throw NotRun(description: "no file for its output") }
    process.standardOutput = file
    process.standardError = file
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    try file.close()
    let text = try String(contentsOfFile: output, encoding: .utf8)
    // Without the proof a filter that matches nothing would pass.
    guard process.terminationStatus == 0, text.contains(proof(of: test)) else { throw NotRun(description: text) }
  }

  private static func proof(of test: String) -> String { "\(test) ran in its private network" }

  /// `unshare` with files for the resolver over the system's; only the new mount namespace sees them.
  private static func arguments(in folder: TestFolder, resolver: String, command: [String]) throws -> [String] {
    let script = """
      mount --bind "$1" /etc/resolv.conf && mount --bind "$2" /etc/nsswitch.conf || exit 1
      shift 2
      exec "$@"
      """
    return try [
      "--user", "--map-root-user", "--net", "--mount", "/bin/sh", "-c", script, "sh",
      folder.file("resolv.conf", resolver, mode: 0o644), folder.file("nsswitch.conf", "hosts: dns\n", mode: 0o644),
    ] + command
  }

  /// A new network has a loopback interface that is down.
  private static func raiseLoopback() throws {
    let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(socket) }
    var request = ifreq()
    withUnsafeMutableBytes(of: &request.ifr_ifrn) { $0.copyBytes(from: "lo".utf8) }
    request.ifr_ifru.ifru_flags = Int16(IFF_UP)
    guard ioctl(socket, UInt(SIOCSIFFLAGS), &request) == 0 else { throw NotRun(description: "no loopback") }
  }
}
