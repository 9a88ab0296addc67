import Testing

/// A shell, the kernel and HTTP read bytes. As Swift's characters a quotation mark, a slash or a colon with a combining mark
/// behind it is another one, so that a search by `Character` passes it over and the other side does not.
struct ByteRuleTests {
  /// Texts that are known to be ASCII by then, or that no other program reads.
  private static let exceptions: Set<String> = [
    // Judged to be plain ASCII first.
    "Sources/Care360/Routes/BaseURL.swift", "Sources/DeskConfig/Settings/SettingRules.swift",
    "Sources/DeskConfig/Settings/SettingRow.swift",
    // The host that is cut out is judged byte by byte.
    "Sources/Care360/Client/Transport.swift",
  ]

  private static func searches(in text: String) throws -> [String] {
    let literal = #""(?:[^"\\\n]|\\.)*""#
    let names = "split|firstIndex|lastIndex|firstRange|contains|hasPrefix|hasSuffix|replacing|starts"
    let call = try Regex(
      #"(\w+)?[?!)\]]*\.(?:\#(names))\((?:separator: |of: |with: )?(\#(literal))(\.utf8|\.unicodeScalars)?"#)
    let receiver = try Regex(#"(\#(literal))\.contains\(\$0"#)
    let found = text.matches(of: call).compactMap { match -> Substring? in
      let isOfBytes = ["utf8", "unicodeScalars"].contains(match.output[1].substring ?? "")
      return isOfBytes || match.output[3].substring != nil || !isSeparator(match.output[2].substring ?? "")
        ? nil : text[match.range]
    }
    let sets = text.matches(of: receiver).filter { isSeparator($0.output[1].substring ?? "") }
    return (found + sets.map { text[$0.range] }).map(String.init)
  }

  /// The literal holds what ends a word, a part of a path or of an address.
  private static func isSeparator(_ literal: Substring) -> Bool {
    let inner = literal.dropFirst().dropLast()
    return ["/", "'", #"\""#, #"\\"#].contains { inner.contains($0) }
  }

  @Test func noSeparatorIsSoughtByCharacter() throws {
    for file in try Repository.swiftFiles(in: "Sources") where !Self.exceptions.contains(file) {
      let found = try Self.searches(in: try Repository.text(file))
      #expect(found.isEmpty, "\(file): \(found)")
    }
  }

  @Test(arguments: [
    #"path.split(separator: "/")"#, #"name.lastIndex(of: "/")"#, #"text.hasPrefix("~/")"#,
    #"visible(text).split(separator: "\"", omittingEmptySubsequences: false)"#, #"word.contains("'")"#,
    #"rest.prefix { !"/?#\\".contains($0) }"#, #"name.replacing("/", with: "_")"#, #"path?.hasSuffix("/")"#,
  ]) func aSearchIsFound(_ line: String) throws { #expect(try Self.searches(in: line).count == 1) }

  @Test(arguments: [
    #"path.utf8.split(separator: UInt8(ascii: "/"))"#, #"utf8.starts(with: "~/".utf8)"#, #"line.hasPrefix("  ")"#,
    #""/._-".utf8.contains(byte)"#, #"!"/?#".unicodeScalars.contains($0)"#, #"text.split(separator: "\n")"#,
  ]) func otherSearchesAreFine(_ line: String) throws { #expect(try Self.searches(in: line).isEmpty) }
}
