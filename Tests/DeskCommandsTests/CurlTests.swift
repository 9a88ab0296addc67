import Foundation
import Testing

@testable import DeskCommands

/// The command that a dry run prints is pasted into a shell: text of a patient must not run there.
struct CurlTests {
  private static let reason = "none'\u{301} ; touch PWNED ; echo '\u{301} '\u{FE0F}; touch PWNED; '\u{200D}"

  /// The arguments that a shell gives to curl.
  private static func arguments(of command: String, in folder: String) throws -> [[UInt8]] {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", #"curl() { for word do printf '%s\0' "$word"; done; }; "# + command]
    shell.currentDirectoryURL = URL(filePath: folder)
    let output = Pipe()
    shell.standardOutput = output
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map(Array.init)
  }

  @Test func `A shell makes the same request of the printed command`() async throws {
    try await Bench.run { bench in
      let words = ["case", "close", Known.avery, "--reason", Self.reason, "--dry-run"] + bench.base
      let json = try Bench.object(await bench.run(words + ["--json"]).output)
      let curl = try #require((json["result"] as? [String: Any])?["curl"] as? String)
      let exact = try Self.arguments(of: curl, in: bench.folder)
      #expect(exact.count == 9)
      let body = try #require(exact.last)
      let sent = try JSONSerialization.jsonObject(with: Data(body)) as? [String: String]
      #expect(sent?["reason"].map { Array($0.utf8) } == Array(Self.reason.utf8))
      #expect(!FileManager.default.fileExists(atPath: bench.folder + "/PWNED"))
    }
  }

  /// The text shows some characters by their names: the command is another one, still of as many words, and that is said.
  @Test func `The text runs nothing either, and says where it is not exact`() async throws {
    try await Bench.run { bench in
      let words = ["case", "close", Known.avery, "--reason", Self.reason, "--dry-run"] + bench.base
      let lines = await bench.run(words).output.split(separator: "\n").map(String.init)
      let curl = try #require(lines.first { $0.hasPrefix("curl ") })
      #expect(try Self.arguments(of: curl, in: bench.folder).count == 9)
      #expect(!FileManager.default.fileExists(atPath: bench.folder + "/PWNED"))
      #expect(
        lines.last
          == "This is not the exact command: some characters are shown by name only. --json gives the exact command.")
    }
  }
}
