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

  @Test func `Every option is read as the parser reads it`() throws {
    #expect(Self.names.count >= 14)
    for (name, takesValue) in Self.names where name != "--help" {
      let value = name == "--log-level" ? "debug" : "one"
      for words in takesValue ? [[name, value], ["\(name)=\(value)"]] : [[name]] {
        let plain = try #require(Globals.plain(words), "\(words)")
        #expect(try plain == GlobalOptions.parse(words).values, "\(words)")
        #expect(GlobalOptions.holding(plain).values == plain, "\(words)")
      }
    }
    let many = ["--base-url", "https://a.example", "--read-only", "--theme=light", "--log-level", "error"]
    let plain = try #require(Globals.plain(many))
    #expect(try plain == GlobalOptions.parse(many).values)
    #expect(try Globals.plain([]) == GlobalOptions.parse([]).values)
  }

  @Test(arguments: [
    ["lookup"], ["--help"], ["-h"], ["--version"], ["--profil", "x"], ["--profile"], ["--profile", "--json"],
    ["--profile="], ["--json=yes"], ["--sandbox", "lookup"], ["--sandbox", "--sandbox"], ["--log-level", "loud"],
    ["--profile", "a", "--profile", "b"], ["--sandbox", "--profile", "live"], ["--", "--json"], [""], ["--"],
    ["--generate-completion-script"], ["--profile", "-x"],
  ])
  func `All else is left to the parser`(_ words: [String]) {
    #expect(Globals.plain(words) == nil)
  }
}
