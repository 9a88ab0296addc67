import ArgumentParser
import Testing

@testable import DeskCommands

/// The options that are read without the parser, held against the parser itself.
struct PlainOptionsTests {
  /// Every option of the parser's own help, so that a new one cannot be forgotten.
  private static var names: [(name: String, takesValue: Bool)] {
    GlobalOptions.helpMessage(columns: 400).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let name = words.first, name.hasPrefix("--") else { return nil }
      return (String(name), words.count > 1 && words[1].hasPrefix("<"))
    }
  }

  private static func described(_ options: GlobalOptions) -> [String] {
    Mirror(reflecting: options).children.map { "\($0.label ?? ""): \($0.value)" }
  }

  @Test func `Every option is read as the parser reads it`() throws {
    #expect(Self.names.count >= 14)
    for (name, takesValue) in Self.names where name != "--help" {
      let value = name == "--log-level" ? "debug" : "one"
      for words in takesValue ? [[name, value], ["\(name)=\(value)"]] : [[name]] {
        let plain = try #require(GlobalOptions.plain(words), "\(words)")
        #expect(try Self.described(plain) == Self.described(GlobalOptions.parse(words)), "\(words)")
      }
    }
    let many = ["--base-url", "https://a.example", "--read-only", "--theme=light", "--log-level", "error"]
    let plain = try #require(GlobalOptions.plain(many))
    #expect(try Self.described(plain) == Self.described(GlobalOptions.parse(many)))
    #expect(Self.described(try #require(GlobalOptions.plain([]))) == Self.described(try GlobalOptions.parse([])))
  }

  @Test(arguments: [
    ["lookup"], ["--help"], ["-h"], ["--version"], ["--profil", "x"], ["--profile"], ["--profile", "--json"],
    ["--profile="], ["--json=yes"], ["--sandbox", "lookup"], ["--sandbox", "--sandbox"], ["--log-level", "loud"],
    ["--profile", "a", "--profile", "b"], ["--sandbox", "--profile", "live"], ["--", "--json"], [""], ["--"],
    ["--generate-completion-script"], ["--profile", "-x"],
  ])
  func `All else is left to the parser`(_ words: [String]) {
    #expect(GlobalOptions.plain(words) == nil)
  }
}
