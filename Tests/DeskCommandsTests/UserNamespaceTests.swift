import Foundation
import TestSupport
import Testing

@testable import DeskCommands

/// In a user namespace anybody is root, with an /etc of their own.
struct UserNamespaceTests {
  private static func run(_ words: [String], home: String) throws -> (text: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = ["--user", "--map-root-user"] + words
    process.environment = ["XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home, "HOME": home]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, process.terminationStatus)
  }

  /// The wait keeps no thread of the sandbox's busy.
  private static func ran(_ words: [String], home: String) async throws -> (text: String, status: Int32) {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try run(words, home: home) }) }
    }
  }

  private static let canUnshare: Bool = {
    do { return try run(["/bin/true"], home: "/").status == 0 } catch { return false }
  }()

  @Test(.enabled(if: canUnshare, "no user namespace can be made here"))
  func `The record says that its names prove nothing there`() async throws {
    try await Bench.run { bench in
      let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("casedesk").path
      let ran = try await Self.ran([program, "refill", Known.avery, "--yes"] + bench.key, home: bench.folder)
      #expect(ran.status == 0, "\(ran.text)")
      #expect(try bench.record.text.components(separatedBy: "\"foreignIDs\":true").count == 3)
      #expect(await bench.run(["refill", Known.avery, "--yes"] + bench.key).code == 0)
      #expect(try bench.record.text.components(separatedBy: "\"foreignIDs\":true").count == 3)
      let lines = await bench.run(["activity"]).output.split(separator: "\n")
      #expect(lines.map { $0.contains("name and login prove nothing") } == [true, true, false, false])
      #expect(await bench.run(["activity", "--verify"]).code == 0)
    }
  }

  @Test(
    .enabled(if: getuid() == 0, "only root can make root's files"),
    arguments: ["operator = \"login\"\n", "credential_group = \"root\"\n"])
  func `What a policy grants by name is refused there`(policy: String) async throws {
    try await Bench.run { bench in
      try bench.policy(policy)
      let (output, talk) = (Recorded(), Recorded())
      let tool = bench.tool(["lookup", "avery@example.com"] + bench.key, output, talk)
      var host = tool.host
      host.hasForeignIDs = true
      #expect(await CommandLineTool(arguments: tool.arguments, host: host).run().rawValue == 1)
      #expect(bench.requests == 0)
      #expect(await tool.run().rawValue == 0)
    }
  }
}
