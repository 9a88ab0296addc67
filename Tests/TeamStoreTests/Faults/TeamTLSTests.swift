import Foundation
import TeamPlace
import Testing

@testable import TeamStore

/// A server on another host, here on the loopback: its certificate is verified, with its name, and so is the client's.
@Suite(.enabled(if: PostgresCluster.isInstalled, "initdb, postgres or setpriv is missing"))
struct TeamTLSTests {
  private static func freePort() throws -> Int {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(number) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, length)
        getsockname(number, $0, &length)
      }
      return Int(UInt16(bigEndian: $0.pointee.sin_port))
    }
  }

  @Test func theServerIsVerifiedWithItsNameAndTheClientToo() async throws {
    let certificates = try TeamCertificates(login: NSUserName())
    let port = try Self.freePort()
    let settings = [
      "port=\(port)", "listen_addresses='127.0.0.1'", "ssl=on", "ssl_cert_file='server.pem'",
      "ssl_key_file='server.key'",
      "ssl_ca_file='ca.pem'",
    ]
    let cluster = try PostgresCluster(settings) { cluster in
      for name in ["server.pem", "server.key", "ca.pem"] { try cluster.write(try certificates.data(name), to: name) }
      try cluster.write(Data("local all all peer\nhostssl all all 127.0.0.1/32 cert\n".utf8), to: "pg_hba.conf")
    }
    func told(host: String = "localhost", root: String = "ca.pem", client: String? = "client") async throws
      -> TeamProblem?
    {
      var url = "postgresql://\(host):\(port)/postgres?sslmode=verify-full&sslrootcert=\(certificates.path(root))"
      if let client {
        url += "&sslcert=\(certificates.path(client + ".pem"))&sslkey=\(certificates.path(client + ".key"))"
      }
      guard case .postgres(let place) = try TeamPlace(url) else { return .other }
      let limits = PostgresLimits(connect: .seconds(60), statement: .seconds(60))
      let database = PostgresTeamDatabase(place, login: cluster.login, limits: limits)
      let told = await problem { () throws(TeamProblem) in
        let outcome = try await database.run(
          TeamScript(.read, [TeamStep("SELECT 1::bigint FROM pg_stat_ssl WHERE ssl AND pid = pg_backend_pid()")]))
        #expect(outcome == .done([[[.number(1)]]]))
      }
      await database.close()
      return told
    }
    #expect(try await told() == nil)
    // Another authority, another name, no certificate of the client, and one that is not for this login.
    #expect(try await told(root: "other.pem") == .notTrusted)
    #expect(try await told(host: "127.0.0.1") == .notTrusted)
    #expect(try await told(client: nil) == .loginRefused)
    #expect(try await told(client: "server") == .loginRefused)
    try await cluster.end()
  }
}
