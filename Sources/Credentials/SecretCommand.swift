import Care360
import Glibc

/// A secret that a program prints.
enum SecretCommand {
  static let largestOutput = 4096

  /// What a command sees of this process' environment.
  static func environment(from environment: [String: String]) -> [String] {
    ["PATH", "HOME", "LANG"].compactMap { name in environment[name].map { "\(name)=\($0)" } }
  }

  static func run(
    _ words: [String], _ name: String, environment: [String], limit: Duration
  ) throws(OriginProblem) -> Secret {
    guard let program = words.first, !program.isEmpty else {
      throw OriginProblem("The \(name) command is empty.")
    }
    let place = "The \(name) command \(program.shellWord)"
    let child = try ChildProgram(words, environment: environment, place)
    let (ending, output) = child.finish(limit: limit, largestOutput: largestOutput)
    switch ending {
    case .outOfTime:
      throw OriginProblem("\(place) did not finish within \(limit.components.seconds) s and was stopped.")
    case .tooMuch:
      throw OriginProblem("\(place) printed more than \(largestOutput) bytes; it must print the secret only.")
    case .unreadable: throw OriginProblem("\(place) could not be read.")
    case .signalled(let number): throw OriginProblem("\(place) was ended by signal \(number).")
    case .exited(let status) where status != 0:
      throw OriginProblem("\(place) failed with status \(status); run it by hand to see why.")
    case .exited: break
    }
    guard !output.isEmpty else { throw OriginProblem("\(place) printed nothing.") }
    do throws(SecretProblem) {
      return try Secret(validating: output)
    } catch {
      throw OriginProblem("\(place) printed nothing usable. \(error.sentence)")
    }
  }
}
