import Foundation
import NIOSSL

/// Certificates made by openssl for one test run, in a folder of their own that goes with this value.
final class TestCertificates: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("certificates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let ca = """
      [ca]
      default_ca = test
      [test]
      new_certs_dir = .
      database = index.txt
      rand_serial = yes
      default_md = sha256
      policy = any
      unique_subject = no
      [any]
      commonName = supplied
      [req]
      distinguished_name = dn
      [dn]
      """
    try Data(ca.utf8).write(to: folder.appendingPathComponent("ca.cnf"))
    try Data().write(to: folder.appendingPathComponent("index.txt"))
    for name in ["ca", "other"] {
      try openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -config ca.cnf -subj /CN=test-\(name) "
          + "-addext basicConstraints=critical,CA:TRUE -keyout \(name).key -out \(name).pem")
    }
  }

  deinit {
    do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
  }

  var caFile: String { path("ca.pem") }

  /// Ours alone, in DER.
  func authorities() throws -> [[UInt8]] { try NIOSSLCertificate.fromPEMFile(caFile).map { try $0.toDERBytes() } }

  /// A folder that holds our authority under the name that OpenSSL looks it up by, as SSL_CERT_DIR has it.
  func hashedFolder() throws -> String {
    let hash = try openssl("x509 -hash -noout -in ca.pem").trimmingCharacters(in: .whitespacesAndNewlines)
    let hashed = folder.appendingPathComponent("hashed")
    try FileManager.default.createDirectory(at: hashed, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: folder.appendingPathComponent("ca.pem"), to: hashed.appendingPathComponent("\(hash).0"))
    // As a control: OpenSSL finds the authority there, or this fails.
    try openssl("verify -no-CAfile -no-CAstore -CApath hashed ca.pem")
    return hashed.path
  }

  /// A server with a certificate for `names`, signed by `ca` (`ca` or `other`), valid between two UTC times
  /// (`YYYYMMDDHHMMSSZ`).
  func server(
    names: String = "IP:127.0.0.1", ca: String = "ca", from: String = "20200101000000Z", to: String = "20400101000000Z",
    maximum: TLSVersion? = nil
  ) throws -> NIOSSLContext {
    let name = UUID().uuidString
    try Data("subjectAltName = \(names)\n".utf8).write(to: folder.appendingPathComponent("\(name).ext"))
    try openssl(
      "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config ca.cnf -subj /CN=server -keyout \(name).key "
        + "-out \(name).csr")
    try openssl(
      "ca -batch -notext -config ca.cnf -cert \(ca).pem -keyfile \(ca).key -in \(name).csr -out \(name).pem "
        + "-startdate \(from) -enddate \(to) -extfile \(name).ext")
    return try context(name, maximum)
  }

  func selfSigned() throws -> NIOSSLContext {
    try openssl(
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -config ca.cnf -subj /CN=self "
        + "-addext subjectAltName=IP:127.0.0.1 -keyout self.key -out self.pem")
    return try context("self", nil)
  }

  private func context(_ name: String, _ maximum: TLSVersion?) throws -> NIOSSLContext {
    var settings = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(path("\(name).pem")).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: path("\(name).key"), format: .pem)))
    settings.minimumTLSVersion = .tlsv1
    settings.maximumTLSVersion = maximum
    return try NIOSSLContext(configuration: settings)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @discardableResult
  private func openssl(_ arguments: String) throws -> String {
    let words = arguments.components(separatedBy: " ")
    return String(decoding: try Process.output("/usr/bin/openssl", words, in: folder), as: UTF8.self)
  }
}
