import Foundation
import Synchronization

final class Indices: Sendable {
  private let state = Mutex<[Int]>([])
  var all: [Int] { state.withLock { $0 } }
  func add(_ index: Int) { state.withLock { $0.append(index) } }
}

extension Bench {
  func loosen(_ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
  }

  func mode(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
  }
}

/// A program run to its end, which keeps no thread of the sandbox's busy.
func finished(_ words: [String], _ environment: [String: String]) async throws -> (
  text: String, talk: String, code: Int32
) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: words[0])
  process.arguments = Array(words.dropFirst())
  process.environment = environment
  process.standardInput = FileHandle.nullDevice
  let (output, talk) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = talk
  try process.run()
  return await withCheckedContinuation { continuation in
    Thread.detachNewThread {
      // Neither of the two says more than a pipe holds, but the one that is read first.
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let said = String(decoding: talk.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      continuation.resume(returning: (text, said, process.terminationStatus))
    }
  }
}
