import Foundation
import Testing

/// Rules that a tool holds, so that they last.
struct HouseRuleTests {
  @Test func theTopLevelHoldsNothingElse() throws {
    let allowed: Set<String> = ["Package.resolved", "Package.swift", "README.md", "Sources", "Tests", "themes"]
    #expect(Set(try Repository.names(in: "")).subtracting(allowed).isEmpty)
  }

  @Test func everyTargetHasALandingText() throws {
    for target in try Repository.names(in: "Sources") {
      let text = try Repository.text("Sources/\(target)/README.md")
      #expect(text.hasPrefix("# \(target)\n"), "\(target)")
      #expect(text.split(separator: "\n").count >= 3, "\(target)")
    }
  }

  @Test func noFileIsOverlong() throws {
    for file in try Repository.swiftFiles(in: "Sources") + Repository.swiftFiles(in: "Tests") {
      let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= 600, "\(file) has \(lines) lines")
    }
  }

  @Test func onlyTheCoreIsPublic() throws {
    for file in try Repository.swiftFiles(in: "Sources") where !file.hasPrefix("Sources/Care360/") {
      let text = try Repository.text(file)
      let isPublic = text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("public ") }
      #expect(!isPublic, "\(file)")
    }
  }

  /// Errors of libraries can hold keys and health data: nothing of them is swallowed, and nothing traps on purpose.
  @Test(arguments: ["try?", "try!", "fatalError(", "@unchecked Sendable", "nonisolated(unsafe)", "TODO", "FIXME"])
  func neverWritten(_ word: String) throws {
    for file in try Repository.swiftFiles(in: "Sources") {
      #expect(!(try Repository.text(file).contains(word)), "\(file)")
    }
  }

  /// Data is synthetic; the vendor's example address stands in the file of documented exchanges only.
  @Test func addressesAreSynthetic() throws {
    let address = try Regex(#"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}"#)
    let files =
      try Repository.files(in: "Sources", endings: [".swift", ".json", ".md"])
      + Repository.files(in: "Tests", endings: [".swift", ".json"]) + ["README.md"]
    for file in files where file != "Tests/Fixtures/exchanges.json" {
      for match in try Repository.text(file).matches(of: address) {
        let found = String(match.output[0].substring ?? "").lowercased()
        let isSynthetic = ["example.com", "example.org", "example.net", "example"].contains {
          found.hasSuffix("@" + $0) || found.hasSuffix("." + $0)
        }
        #expect(isSynthetic, "\(file): \(found)")
      }
    }
  }
}
