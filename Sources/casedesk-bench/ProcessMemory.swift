import Foundation

/// The kernel's account of a process's memory (proc_pid_smaps_rollup(5), proc_pid_status(5)).
enum ProcessMemory {
  /// - Parameter field: such as `Pss` or `Private_Dirty`.
  static func megabytes(_ field: String, of process: Int32) throws(BenchProblem) -> Double {
    try megabytes(field, in: "/proc/\(process)/smaps_rollup")
  }

  /// Of a process and all that it started in its session, such as the guard of its terminal.
  static func megabytes(_ field: String, inSessionOf process: Int32) throws(BenchProblem) -> Double {
    let numbers: [Int32]
    do {
      numbers = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
    } catch {
      throw BenchProblem("/proc cannot be listed.")
    }
    var sum = 0.0
    for number in numbers where getsid(number) == process { sum += try megabytes(field, of: number) }
    return sum
  }

  /// The most that was in memory at once.
  static func peak(of process: Int32) throws(BenchProblem) -> Double {
    try megabytes("VmHWM", in: "/proc/\(process)/status")
  }

  private static func megabytes(_ field: String, in file: String) throws(BenchProblem) -> Double {
    do {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let line = text.split(separator: "\n").first { $0.hasPrefix(field + ":") }
      let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
      guard let kilobytes else { throw BenchProblem("\(file) has no \(field).") }
      return kilobytes / 1024
    } catch let problem as BenchProblem {
      throw problem
    } catch {
      throw BenchProblem("\(file) cannot be read.")
    }
  }
}
