import SwiftASN1

/// The few fields of a certificate (RFC 5280, 4.1) that its own check does not look at.
struct ServerCertificate: Hashable {
  private(set) var hasWeakSignature = false
  /// The size of the modulus; nil for another kind of key.
  private(set) var rsaBits: Int?
  /// The names as the certificate writes them.
  private(set) var dnsNames: [String] = []

  /// Nil when the bytes are not a certificate.
  init?(_ der: [UInt8]) {
    do { try read(der) } catch { return nil }
  }

  init(hasWeakSignature: Bool = false, rsaBits: Int? = nil, dnsNames: [String]) {
    self.hasWeakSignature = hasWeakSignature
    self.rsaBits = rsaBits
    self.dnsNames = dnsNames
  }

  private struct NotACertificate: Error {}

  /// RFC 8017, A.2.4; RFC 5758, 3; RFC 3279, 2.2.
  private static let weakSignatures: Set<ASN1ObjectIdentifier> = [
    [1, 2, 840, 113_549, 1, 1, 4], [1, 2, 840, 113_549, 1, 1, 5], [1, 2, 840, 10_045, 4, 1], [1, 2, 840, 10_040, 4, 3],
  ]
  private static let rsa: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 1, 1]
  private static let alternativeNames: ASN1ObjectIdentifier = [2, 5, 29, 17]

  private mutating func read(_ der: [UInt8]) throws {
    let certificate = try Self.parts(of: try DER.parse(der))
    guard certificate.count == 3 else { throw NotACertificate() }
    hasWeakSignature = Self.weakSignatures.contains(try Self.algorithm(certificate[1]))
    let fields = try Self.parts(of: certificate[0])
    // The fields: version, serial number, signature, issuer, validity, subject, key. Version 1 has no version field.
    let hasVersion = fields.first.map { $0.identifier.tagClass == .contextSpecific } ?? false
    let key = hasVersion ? 6 : 5
    guard fields.count > key else { throw NotACertificate() }
    rsaBits = try Self.rsaBits(fields[key])
    for field in fields.dropFirst(key + 1)
    where field.identifier == ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific) {
      guard let extensions = try Self.parts(of: field).first else { throw NotACertificate() }
      for entry in try Self.parts(of: extensions) { try readNames(entry) }
    }
  }

  private mutating func readNames(_ entry: ASN1Node) throws {
    let parts = try Self.parts(of: entry)
    guard let name = parts.first, let value = parts.last, parts.count > 1 else { throw NotACertificate() }
    guard try ASN1ObjectIdentifier(derEncoded: name) == Self.alternativeNames else { return }
    let names = try Self.parts(of: try DER.parse(try ASN1OctetString(derEncoded: value).bytes))
    // dNSName is number 2 of GeneralName (RFC 5280, 4.2.1.6).
    for name in names where name.identifier == ASN1Identifier(tagWithNumber: 2, tagClass: .contextSpecific) {
      guard case .primitive(let bytes) = name.content else { throw NotACertificate() }
      dnsNames.append(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func rsaBits(_ key: ASN1Node) throws -> Int? {
    let parts = try parts(of: key)
    guard parts.count == 2 else { throw NotACertificate() }
    guard try algorithm(parts[0]) == rsa else { return nil }
    let numbers = try Self.parts(of: try DER.parse(try ASN1BitString(derEncoded: parts[1]).bytes))
    guard let modulus = numbers.first, case .primitive(let bytes) = modulus.content else { throw NotACertificate() }
    let digits = bytes.drop { $0 == 0 }
    return digits.count * 8 - (digits.first?.leadingZeroBitCount ?? 0)
  }

  private static func algorithm(_ node: ASN1Node) throws -> ASN1ObjectIdentifier {
    guard let name = try parts(of: node).first else { throw NotACertificate() }
    return try ASN1ObjectIdentifier(derEncoded: name)
  }

  private static func parts(of node: ASN1Node) throws -> [ASN1Node] {
    guard case .constructed(let parts) = node.content else { throw NotACertificate() }
    return Array(parts)
  }
}
