import Foundation
package import NIOSSL
import TestSupport

/// Certificates made by openssl for one test run, in a folder of their own that goes with this value.
package final class TestCertificates: Sendable {
  private let folder: URL

  package init() throws {
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

  package var caFile: String { path("ca.pem") }

  /// Ours alone, in DER.
  package func authorities() throws -> [[UInt8]] {
    try NIOSSLCertificate.fromPEMFile(caFile).map { try $0.toDERBytes() }
  }

  /// A folder that holds our authority under the name that OpenSSL looks it up by, as SSL_CERT_DIR has it.
  package func hashedFolder() throws -> String {
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
  ///
  /// - Parameters:
  ///   - names: subject alternative names; nil for none at all.
  ///   - wantsClient: the server asks for a certificate of the client and takes no connection without.
  package func server(
    names: String? = "IP:127.0.0.1", subject: String = "server", key: String = "ec -pkeyopt ec_paramgen_curve:P-256",
    digest: String = "sha256", ca: String = "ca", from: String = "20200101000000Z", to: String = "20400101000000Z",
    maximum: TLSVersion? = nil, wantsClient: Bool = false
  ) throws -> NIOSSLContext {
    let name = try issue(names: names, subject: subject, key: key, digest: digest, ca: ca, from: from, to: to)
    return try context(name, maximum, wantsClient: wantsClient)
  }

  /// A certificate for `names` and its key, as files for another program.
  package func files(names: String) throws -> (certificate: String, key: String) {
    let name = try issue(
      names: names, subject: "server", key: "ec -pkeyopt ec_paramgen_curve:P-256", digest: "sha256", ca: "ca",
      from: "20200101000000Z", to: "20400101000000Z")
    return (path("\(name).pem"), path("\(name).key"))
  }

  /// The name of the files.
  private func issue(
    names: String?, subject: String, key: String, digest: String, ca: String, from: String, to: String
  ) throws -> String {
    let name = UUID().uuidString
    let names = names.map { "subjectAltName = \($0)" } ?? "basicConstraints = CA:FALSE"
    try Data("\(names)\n".utf8).write(to: folder.appendingPathComponent("\(name).ext"))
    try openssl(
      "req -new -newkey \(key) -nodes -config ca.cnf -subj /CN=\(subject) -keyout \(name).key "
        + "-out \(name).csr")
    try openssl(
      "ca -batch -notext -md \(digest) -config ca.cnf -cert \(ca).pem -keyfile \(ca).key -in \(name).csr -out \(name).pem "
        + "-startdate \(from) -enddate \(to) -extfile \(name).ext")
    return name
  }

  /// The certificate alone, for `names`, in DER.
  package func der(
    names: String? = "IP:127.0.0.1", key: String = "ec -pkeyopt ec_paramgen_curve:P-256", digest: String = "sha256"
  ) throws -> [UInt8] {
    let name = try issue(
      names: names, subject: "server", key: key, digest: digest, ca: "ca", from: "20200101000000Z",
      to: "20400101000000Z")
    return try NIOSSLCertificate.fromPEMFile(path("\(name).pem"))[0].toDERBytes()
  }

  package func selfSigned() throws -> NIOSSLContext {
    try openssl(
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -config ca.cnf -subj /CN=self "
        + "-addext subjectAltName=IP:127.0.0.1 -keyout self.key -out self.pem")
    return try context("self", nil)
  }

  private func context(_ name: String, _ maximum: TLSVersion?, wantsClient: Bool = false) throws -> NIOSSLContext {
    var settings = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(path("\(name).pem")).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: path("\(name).key"), format: .pem)))
    settings.minimumTLSVersion = .tlsv1
    settings.maximumTLSVersion = maximum
    if wantsClient {
      settings.certificateVerification = .noHostnameVerification
      settings.trustRoots = .file(caFile)
    }
    return try NIOSSLContext(configuration: settings)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @discardableResult
  private func openssl(_ arguments: String) throws -> String {
    let words = arguments.components(separatedBy: " ")
    return String(decoding: try Process.output("/usr/bin/openssl", words, in: folder), as: UTF8.self)
  }
}
