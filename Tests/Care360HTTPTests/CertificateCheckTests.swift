import Care360
import Foundation
import NIOSSL
import TestCertificates
import TestSupport
import Testing

@testable import Care360HTTP

struct CertificateCheckTests {
  private static let names: [(String, [String], TLSRefusal?)] = [
    ("api.example.com", ["api.example.com"], nil), ("API.example.com.", ["api.EXAMPLE.com"], nil),
    ("api.example.com", ["*.example.com"], nil), ("api.example.com", ["other.example.org", "api.example.com"], nil),
    ("api.example.com", [], .noName), ("api.example.com", ["other.example.com"], .otherName),
    ("api.example.com", ["a*.example.com"], .partialWildcard),
    ("api.example.com", ["*i.example.com"], .partialWildcard),
    ("a.b.example.com", ["*.example.com"], .otherName), ("api.site", ["*.site"], nil),
    ("example.com", ["*.example.com"], .otherName),
    ("api.example.com", ["api.*.com"], .otherName), ("127.0.0.1", [], nil), ("::1", [], nil),
  ]

  @Test(arguments: names) func aNameIsTakenAsAWholeOnly(_ host: String, _ names: [String], _ refusal: TLSRefusal?) {
    #expect(CertificateCheck.refusal(of: ServerCertificate(dnsNames: names), for: [host]) == refusal)
  }

  @Test func weakCertificatesAreRefusedWhateverTheirNames() {
    func refusal(_ hasWeakSignature: Bool, _ bits: Int?) -> TLSRefusal? {
      let certificate = ServerCertificate(hasWeakSignature: hasWeakSignature, rsaBits: bits, dnsNames: ["a.example"])
      return CertificateCheck.refusal(of: certificate, for: ["a.example"])
    }
    #expect(refusal(false, nil) == nil && refusal(false, 2_048) == nil && refusal(false, 4_096) == nil)
    #expect(
      refusal(true, nil) == .weakSignature && refusal(false, 2_047) == .weakKey && refusal(false, 1_024) == .weakKey)
  }

  @Test func theFieldsOfACertificateAreRead() throws {
    let certificates = try TestCertificates()
    func read(_ make: (TestCertificates) throws -> [UInt8]) throws -> ServerCertificate? {
      ServerCertificate(try make(certificates))
    }
    #expect(
      try read { try $0.der(names: "DNS:a.example,IP:127.0.0.1,DNS:*.b.example") }
        == ServerCertificate(dnsNames: ["a.example", "*.b.example"]))
    #expect(
      try read { try $0.der(names: nil, key: "rsa:2048", digest: "sha1") }
        == ServerCertificate(hasWeakSignature: true, rsaBits: 2_048, dnsNames: []))
    #expect(try read { try $0.der(key: "rsa:1024") }?.rsaBits == 1_024)
  }

  /// The bytes are those of whoever answers.
  @Test func noBytesEndTheProgram() throws {
    let whole = try TestCertificates().der(names: "DNS:a.example", key: "rsa:1024")
    #expect(ServerCertificate([]) == nil && ServerCertificate([0x30, 0x80]) == nil)
    for index in whole.indices {
      #expect(ServerCertificate(Array(whole[..<index])) == nil)
      for byte in [0, 0x30, 0x7F, 0x80, 0xFF] as [UInt8] {
        var changed = whole
        changed[index] = byte
        _ = ServerCertificate(changed)
      }
    }
  }

  @Test func everyRefusalHasItsOwnSentence() {
    let all: [TLSRefusal] = [
      .certificate, .otherName, .noName, .partialWildcard, .weakSignature, .weakKey, .clientCertificate, .oldProtocol,
      .noTLS,
      .handshake,
    ]
    let sentences = all.map { Care360Error.unavailable(.tlsRefused($0), retryAfter: nil, httpStatus: nil).sentence }
    #expect(Set(sentences).count == all.count)
    #expect(sentences.allSatisfy { $0.hasSuffix(" Nothing was sent.") || $0.hasSuffix(" Nothing was done.") })
    #expect(
      sentences[5] == "The server's certificate was refused: its RSA key has fewer than 2048 bits. Nothing was sent.")
  }
}
