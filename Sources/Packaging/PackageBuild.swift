import Foundation

/// Makes the two package files from the program next to this one, and says in a third what the program is made of.
struct PackageBuild {
  private let options: PackageOptions

  init(_ options: PackageOptions) { self.options = options }

  /// The paths of the Debian package, the tarball and the bill of materials.
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
    let time = try Self.time()
    var paths: [String] = []
    let output = try OutputFolder(options.output)
    let names = [
      "casedesk_\(version)_\(architecture).deb", "casedesk-\(version)-\(architecture).tar.gz",
      "casedesk-\(version)-\(architecture).cdx.json",
    ]
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
      try pack(stage, into: tarball, time: time ?? 0)
      let bill = workshop.appendingPathComponent(names[2])
      try BillOfMaterials(version: version, hash: try Self.hash(program), time: time, components: try Component.all())
        .json().write(to: bill)
      paths = [try output.take(debian), try output.take(tarball), try output.take(bill)]
    }
    return paths
  }

  /// Seconds since 1970 that the files are to carry; nil where the environment gives none.
  private static func time() throws -> Int? {
    guard let words = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] else { return nil }
    // The last second of the year 9999.
    guard let seconds = Int(words), 0...253_402_300_799 ~= seconds else {
      throw PackageProblem(sentence: "SOURCE_DATE_EPOCH is not a number of seconds since 1970.")
    }
    return seconds
  }

  private static func hash(_ program: String) throws -> String {
    let said = try Tool.output("/usr/bin/sha256sum", ["--binary", program])
    guard let hash = said.prefixMatch(of: /[0-9a-f]{64}/) else {
      throw PackageProblem(sentence: "sha256sum gives no hash of \(program).")
    }
    return String(hash.output)
  }

  private func pack(_ stage: URL, into tarball: URL, time: Int) throws {
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
