import Care360
import Glibc
import PrivateIO

/// A secret that a program prints.
enum SecretCommand {
  static let largestOutput = 4096

  /// The part of this process's environment that a command gets.
  static func environment(from environment: [String: String]) -> [String] {
    ["PATH", "HOME", "LANG"].compactMap { name in environment[name].map { "\(name)=\($0)" } }
  }

  static func run(
    _ words: [String], _ name: String, environment: [String], limit: Duration, isAbandoned: () -> Bool = { false }
  ) throws(OriginProblem) -> Secret {
    var bytes = try self.bytes(words, name, environment: environment, limit: limit, isAbandoned: isAbandoned)
    defer { bytes.overwrite() }
    do throws(SecretProblem) {
      return try Secret(validating: bytes)
    } catch {
      throw unusable(place(words, name), error)
    }
  }

  /// The secret in its own array, which is the only copy: the caller overwrites it.
  static func bytes(
    _ words: [String], _ name: String, environment: [String], limit: Duration, isAbandoned: () -> Bool
  ) throws(OriginProblem) -> [UInt8] {
    guard let program = words.first, !program.isEmpty else {
      throw OriginProblem("The \(name) command is empty.")
    }
    let place = place(words, name)
    let child = try ChildProgram(words, environment: environment, place)
    var output: [UInt8] = []
    switch child.finish(limit: limit, largestOutput: largestOutput, isAbandoned: isAbandoned, &output) {
    case .outOfTime:
      throw OriginProblem("\(place) did not finish within \(limit.components.seconds) s and was stopped.")
    case .abandoned: throw OriginProblem("\(place) was stopped.")
    case .tooMuch:
      throw OriginProblem("\(place) printed more than \(largestOutput) bytes; it must print the secret only.")
    case .unreadable: throw OriginProblem("\(place) gave output that could not be read.")
    case .signalled(let number): throw OriginProblem("\(place) was ended by signal \(number).")
    case .exited(let status) where status != 0:
      throw OriginProblem("\(place) failed with status \(status); run it by hand to see why.")
    case .exited: break
    }
    guard !output.isEmpty else { throw OriginProblem("\(place) printed nothing.") }
    do throws(SecretProblem) {
      let range = try Secret.range(in: output)
      defer { output.overwrite() }
      return Array(output[range])
    } catch {
      output.overwrite()
      throw unusable(place, error)
    }
  }

  /// The shell runs what stands in the setting as one text: its name would say nothing, and the text may hold anything.
  private static func place(_ words: [String], _ name: String) -> String {
    words.prefix(2) == ["/bin/sh", "-c"]
      ? "The \(name) command" : "The \(name) command \((words.first ?? "").visibleShellWord)"
  }

  private static func unusable(_ place: String, _ problem: SecretProblem) -> OriginProblem {
    OriginProblem("\(place) printed nothing usable. \(problem.sentence)")
  }
}
