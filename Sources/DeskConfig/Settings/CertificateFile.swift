import FoundationEssentials
import NIOSSL
import PrivateIO

/// A PEM file of certificate authorities (RFC 7468), read by the rules of the file that names it.
///
/// Text around the certificates is skipped, and so are a byte order mark and missing line ends between them. An
/// unreadable certificate is an error: without its authority every connection would fail, and nobody would see why.
enum CertificateFile {
  struct Problem: Error {
    let sentence: String
  }

  private static let begin = Array("-----BEGIN CERTIFICATE-----".utf8)
  private static let end = Array("-----END CERTIFICATE-----".utf8)

  /// The certificates in DER, at least one.
  static func read(_ path: String) throws(Problem) -> [[UInt8]] {
    let text: String
    do throws(ConfigProblem) {
      text = try ConfigFile.read(path, mustExist: true, owner: .root) ?? ""
    } catch {
      throw Problem(sentence: "The file cannot be used: \(error.sentence)")
    }
    return try certificates(in: Array(text.utf8))
  }

  static func certificates(in bytes: [UInt8]) throws(Problem) -> [[UInt8]] {
    var certificates: [[UInt8]] = []
    var rest = bytes[...]
    while let start = rest.firstRange(of: begin) {
      rest = rest[start.upperBound...]
      guard let stop = rest.firstRange(of: end), let certificate = der(rest[..<stop.lowerBound]) else {
        throw Problem(sentence: "Certificate \(certificates.count + 1) of the file cannot be read.")
      }
      certificates.append(certificate)
      rest = rest[stop.upperBound...]
    }
    guard !certificates.isEmpty else { throw Problem(sentence: "This file holds no certificate in PEM form.") }
    return certificates
  }

  /// Nil unless the library that checks connections reads it.
  private static func der(_ base64: ArraySlice<UInt8>) -> [UInt8]? {
    let digits = base64.filter { !" \t\r\n".utf8.contains($0) }
    guard let data = Data(base64Encoded: Data(digits)), !data.isEmpty else { return nil }
    do {
      return try NIOSSLCertificate(bytes: Array(data), format: .der).toDERBytes()
    } catch {
      return nil
    }
  }
}
