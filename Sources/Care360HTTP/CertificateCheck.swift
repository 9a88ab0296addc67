import Care360
import FoundationEssentials
import NIOCore
import NIOSSL
import Synchronization

/// Refuses server certificates that NIOSSL accepts and security auditors do not. NIOSSL has already checked the chain,
/// the time, and (less strictly) the name. It shows only the server's own certificate, so the check says nothing about
/// certificates of authorities.
enum CertificateCheck {
  struct Refusal: Error, Hashable {
    let reason: TLSRefusal
  }

  /// The hosts that requests were made for: the check learns nothing but the connection. A transport has one base URL,
  /// so there is one host.
  final class Hosts: Sendable {
    private let names = Mutex<Set<String>>([])

    func note(_ url: String) {
      guard let host = URL(string: url)?.host else { return }
      names.withLock { _ = $0.insert(host) }
    }

    var all: Set<String> { names.withLock { $0 } }
  }

  /// Fails with a `Refusal`, and closes the connection, before a byte of the request has left.
  static func judge(_ channel: any Channel, for hosts: Hosts) -> EventLoopFuture<Void> {
    channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
      guard let reason = try refusal(of: certificate, for: hosts.all) else { return }
      channel.close(promise: nil)
      throw Refusal(reason: reason)
    }
  }

  static func refusal(of certificate: NIOSSLCertificate?, for hosts: Set<String>) throws -> TLSRefusal? {
    guard let certificate, let fields = ServerCertificate(try certificate.toDERBytes()) else { return .certificate }
    return refusal(of: fields, for: hosts)
  }

  static func refusal(of certificate: ServerCertificate, for hosts: Set<String>) -> TLSRefusal? {
    if certificate.hasWeakSignature { return .weakSignature }
    if let bits = certificate.rsaBits, bits < 2_048 { return .weakKey }
    let reasons = hosts.map { refusal(of: certificate, for: $0) }
    return reasons.contains(nil) ? nil : reasons.first ?? .otherName
  }

  private static func refusal(of certificate: ServerCertificate, for host: String) -> TLSRefusal? {
    // NIOSSL already found the address in the certificate; it never takes a common name for an address.
    guard Listener.address(of: host) == nil else { return nil }
    let host = labels(host)
    let names = certificate.dnsNames.map(labels)
    let isNamed = names.contains { name in
      name == host || (name.first == "*" && name.dropFirst() == host.dropFirst())
    }
    if isNamed { return nil }
    if names.contains(where: { $0.contains { $0.utf8.count > 1 && $0.utf8.contains(UInt8(ascii: "*")) } }) {
      return .partialWildcard
    }
    return names.isEmpty ? .noName : .otherName
  }

  private static func labels(_ name: String) -> [String] {
    name.lowercased().utf8.split(separator: UInt8(ascii: ".")).map { String(Substring($0)) }
  }
}
