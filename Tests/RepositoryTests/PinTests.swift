import Foundation
import Testing

@testable import Packaging

/// Every package that is resolved, direct or not, is pinned to that version: a version that floats would change the
/// program without a commit. (Package.resolved itself is not kept: Package.swift says all that it says.)
struct PinTests {
  @Test func everyResolvedPackageIsPinned() throws {
    try #require(
      FileManager.default.fileExists(atPath: Repository.root.appending(path: "Package.resolved").path),
      "Package.resolved is missing: run swift package resolve")
    let data = Data(try Repository.text("Package.resolved").utf8)
    let resolved = try JSONDecoder().decode(Resolved.self, from: data).pins
    let pinned = try pins(in: try Repository.text("Package.swift"))
    #expect(!resolved.isEmpty)
    for pin in resolved {
      let name = Self.name(pin.location)
      let pinned = pinned[name]
      #expect(
        pinned == pin.state.version,
        "Package.swift pins \(name) to \(pinned ?? "no version"), resolved is \(pin.state.version)")
    }
    let spare = Set(pinned.keys).subtracting(resolved.map { Self.name($0.location) }).sorted()
    #expect(spare.isEmpty, "Package.swift pins packages that nothing needs: \(spare)")
  }

  /// A package named past the list of pins could float.
  @Test func onlyTheListOfPinsNamesPackages() throws {
    let manifest = try Repository.text("Package.swift")
    #expect(manifest.matches(of: /\.package\(/).count == 1)
    #expect(manifest.contains(".package(url: url, exact: version)"))
  }

  /// The table of the README of Packaging is the one place for the reason and the licence of a package.
  @Test func everyPinHasARowWithReasonAndLicence() throws {
    let rows = try Component.all().filter { $0.kind == .linked || $0.kind == .unlinked }
    #expect(Set(rows.map(\.name)).count == rows.count)
    let pins = try pins(in: try Repository.text("Package.swift"))
    let versions = Dictionary(rows.map { ($0.name, $0.version ?? "") }) { $1 }
    for name in Set(pins.keys).union(versions.keys).sorted() {
      #expect(versions[name] == pins[name], "\(name) in Sources/Packaging/README.md is not that of Package.swift")
    }
  }

  /// Version by name.
  private func pins(in manifest: String) throws -> [String: String] {
    var pins: [String: String] = [:]
    for match in manifest.matches(of: /\bPin\("([^"]+)", "([^"]+)"/) {
      let name = Self.name(String(match.1))
      #expect(pins.updateValue(String(match.2), forKey: name) == nil, "\(name) is pinned twice")
    }
    return pins
  }

  /// `owner/Name`, as the address has it.
  private static func name(_ address: String) -> String {
    let name = address.replacing("https://github.com/", with: "")
    return name.hasSuffix(".git") ? String(name.dropLast(4)) : name
  }
}

private struct Resolved: Decodable {
  struct Pin: Decodable {
    struct State: Decodable { let version: String }
    let location: String
    let state: State
  }
  let pins: [Pin]
}
