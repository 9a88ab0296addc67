import Foundation

// casedesk-package [--output FOLDER] [--maintainer "NAME <ADDRESS>"] [--trial]
do {
  let options = try PackageOptions(Array(CommandLine.arguments.dropFirst()))
  for path in try PackageBuild(options).run() { print(path) }
} catch let problem as PackageProblem {
  FileHandle.standardError.write(Data("casedesk-package: \(problem.sentence)\n".utf8))
  exit(problem.isUsage ? 64 : 1)
}
