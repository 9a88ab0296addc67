import Foundation
import Testing

/// Rules that a tool holds, so that they last.
struct HouseRuleTests {
  @Test func theTopLevelHoldsNothingElse() throws {
    let allowed: Set<String> = ["Package.swift", "README.md", "Sources", "Tests", "themes"]
    let kept = try Repository.keptFiles().compactMap { $0.split(separator: "/").first.map(String.init) }
    #expect(Set(kept.filter { !$0.hasPrefix(".") }) == allowed)
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
    // The end of a longer word, as in `Entry?`, is none.
    let written = try Regex(#"(?:^|[^A-Za-z])\Q"# + word + #"\E"#)
    for file in try Repository.swiftFiles(in: "Sources") {
      #expect(!(try Repository.text(file).contains(written)), "\(file)")
    }
  }

  /// The text of a caught error is the library's: it can hold the key, an address, a patient's words. Errors of ours are
  /// told by their sentences.
  @Test func aCaughtErrorIsNeverPutIntoText() throws {
    let bound = try Regex(#"catch (?:let|\.\w+\(let) (\w+)"#)
    for file in try Repository.swiftFiles(in: "Sources") {
      let text = try Repository.text(file)
      let names = Set(["error"] + text.matches(of: bound).compactMap { $0.output[1].substring.map(String.init) })
      for pattern in try Self.textsOfAnError(names) {
        let found = text.firstMatch(of: pattern).map { text[$0.range] }
        #expect(found == nil, "\(file): \(found ?? "")")
      }
    }
  }

  private static func textsOfAnError(_ names: Set<String>) throws -> [Regex<AnyRegexOutput>] {
    let name = "(?:" + names.sorted().joined(separator: "|") + ")"
    let known = #"(?: as (?:any )?\w+)?"#
    return try [
      // "\(error)", "\(error, privacy: .public)", "\(error as NSError)"
      #"\\\(\#(name)\#(known)\s*[,)]"#, #"\b(?:String|Substring)\((?:describing|reflecting): *\#(name)\b"#,
      #"\b(?:print|debugPrint|dump|fatalError|preconditionFailure)\(\s*\#(name)\b"#, #"\blocalizedDescription\b"#,
      #"\blocalizedFailureReason\b"#, #"\b\#(name)\.(?:debugDescription|userInfo)\b"#,
    ].map { try Regex($0).wordBoundaryKind(.simple) }
  }

  /// The rule above finds what it is for.
  @Test(arguments: [
    #"log.write(.debug, "failed: \(error)")"#, #"Text("\(error as NSError)")"#, #"String(describing: error)"#,
    #"let text = error.localizedDescription"#, #"String(reflecting: error)"#, #"print(error)"#,
    #"logger.info("\(error, privacy: .public)")"#, #"error.debugDescription"#,
  ]) func aTextOfAnErrorIsFound(_ line: String) throws {
    #expect(try Self.textsOfAnError(["error", "other"]).contains { line.contains($0) })
    for fine in [#""\(error.sentence)""#, #""\(errors.count)""#, "report(error)", #""\(error.kind)""#, "throw error"] {
      #expect(try !Self.textsOfAnError(["error"]).contains { fine.contains($0) }, "\(fine)")
    }
  }

  /// Data is synthetic; the vendor's example address stands in the file of documented exchanges only.
  @Test func addressesAreSynthetic() throws {
    let address = try Regex(#"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}"#)
    for file in try Repository.keptFiles() where file != "Tests/Fixtures/exchanges.json" {
      for match in String(decoding: try Repository.bytes(file), as: UTF8.self).matches(of: address) {
        let found = String(match.output[0].substring ?? "").lowercased()
        // The last is cut by the edge of a drawn screen.
        let isSynthetic = ["example.com", "example.org", "example.net", "example", "example.co"].contains {
          found.hasSuffix("@" + $0) || found.hasSuffix("." + $0)
        }
        #expect(isSynthetic, "\(file): \(found)")
      }
    }
  }
}
