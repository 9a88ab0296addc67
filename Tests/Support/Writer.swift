package import Foundation

/// The program StoreWriter as a process of its own. Its standard output comes line by line.
package final class Writer {
  package let process = Process()
  private let output = Pipe()
  private let input = Pipe()
  private var buffer = Data()

  /// - Parameter launcher: a program with its words that runs it.
  package init(_ words: [String], launcher: [String] = []) throws {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("StoreWriter").path
    let line = launcher + [program] + words
    process.executableURL = URL(fileURLWithPath: line[0])
    process.arguments = Array(line.dropFirst())
    process.standardOutput = output
    process.standardInput = input
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// The next line; nil when the process ended. Blocks until then.
  package func line() -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[buffer.startIndex..<end], as: UTF8.self)
        buffer = Data(buffer[(end + 1)...])
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      buffer += more
    }
  }

  package func endInput() throws { try input.fileHandleForWriting.close() }

  package func killed() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
