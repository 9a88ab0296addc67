import Foundation
import PrivateIO

/// A program that reads lines and answers each by one of its own.
enum LineProgram {
  struct Run {
    var time: Duration
    /// In MB, at the last answer.
    var peak: Double
  }

  /// - Parameter answers: how many lines come back.
  static func run(_ command: Program, lines: [String], answers: Int) throws(BenchProblem) -> Run {
    let (process, input, output) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: command.program)
    process.arguments = command.words
    process.environment = command.environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let start = ContinuousClock.now
    do {
      try process.run()
      let text = Data(lines.map { $0 + "\n" }.joined().utf8)
      let end = input.fileHandleForWriting
      // The program writes while it reads: one thread for both would stand still. A program that ended early shows in its answers.
      Thread.detachNewThread { do { try end.write(contentsOf: text) } catch { return } }
      var count = 0
      let source = Descriptor(output.fileHandleForReading.fileDescriptor)
      while count < answers {
        guard let piece = try source.readOnce(upTo: 65_536) else { continue }
        guard !piece.isEmpty else {
          throw BenchProblem("\(command.name) answered \(count) of \(answers) lines.")
        }
        count += piece.count { $0 == UInt8(ascii: "\n") }
      }
      let time = ContinuousClock.now - start
      let peak = try ProcessMemory.peak(of: process.processIdentifier)
      try end.close()
      process.waitUntilExit()
      return Run(time: time, peak: peak)
    } catch let problem as BenchProblem {
      throw problem
    } catch {
      throw BenchProblem("\(command.program) cannot be run.")
    }
  }
}
