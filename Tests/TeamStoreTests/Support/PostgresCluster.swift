import Foundation
import Synchronization
import TestSupport

/// A PostgreSQL server of the tests' own, on a Unix socket in a temporary folder. It runs as an unprivileged user, since it
/// refuses root, and ends with this process, however that ends: its shell reads a pipe that this process holds.
final class PostgresCluster: Sendable {
  /// The one of the whole run, begun when it is first asked for. Each test has a database of its own in it.
  static let shared = Result { try PostgresCluster() }

  static let isInstalled = ["initdb", "postgres", "setpriv"].allSatisfy { program($0) != nil }

  let folder: String
  let login: String
  private let server = Mutex<(shell: Process, input: Pipe)?>(nil)
  private let count = Mutex(0)

  /// The folder of the socket.
  var socket: String { folder + "/s" }
  var data: String { folder + "/data" }

  /// - Parameters:
  ///   - settings: of the server, as `name=value`.
  ///   - prepare: adds files in the folder of the data, which the server owns afterwards.
  init(_ settings: [String] = [], _ prepare: (PostgresCluster) throws -> Void = { _ in }) throws {
    folder = "/tmp/casedesk-pg-" + UUID().uuidString.prefix(8)
    login = NSUserName()
    try FileManager.default.createDirectory(
      atPath: socket, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    chmod(folder, 0o755)
    for path in [folder, socket] where getuid() == 0 { chown(path, Self.user.uid, Self.user.gid) }
    let made = try Self.output(
      Self.asUser(["initdb", "-D", data, "-U", login, "--auth=peer", "-N", "-E", "UTF8", "--locale=C"]))
    guard made.code == 0 else { throw ClusterProblem(text: made.text) }
    let lines =
      [
        "listen_addresses=''", "unix_socket_directories='\(socket)'", "fsync=off", "max_connections=300",
        "shared_buffers=16MB", "autovacuum=off",
      ] + settings
    let file = data + "/postgresql.conf"
    let text = try String(contentsOfFile: file, encoding: .utf8) + "\n" + lines.joined(separator: "\n") + "\n"
    // Written in place: the file belongs to the user of the server.
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
    try prepare(self)
    try start()
  }

  /// Writes a file of the data, as the server's own.
  func write(_ bytes: Data, to name: String) throws {
    let file = data + "/" + name
    try bytes.write(to: URL(fileURLWithPath: file))
    chmod(file, 0o600)
    if getuid() == 0 { chown(file, Self.user.uid, Self.user.gid) }
  }

  func start() throws {
    let words = Self.asUser(["postgres", "-D", data]).map { "'\($0)'" }.joined(separator: " ")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The shell pauses until the server has written its number, of which nothing else tells it.
    // The shell reads names of signals, or END. The server stands in front, since a shell that inherits a blocked SIGCHLD
    // waits for ever for one behind. A job behind has /dev/null for its input, hence the other number.
    let script = """
      exec 3<&0
      server() { until read pid <\(data)/postmaster.pid; do sleep 0.1; done; kill -$1 $pid; }
      (
        while read word <&3; do
          if [ "$word" = END ]; then server QUIT; exit; fi
          server $word
        done
        touch \(folder)/over; server CONT; server QUIT
      ) &
      \(words) >\(folder)/log 2>&1 3<&-
      if [ -e \(folder)/over ]; then rm -rf \(folder); fi
      """
    shell.arguments = ["-c", script]
    let input = Pipe()
    shell.standardInput = input
    try shell.run()
    server.withLock { $0 = (shell, input) }
    let end = ContinuousClock.now + .seconds(60)
    while try !isReady {
      guard ContinuousClock.now < end, shell.isRunning else {
        throw ClusterProblem(text: try String(contentsOfFile: folder + "/log", encoding: .utf8))
      }
      // The server says nowhere but in its file that it takes connections.
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  private var isReady: Bool {
    get throws {
      let file = data + "/postmaster.pid"
      guard FileManager.default.fileExists(atPath: file) else { return false }
      return try String(contentsOfFile: file, encoding: .utf8).contains("ready")
    }
  }

  /// Sends the server a signal, such as `STOP`.
  func signal(_ name: String) throws {
    try server.withLock { try $0?.input.fileHandleForWriting.write(contentsOf: Data((name + "\n").utf8)) }
  }

  /// Ends the server at once and waits until it is gone.
  func stop() async throws {
    try signal("END")
    _ = await until { server.withLock { $0?.shell.isRunning } != true }
    // A server that was ended so may leave its file behind.
    let file = data + "/postmaster.pid"
    if FileManager.default.fileExists(atPath: file) { try FileManager.default.removeItem(atPath: file) }
  }

  /// Ends the server, if it runs, and takes its files away.
  func end() async throws {
    server.withLock { server in
      do { try server?.input.fileHandleForWriting.close() } catch { print("the server was not told to end") }
    }
    _ = await until { server.withLock { $0?.shell.isRunning } != true }
    if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
  }

  /// The name of a database that no other test has.
  func unusedName() -> String {
    count.withLock { count in
      count += 1
      return "team\(count)"
    }
  }

  // MARK: - Programs

  private static let user: (uid: uid_t, gid: gid_t) = {
    for name in ["postgres", "nobody"] {
      if let entry = getpwnam(name) { return (entry.pointee.pw_uid, entry.pointee.pw_gid) }
    }
    return (65_534, 65_534)
  }()

  private static func asUser(_ words: [String]) -> [String] {
    let words = [program(words[0]) ?? words[0]] + words.dropFirst()
    guard getuid() == 0 else { return words }
    return [
      program("setpriv") ?? "setpriv", "--reuid=\(user.uid)", "--regid=\(user.gid)", "--clear-groups", "--pdeathsig",
      "TERM",
    ] + words
  }

  static func program(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    // Debian keeps the programs of the server out of the way, one folder for each version; 15 is the oldest that will do.
    let folders = path.split(separator: ":").map(String.init) + (15..<30).map { "/usr/lib/postgresql/\($0)/bin" }
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  static func output(_ words: [String]) throws -> (text: String, code: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}

struct ClusterProblem: Error {
  let text: String
}
