import Foundation
import Testing

@testable import Packaging

struct BillOfMaterialsTests {
  private static let few = [
    Component(kind: .linked, name: "example/swift-one", version: "1.2.3", licence: "MIT", reason: "One."),
    Component(kind: .unlinked, name: "example/swift-two", version: "2.0.0", licence: "MIT", reason: "Two."),
    Component(
      kind: .source, name: "three", version: "3.1", licence: "Apache-2.0 WITH Swift-exception", reason: "Three."),
    Component(kind: .library, name: "libfour++1", version: nil, licence: "Zlib", reason: "Four."),
  ]

  private func bill(time: Int?, _ components: [Component] = few) throws -> String {
    let bill = BillOfMaterials(
      version: "0.1.0", hash: String(repeating: "ab", count: 32), time: time, components: components)
    return String(decoding: try bill.json(), as: UTF8.self)
  }

  /// A package that is not linked is left out; a version that is not known is not made up.
  @Test func itIsTheDocumentOfCycloneDX() throws {
    #expect(
      try bill(time: 1_700_000_000) == """
        {
          "bomFormat" : "CycloneDX",
          "components" : [
            {
              "bom-ref" : "pkg:swift/github.com/example/swift-one@1.2.3",
              "description" : "One.",
              "licenses" : [
                {
                  "license" : {
                    "id" : "MIT"
                  }
                }
              ],
              "name" : "example/swift-one",
              "properties" : [
                {
                  "name" : "casedesk:linked",
                  "value" : "statically"
                }
              ],
              "purl" : "pkg:swift/github.com/example/swift-one@1.2.3",
              "type" : "library",
              "version" : "1.2.3"
            },
            {
              "bom-ref" : "pkg:generic/three@3.1",
              "description" : "Three.",
              "licenses" : [
                {
                  "expression" : "Apache-2.0 WITH Swift-exception"
                }
              ],
              "name" : "three",
              "properties" : [
                {
                  "name" : "casedesk:linked",
                  "value" : "statically"
                }
              ],
              "purl" : "pkg:generic/three@3.1",
              "type" : "library",
              "version" : "3.1"
            },
            {
              "bom-ref" : "pkg:deb/debian/libfour%2B%2B1",
              "description" : "Four.",
              "licenses" : [
                {
                  "license" : {
                    "id" : "Zlib"
                  }
                }
              ],
              "name" : "libfour++1",
              "properties" : [
                {
                  "name" : "casedesk:linked",
                  "value" : "dynamically"
                }
              ],
              "purl" : "pkg:deb/debian/libfour%2B%2B1",
              "type" : "library"
            }
          ],
          "dependencies" : [
            {
              "dependsOn" : [
                "pkg:swift/github.com/example/swift-one@1.2.3",
                "pkg:generic/three@3.1",
                "pkg:deb/debian/libfour%2B%2B1"
              ],
              "ref" : "pkg:generic/casedesk@0.1.0"
            }
          ],
          "metadata" : {
            "component" : {
              "bom-ref" : "pkg:generic/casedesk@0.1.0",
              "hashes" : [
                {
                  "alg" : "SHA-256",
                  "content" : "abababababababababababababababababababababababababababababababab"
                }
              ],
              "name" : "casedesk",
              "purl" : "pkg:generic/casedesk@0.1.0",
              "type" : "application",
              "version" : "0.1.0"
            },
            "timestamp" : "2023-11-14T22:13:20Z"
          },
          "specVersion" : "1.6",
          "version" : 1
        }

        """)
  }

  @Test func theSameProgramHasTheSameBytes() throws {
    let all = try Component.all()
    #expect(try bill(time: 0, all) == bill(time: 0, all))
    #expect(try !bill(time: nil, all).contains("timestamp"))
    #expect(try bill(time: 0, all).contains("\"timestamp\" : \"1970-01-01T00:00:00Z\""))
  }

  @Test func everythingInTheProgramStandsInItOnce() throws {
    struct Bill: Decodable {
      struct Part: Decodable { let purl: String }
      let components: [Part]
    }
    let all = try Component.all()
    let parts = try JSONDecoder().decode(Bill.self, from: Data(bill(time: 0, all).utf8)).components.map(\.purl)
    #expect(Set(parts).count == parts.count && parts.count == all.count { $0.kind != .unlinked })
    for url in [
      "pkg:swift/github.com/groue/GRDB.swift@7.10.0", "pkg:deb/debian/libsodium23", "pkg:generic/icu@76.1",
    ] { #expect(parts.contains(url), "\(url)") }
  }
}
