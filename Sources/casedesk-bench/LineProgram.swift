import Foundation
import PrivateIO

/// A program that works on lines, without a terminal.
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

  /// All that a program prints.
  static func output(of command: Program) throws(BenchProblem) -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: command.program)
    process.arguments = command.words
    process.environment = command.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    var text = Data()
    do {
      try process.run()
      text = try output.fileHandleForReading.readToEnd() ?? Data()
    } catch {
      throw BenchProblem("\(command.program) cannot be run.")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchProblem("\(command.name) failed.") }
    return String(decoding: text, as: UTF8.self)
  }
}
