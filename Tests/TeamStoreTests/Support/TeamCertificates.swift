import Foundation
import TestSupport

/// An authority, a server named `localhost`, and a client, made on the spot.
final class TeamCertificates: Sendable {
  private let home: TestFolder

  /// - Parameter login: the name of the client.
  init(login: String) throws {
    home = try TestFolder()
    let script = """
      set -e
      new() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=$1 -keyout $2.key "${@:3}"; }
      new authority ca -x509 -days 2 -out ca.pem
      new other other -x509 -days 2 -out other.pem
      echo subjectAltName=DNS:localhost > names
      new server server -out server.csr
      openssl x509 -req -days 2 -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -in server.csr -out server.pem
      new \(login) client -out client.csr
      openssl x509 -req -days 2 -CA ca.pem -CAkey ca.key -CAcreateserial -in client.csr -out client.pem
      chmod 600 *.key
      """
    let made = try PostgresCluster.output(["/bin/bash", "-c", "cd \(home.path); \(script)"])
    guard made.code == 0 else { throw ClusterProblem(text: made.text) }
  }

  func path(_ name: String) -> String { home.path + "/" + name }
  func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }
}
