import Foundation
import Testing

/// An OpenSSH server of this test's own on the loopback interface, with keys made on the spot. It lets in whoever runs the
/// tests, and nobody else.
final class SSHServer {
  private let folder: String
  private let port: UInt16

  static func run(_ body: (SSHServer) async throws -> Void) async throws {
    let server = try SSHServer()
    do {
      try await body(server)
    } catch {
      try server.stop()
      throw error
    }
    try server.stop()
  }

  private init() throws {
    folder = try Folder.make()
    port = try Self.freePort()
    for name in ["host", "user"] {
      let made = try Output.of(
        "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", "\(folder)/\(name)"])
      #expect(made.code == 0)
    }
    try FileManager.default.copyItem(atPath: folder + "/user.pub", toPath: folder + "/authorized")
    let configuration = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder)/host
      PidFile \(folder)/pid
      AuthorizedKeysFile \(folder)/authorized
      AllowUsers \(NSUserName())
      PermitRootLogin prohibit-password
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      StrictModes no
      UsePAM no
      PrintMotd no
      """
    try Data(configuration.utf8).write(to: URL(fileURLWithPath: folder + "/sshd_config"))
    // Where the server is started by root it wants an empty folder to work in; the system makes it at its own start.
    if getuid() == 0 {
      try FileManager.default.createDirectory(
        atPath: "/run/sshd", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }
    #expect(try Output.of("/usr/sbin/sshd", ["-f", folder + "/sshd_config", "-E", folder + "/log"]).code == 0)
    let isUp = Patience.wait { note("log").contains("Server listening on 127.0.0.1") && note("pid") != "" }
    #expect(isUp, "\(note("log"))")
  }

  private func stop() throws {
    let process = try #require(Int32(note("pid")))
    kill(process, SIGTERM)
    #expect(Patience.isGone(process), "The SSH server did not end.")
    try FileManager.default.removeItem(atPath: folder)
  }

  /// The words that run `line` at the other end, on a terminal there.
  func command(_ line: String) -> [String] {
    let options = [
      "UserKnownHostsFile=\(folder)/known", "StrictHostKeyChecking=no", "IdentitiesOnly=yes", "LogLevel=ERROR",
      "EscapeChar=none",
    ]
    return ["/usr/bin/ssh", "-tt", "-F", "/dev/null", "-i", "\(folder)/user", "-p", "\(port)"]
      + options.flatMap { ["-o", $0] } + ["\(NSUserName())@127.0.0.1", line]
  }

  private func note(_ name: String) -> String {
    String(decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func freePort() throws -> UInt16 {
    struct NoPort: Error {}
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw NoPort() }
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else { throw NoPort() }
    return UInt16(bigEndian: address.sin_port)
  }
}
