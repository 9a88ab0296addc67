import ArgumentParser
import Foundation
import Testing

@testable import DeskCommands

/// The words with which the program begins anew for another profile.
@Suite struct OtherProfileTests {
  /// Every global option, and whether it goes along.
  private static let options: [(words: [String], label: String, stays: Bool)] = [
    (["--profile", "clinic"], "profile", false), (["--sandbox"], "sandbox", false),
    (["--config", "-odd file"], "config", true), (["--base-url", "https://a.example.com"], "baseURL", false),
    (["--api-key-file", "/k"], "apiKeyFile", false), (["--token-file", "/t"], "tokenFile", false),
    (["--purpose", "payment"], "purpose", false), (["--read-only"], "readOnly", true), (["--json"], "json", true),
    (["--theme", "light"], "theme", true),
    (["--ascii"], "ascii", true), (["--no-color"], "noColor", true), (["--accessible"], "accessible", true),
    (["--log-file", "/l", "--log-level", "debug"], "logFile", true), (["--log-level", "debug"], "logLevel", true),
  ]

  private func parsed(_ words: [String]) throws -> Globals {
    try #require(try Root.parseAsRoot(words) as? Root).globals.values
  }

  @Test func `Every global option goes along or belongs to the one profile`() throws {
    let all = Mirror(reflecting: try parsed([])).children.compactMap(\.label)
    #expect(Set(Self.options.map(\.label)) == Set(all))
    for option in Self.options {
      var words = option.words
      if words.first == "--config" { words = ["--config=-odd file"] }
      let before = try parsed(words)
      let after = try parsed(before.words(opening: "-other"))
      #expect(after.profile == "-other")
      #expect(!after.sandbox && after.baseURL == nil && after.apiKeyFile == nil && after.tokenFile == nil)
      #expect(after.purpose == nil && before.opening("-other").purpose == nil, "the new session asks")
      guard option.stays else { continue }
      #expect(after.config == before.config)
      #expect(after.readOnly == before.readOnly && after.json == before.json && after.ascii == before.ascii)
      #expect(after.noColor == before.noColor && after.accessible == before.accessible)
      #expect(after.theme == before.theme && after.logFile == before.logFile)
      if before.logFile != nil { #expect(after.logLevel == before.logLevel) }
    }
  }
}
