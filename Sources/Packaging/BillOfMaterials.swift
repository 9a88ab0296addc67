import Foundation

/// The software bill of materials of one program, in CycloneDX 1.6. The same program, components and time make the same bytes.
struct BillOfMaterials {
  let version: String
  /// SHA-256 of the program, hexadecimal.
  let hash: String
  /// Seconds since 1970; nil for a document without a time.
  let time: Int?
  let components: [Component]

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(document) + Data("\n".utf8)
  }

  private var document: Document {
    let program = "pkg:generic/casedesk@\(version)"
    let inside = components.filter { $0.kind != .unlinked }
    return Document(
      metadata: Document.Metadata(
        component: Document.Part(
          type: "application", reference: program, name: "casedesk", version: version, purl: program,
          hashes: [Document.Hash(content: hash)]),
        timestamp: time.map { Date(timeIntervalSince1970: Double($0)).formatted(.iso8601) }),
      components: inside.map { component in
        Document.Part(
          type: "library", reference: component.url, name: component.name, version: component.version,
          purl: component.url, description: component.reason, licenses: [Document.Licence(component.licence)],
          properties: [
            Document.Property(name: "casedesk:linked", value: component.kind == .library ? "dynamically" : "statically")
          ])
      },
      dependencies: [Document.Dependency(ref: program, dependsOn: inside.map(\.url))])
  }
}

/// The fields of CycloneDX that are used, by the names of its JSON schema.
private struct Document: Encodable {
  struct Metadata: Encodable {
    let component: Part
    let timestamp: String?
  }

  struct Part: Encodable {
    let type: String
    let reference: String
    let name: String
    let version: String?
    let purl: String
    var description: String?
    var licenses: [Licence]?
    var hashes: [Hash]?
    var properties: [Property]?

    enum CodingKeys: String, CodingKey {
      case type, name, version, purl, description, licenses, hashes, properties
      case reference = "bom-ref"
    }
  }

  /// An id of the SPDX list, or an expression of several words.
  struct Licence: Encodable {
    struct Listed: Encodable { let id: String }
    let license: Listed?
    let expression: String?

    init(_ licence: String) {
      let isExpression = licence.contains(" ")
      license = isExpression ? nil : Listed(id: licence)
      expression = isExpression ? licence : nil
    }
  }

  struct Hash: Encodable {
    let alg = "SHA-256"
    let content: String
  }

  struct Property: Encodable {
    let name: String
    let value: String
  }

  struct Dependency: Encodable {
    let ref: String
    let dependsOn: [String]
  }

  let bomFormat = "CycloneDX"
  let specVersion = "1.6"
  let version = 1
  let metadata: Metadata
  let components: [Part]
  let dependencies: [Dependency]
}
