import Foundation

/// Makes the two package files from the program next to this one.
struct PackageBuild {
  private let options: PackageOptions

  init(_ options: PackageOptions) { self.options = options }

  /// The paths of the Debian package and the tarball.
  func run() throws -> [String] {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("casedesk").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw PackageProblem(sentence: "There is no \(program): build it first, with the same flags as this program.")
    }
    let problems = try ELFCheck(program).problems
    guard problems.isEmpty || options.isTrial else {
      throw PackageProblem(
        sentence: "\(program) is not fit for installation (--trial packs it anyway).\n"
          + problems.joined(separator: "\n"))
    }
    var version = try Tool.output(program, ["--version"]).trimmingCharacters(in: .whitespacesAndNewlines)
    guard version.wholeMatch(of: /[0-9][0-9A-Za-z.+~]*/) != nil else {
      throw PackageProblem(sentence: "\(program) does not report its version.")
    }
    if options.isTrial { version += "~trial" }
    let architecture = try Tool.output("/usr/bin/dpkg", ["--print-architecture"])
      .trimmingCharacters(in: .whitespacesAndNewlines)
    var paths: [String] = []
    let output = try OutputFolder(options.output)
    let names = ["casedesk_\(version)_\(architecture).deb", "casedesk-\(version)-\(architecture).tar.gz"]
    for name in names { try output.judge(name) }
    try output.withWorkshop { workshop in
      let stage = workshop.appendingPathComponent("stage")
      let tree = PackageTree(root: stage)
      try tree.fill(from: program)
      try tree.control(
        ControlFile(
          version: version, architecture: architecture, maintainer: options.maintainer,
          installedKilobytes: try tree.kilobytes()))
      let debian = workshop.appendingPathComponent(names[0])
      _ = try Tool.output("/usr/bin/dpkg-deb", ["--root-owner-group", "-Zxz", "--build", stage.path, debian.path])
      let tarball = workshop.appendingPathComponent(names[1])
      try pack(stage, into: tarball)
      paths = [try output.take(debian), try output.take(tarball)]
    }
    return paths
  }

  private func pack(_ stage: URL, into tarball: URL) throws {
    let time = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] ?? "0"
    _ = try Tool.output(
      "/usr/bin/tar",
      [
        "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@\(time)", "--directory", stage.path,
        "--create", "--gzip", "--file", tarball.path, "usr",
      ])
  }
}

/// Runs a program of the system to its end.
enum Tool {
  static func output(_ program: String, _ words: [String]) throws -> String {
    guard let output = try said(program, words, error: FileHandle.standardError) else {
      throw PackageProblem(sentence: "\(program) \(words.first ?? "") failed; its output is above.")
    }
    return output
  }

  /// The program's output; nil when it failed.
  static func said(
    _ program: String, _ words: [String], error: FileHandle = .nullDevice
  ) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = words
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
      .merging(ProcessInfo.processInfo.environment.filter { $0.key == "SOURCE_DATE_EPOCH" }) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = error
    do {
      try process.run()
    } catch {
      throw PackageProblem(sentence: "\(program) cannot be run: is it installed?")
    }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
