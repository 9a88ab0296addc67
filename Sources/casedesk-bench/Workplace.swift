import Foundation

/// The place where the measured programs run: its own folder, the services they use, and the programs themselves.
final class Workplace {
  let folder: String
  private let program: String
  /// Another casedesk, in the place of every peer.
  private let other: String?
  private var services: [Service] = []
  private var homes = 0
  /// Peers that are not installed.
  private(set) var missing: Set<String> = []

  init(program: String?, other: String?) throws(BenchProblem) {
    let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    self.program = program ?? beside.appendingPathComponent("casedesk").path
    self.other = other
    for path in [self.program, other].compactMap(\.self) where !FileManager.default.isExecutableFile(atPath: path) {
      throw BenchProblem("There is no program at \(path): swift build -c release --product casedesk makes it.")
    }
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("casedesk-bench-\(UUID().uuidString)").path
    try Self.makeFolder(folder)
  }

  /// Ends the services and removes the folder.
  func clear() throws(BenchProblem) {
    for service in services { service.stop() }
    do {
      try FileManager.default.removeItem(atPath: folder)
    } catch {
      throw BenchProblem("\(folder) cannot be removed.")
    }
  }

  // MARK: Programs

  /// For a `configuration`: what is kept is kept on the disk, and nobody is asked for a passphrase.
  static let storeOnDisk =
    "[store]\nkey_command = [\"printf\", \"\(String(repeating: "0123456789abcdef", count: 4))\"]\n"

  /// casedesk with these words, at home in a folder of its own.
  func desk(_ words: [String], configuration: String = "") throws(BenchProblem) -> Program {
    try command("casedesk", program, words, configuration)
  }

  /// The other casedesk with the same words where there is one, else `peer`.
  func other(
    _ words: [String], configuration: String = "", or peer: Program?
  ) throws(BenchProblem) -> Program? {
    guard let other else { return peer }
    return try command("other", other, words, configuration)
  }

  /// tig on a repository of so many commits.
  func tig(commits: Int) throws(BenchProblem) -> Program? {
    guard Self.path(of: "git") != nil, let path = Self.path(of: "tig") else {
      missing.insert("tig")
      return nil
    }
    return try command("tig", path, ["-C", try repository(commits: commits)])
  }

  /// aerc on a mailbox of so many messages.
  func aerc(messages: Int) throws(BenchProblem) -> Program? {
    guard let path = Self.path(of: "aerc") else {
      missing.insert("aerc")
      return nil
    }
    let found = try command("aerc", path, [])
    let settings = "\(found.environment["HOME", default: folder])/.config/aerc"
    try Self.makeFolder(settings)
    let home = try mailbox(messages: messages)
    try write(
      "[Bench]\nsource = maildir://\(home)\ndefault = INBOX\nfrom = Robin <robin@example.com>\n",
      at: "\(settings)/accounts.conf")
    try write("[ui]\nsort = -r date\n", at: "\(settings)/aerc.conf")
    return found
  }

  /// neomutt on the same.
  func neomutt(messages: Int) throws(BenchProblem) -> Program? {
    guard let path = Self.path(of: "neomutt") else {
      missing.insert("neomutt")
      return nil
    }
    let settings = try write("set sort = reverse-date\nset folder = \"\(folder)\"\n", to: "neomuttrc")
    return try command("neomutt", path, ["-n", "-F", settings, "-f", "\(try mailbox(messages: messages))/INBOX"])
  }

  /// curl doing the two reads of a lookup over one connection of its own.
  func curl(_ service: Service, at url: String) throws(BenchProblem) -> Program? {
    guard let path = Self.path(of: "curl") else {
      missing.insert("curl")
      return nil
    }
    let routes = ["customer-latest-case-id", "customer-case-detail"]
    let header = try write("cv-api-key: \(service.key)\n", to: "header")
    let reads = routes.map { route in
      ["-s", "-o", "/dev/null", "-H", "@\(header)", "\(url)/api/v1/\(route)?email=avery%40example.com"]
    }
    return try command("curl", path, Array(reads.joined(separator: ["--next"])))
  }

  /// How long a program takes from its start to its end.
  func time(_ command: Program) throws(BenchProblem) -> Duration {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command.program)
    process.arguments = command.words
    process.environment = command.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let start = ContinuousClock.now
    do {
      try process.run()
    } catch {
      throw BenchProblem("\(command.program) cannot be started.")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchProblem("\(command.name) failed.") }
    return ContinuousClock.now - start
  }

  static func path(of name: String) -> String? {
    ["/usr/local/bin", "/usr/bin", "/bin"].map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func command(
    _ name: String, _ program: String, _ words: [String], _ configuration: String = ""
  ) throws(BenchProblem) -> Program {
    homes += 1
    let home = "home-\(homes)"
    try Self.makeFolder("\(folder)/\(home)/.config/casedesk")
    try write(configuration, to: "\(home)/.config/casedesk/config.toml")
    return Program(
      name: name, program: program, words: words,
      environment: [
        "HOME": "\(folder)/\(home)", "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
      ])
  }

  /// Runs a program to its end, with nothing on a terminal.
  private func run(_ name: String, _ words: [String], input: String = "") throws(BenchProblem) {
    guard let path = Self.path(of: name) else { throw BenchProblem("\(name) is not installed.") }
    try write(input, to: "input")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    process.environment = ["HOME": folder, "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: "\(folder)/input"))
      try process.run()
    } catch {
      throw BenchProblem("\(name) cannot be started.")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchProblem("\(name) failed.") }
  }

  // MARK: What they work on

  /// A service of its own with so many synthetic patients, kept for the whole run.
  func service(patients: Int = 240) throws(BenchProblem) -> Service {
    if let known = services.first(where: { $0.patients == patients }) { return known }
    let service = try Service(program: program, folder: "\(folder)/service-\(patients)", patients: patients)
    services.append(service)
    return service
  }

  /// "14 Nov 2023 22:13:20 +0000" (RFC 5322, 3.3)
  private static func mailDate(_ time: Int) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = .gmt
    format.dateFormat = "d MMM yyyy HH:mm:ss Z"
    return format.string(from: Date(timeIntervalSince1970: Double(time)))
  }

  /// A folder with one maildir of so many messages.
  private func mailbox(messages: Int) throws(BenchProblem) -> String {
    let path = "\(folder)/mail-\(messages)"
    if FileManager.default.fileExists(atPath: path) { return path }
    for part in ["cur", "new", "tmp"] { try Self.makeFolder("\(path)/INBOX/\(part)") }
    for number in 1...messages {
      try write(
        """
        From: Robin <robin@example.com>
        To: team@example.com
        Subject: Change \(number)
        Date: \(Self.mailDate(1_700_000_000 + number * 3600))
        Message-ID: <\(number)@example.com>

        \(number)

        """, at: "\(path)/INBOX/cur/\(1_700_000_000 + number).\(number).bench:2,S")
    }
    return path
  }

  /// A repository of so many commits, for tig.
  private func repository(commits: Int) throws(BenchProblem) -> String {
    let path = "\(folder)/repository-\(commits)"
    if FileManager.default.fileExists(atPath: path) { return path }
    try run("git", ["init", "-q", path])
    let stream = (1...commits).map { number in
      let subject = "Change \(number)"
      return """
        commit refs/heads/main
        committer Robin <robin@example.com> \(1_700_000_000 + number * 3600) +0000
        data \(subject.utf8.count)
        \(subject)
        M 100644 inline file
        data \(String(number).utf8.count)
        \(number)

        """
    }
    try run("git", ["-C", path, "fast-import", "--quiet"], input: stream.joined())
    try run("git", ["-C", path, "symbolic-ref", "HEAD", "refs/heads/main"])
    return path
  }

  @discardableResult
  func write(_ text: String, to name: String) throws(BenchProblem) -> String {
    try write(text, at: "\(folder)/\(name)")
  }

  @discardableResult
  private func write(_ text: String, at path: String) throws(BenchProblem) -> String {
    guard
      FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw BenchProblem("\(path) cannot be written.") }
    return path
  }

  static func makeFolder(_ path: String) throws(BenchProblem) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw BenchProblem("\(path) cannot be made.")
    }
  }
}
