import Foundation
import Testing

/// `casedesk sandbox serve` as a process of its own, on a free port, with its credentials in a folder.
final class SandboxProcess {
  let folder: String
  let url: String

  private let process = Process()

  var connection: [String] {
    ["--base-url", url, "--api-key-file", folder + "/api-key", "--token-file", folder + "/token"]
  }

  static func run(faults: [String], _ body: (SandboxProcess) async throws -> Void) async throws {
    let sandbox = try SandboxProcess(faults)
    do {
      try await body(sandbox)
    } catch {
      try sandbox.stop()
      throw error
    }
    try sandbox.stop()
  }

  private init(_ faults: [String]) throws {
    folder = try Folder.make()
    let output = folder + "/output"
    try Data().write(to: URL(fileURLWithPath: output))
    process.executableURL = URL(fileURLWithPath: TmuxScreen.program)
    process.arguments =
      ["sandbox", "serve", "--port", "0", "--credentials", folder] + faults.flatMap { ["--fault", $0] }
    process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = FileHandle.nullDevice
    try process.run()
    var found: String?
    let isUp = Patience.wait {
      let text = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
      guard text.contains("Next"), text.hasSuffix("\n") else { return false }
      found = text.firstMatch(of: /http:\/\/[0-9.]+:[0-9]+/).map { String($0.output) }
      return true
    }
    #expect(isUp, "The sandbox did not say where it is.")
    url = try #require(found)
  }

  private func stop() throws {
    process.terminate()
    process.waitUntilExit()
    try FileManager.default.removeItem(atPath: folder)
  }

  /// One command of the program against this sandbox, with nothing on a terminal.
  func command(_ words: [String]) throws -> (text: String, code: Int32) {
    try Output.of(
      TmuxScreen.program, words + connection, environment: ["HOME": folder, "PATH": "/usr/bin:/bin"])
  }
}
