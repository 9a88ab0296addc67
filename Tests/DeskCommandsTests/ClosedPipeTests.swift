import Foundation
import TestSupport
import Testing

/// Standard output is a pipe that nobody reads any more.
struct ClosedPipeTests {
  /// The process of the tests may ignore SIGPIPE, and a child would inherit that.
  private static let withUsualSignals = ["/usr/bin/env", "--default-signal=PIPE"]

  @Test(arguments: [["manual"], ["activity"], ["config", "show"], ["--version"]])
  func aReadEndsInSilenceAndItsExitCodeSaysWhy(_ words: [String]) async throws {
    let folder = try TestFolder()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let line = Self.withUsualSignals + [ForeignProcess.program] + words
    let process = Process()
    process.executableURL = URL(fileURLWithPath: line[0])
    process.arguments = Array(line.dropFirst())
    process.environment = ["HOME": folder.path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe.fileHandleForWriting
    let talk = Pipe()
    process.standardError = talk
    try process.run()
    #expect(await until { !process.isRunning })
    #expect(process.terminationReason == .exit && process.terminationStatus == 128 + SIGPIPE)
    try talk.fileHandleForWriting.close()
    #expect(try talk.fileHandleForReading.readToEnd() == nil)
  }
}
