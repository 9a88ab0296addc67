import Foundation

do throws(BenchProblem) {
  let options = try Options(Array(CommandLine.arguments.dropFirst()), known: Bench.measurements.map { $0.name })
  exit(try Bench.run(options).rawValue)
} catch {
  Bench.say(error.sentence)
  exit(70)
}
