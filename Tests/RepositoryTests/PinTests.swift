import Foundation
import Testing

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
      let pinned = pinned[pin.identity]
      #expect(
        pinned == pin.state.version,
        "Package.swift pins \(pin.identity) to \(pinned ?? "no version"), resolved is \(pin.state.version)")
    }
    let spare = Set(pinned.keys).subtracting(resolved.map(\.identity)).sorted()
    #expect(spare.isEmpty, "Package.swift pins packages that nothing needs: \(spare)")
  }

  /// A package named past the list of pins could float.
  @Test func onlyTheListOfPinsNamesPackages() throws {
    let manifest = try Repository.text("Package.swift")
    #expect(manifest.matches(of: /\.package\(/).count == 1)
    #expect(manifest.contains(".package(url: url, exact: version)"))
  }

  @Test func everyPinHasAReason() throws {
    let lines = try Repository.text("Package.swift").split(separator: "\n").map { $0.drop { $0 == " " } }
    for (index, line) in lines.enumerated() where line.hasPrefix("Pin(") {
      #expect(index > 0 && lines[index - 1].hasPrefix("// "), "\(line)")
    }
  }

  /// Version by identity, which is the last part of the address in lower case.
  private func pins(in manifest: String) throws -> [String: String] {
    var pins: [String: String] = [:]
    for match in manifest.matches(of: /\bPin\("([^"]+)", "([^"]+)"/) {
      let last = match.1.lowercased().split(separator: "/").last.map(String.init) ?? ""
      let identity = last.hasSuffix(".git") ? String(last.dropLast(4)) : last
      #expect(pins.updateValue(String(match.2), forKey: identity) == nil, "\(identity) is pinned twice")
    }
    return pins
  }
}

private struct Resolved: Decodable {
  struct Pin: Decodable {
    struct State: Decodable { let version: String }
    let identity: String
    let state: State
  }
  let pins: [Pin]
}
