import Care360
import Care360Sandbox
import CaseStore
import Foundation
import Testing

@testable import DeskCommands

@Suite struct CaseReferenceTests {
  /// The sandbox's service, and a store that knows its case by `shortID`.
  private func words(_ bench: Bench, knowing shortID: String, keyCommand: Bool = true) throws -> [String] {
    let clinic = try bench.clinic(keyCommand: keyCommand)
    let text = try String(contentsOfFile: clinic[1], encoding: .utf8)
      .replacing("https://api.example.com", with: bench.server.baseURL)
      .replacing(
        "\n[store]", with: "\napi_key_file = \"\(bench.folder)/key\"\ntoken_file = \"\(bench.folder)/token\"\n[store]")
    try bench.file("clinic.toml", text)
    let store = try bench.openStore(passphrase: !keyCommand)
    try store.remember(try record(Known.avery, shortID))
    try store.close()
    return clinic
  }

  private func record(_ id: String, _ shortID: String) throws -> RecentRecord {
    let json = "{\"id\":\"\(id)\",\"shortId\":\"\(shortID)\",\"submitter\":{\"firstName\":\"Avery\"}}"
    let detail = try #require(Case(try JSONValue(parsing: Data(json.utf8))))
    return RecentRecord(detail: detail, seenAt: Bench.start, identifiers: [])
  }

  @Test func `A short id names the case of a recent one, and the id is said`() async throws {
    try await Bench.run { bench in
      let clinic = try words(bench, knowing: "ADA-TOSXM")
      for typed in ["ADA-TOSXM", "ada-tosxm"] {
        let ran = await bench.runAtStore(["refill", typed, "--yes"] + clinic)
        #expect(ran.code == 0, "\(ran)")
        #expect(ran.talk.contains("casedesk: ADA-TOSXM is case \(Known.avery).\n"))
      }
      #expect(bench.writes == 2)
      let asked = await bench.runAtStore(
        ["bundle", "change", "ADA-TOSXM", Known.starter] + clinic, Script("n\n"), isTerminal: true)
      #expect(asked.talk.contains("Avery Lindqvist, born 1988-04-02"))
      #expect(asked.talk.contains("Case         ADA-TOSXM  APPROVED, open  \(Known.avery)"))
      #expect(bench.writes == 2)
    }
  }

  @Test(arguments: [
    ["refill"], ["bundle", "change"], ["products", "add"], ["case", "close"], ["case", "reopen"], ["case", "open"],
    ["message"], ["note"],
  ])
  func `Every command that takes a case takes its short id`(command: [String]) async throws {
    try await Bench.run { bench in
      let clinic = try words(bench, knowing: "ADA-TOSXM")
      let rest: [String] =
        switch command.last {
        case "change": [Known.starter]
        case "add": ["--file", try bench.file("body", "{\"products\":[{\"id\":\"\(Known.metformin)\"}]}")]
        case "close": ["--reason", "moved"]
        case "message", "note": ["--file", try bench.file("text", "Hello")]
        default: []
        }
      let author = ["--config", clinic[1], "--profile", "clinic"]
      let config = try String(contentsOfFile: clinic[1], encoding: .utf8)
        .replacing("[general]\n", with: "[general]\noperator_name = \"Nneka\"\noperator_email = \"n@example.com\"\n")
      try bench.file("clinic.toml", config)
      let ran = await bench.runAtStore(command + ["ADA-TOSXM"] + rest + ["--dry-run", "--json"] + author)
      #expect(ran.code == 0, "\(ran)")
      #expect(ran.output.contains(Known.avery), "\(ran.output)")
      #expect(ran.talk.contains("ADA-TOSXM is case \(Known.avery)."))
    }
  }

  @Test func `An unknown short id is not found, and nothing is sent`() async throws {
    try await Bench.run { bench in
      let clinic = try words(bench, knowing: "ADA-TOSXM")
      let ran = await bench.runAtStore(["refill", "ADA-NONE1", "--yes", "--json"] + clinic)
      #expect(ran.code == 3)
      #expect(
        ran.output
          == "{\"ok\":false,\"error\":{\"kind\":\"notFound\",\"message\":\"No case here has the short id ADA-NONE1: look the "
          + "patient up once on the screen, or give the case id (a UUID).\"}}\n")
      #expect(bench.requests == 0)
      let keeps = await bench.run(["refill", "ADA-TOSXM", "--yes", "--sandbox"])
      #expect(keeps.code == 3 && keeps.talk.contains("The sandbox keeps nothing on disk."))
    }
  }

  @Test func `A short id of two cases is refused with both ids`() async throws {
    try await Bench.run { bench in
      let clinic = try words(bench, knowing: "ADA-TOSXM")
      let store = try bench.openStore()
      try store.remember(try record(Known.unclosable, "ADA-TOSXM"))
      try store.close()
      let ran = await bench.runAtStore(["refill", "ADA-TOSXM", "--yes"] + clinic)
      #expect(ran.code == 64)
      #expect(
        ran.talk.contains(
          "More than one case here has the short id ADA-TOSXM: \(Known.avery), \(Known.unclosable). Give the id"),
        "\(ran.talk)")
      #expect(bench.requests == 0)
    }
  }

  @Test(arguments: [true, false])
  func `A case that the service calls otherwise is refused`(isConfirmed: Bool) async throws {
    try await Bench.run { bench in
      let clinic = try words(bench, knowing: "ADA-OTHER")
      let ran = await bench.runAtStore(
        ["refill", "ADA-OTHER"] + (isConfirmed ? ["--yes"] : []) + clinic, Script("y\n"), isTerminal: true)
      #expect(ran.code == 5)
      #expect(
        ran.talk.contains("In the service, case \(Known.avery) does not have the short id ADA-OTHER. Nothing was sent"))
      #expect(bench.writes == 0)
    }
  }

  @Test func `A store under a passphrase is asked for it, and for nothing where nobody can type`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic(keyCommand: false)
      try bench.fillStore(passphrase: true)
      let ran = await bench.runAtStore(
        ["refill", "ADA-2", "--dry-run"] + clinic, Script(Bench.passphrase + "\n"), isTerminal: true)
      #expect(ran.code == 0, "\(ran)")
      #expect(ran.talk.contains("Passphrase of the local store: "))
      let second = try bench.caseID(2)
      #expect(ran.talk.contains("ADA-2 is case \(second)."))
      let alone = await bench.runAtStore(["refill", "ADA-2", "--dry-run"] + clinic)
      #expect(alone.code == 64 && alone.talk.contains("There is no terminal to ask for the local store's passphrase"))
    }
  }

  @Test func `Only that case is purged`() async throws {
    try await Bench.run { bench in
      let clinic = try bench.clinic()
      try bench.fillStore()
      #expect(await bench.runAtStore(["cache", "purge", "--case", "ADA-9", "--yes"] + clinic).code == 3)
      let ran = await bench.runAtStore(["cache", "purge", "--case", "ADA-1", "--yes"] + clinic)
      #expect(ran.output.hasPrefix("2 recent cases and refill links were removed."), "\(ran)")
      let left = await bench.runAtStore(["recents"] + clinic)
      #expect(!left.output.contains("ADA-1") && left.output.contains("ADA-2"))
    }
  }

  @Test(arguments: ["ADA-", "ADA-TOSXM now", "Avery", "ADA-TOSXM-1", "avery@example.com", ""])
  func `Other words stay wrong words`(typed: String) async throws {
    try await Bench.run { bench in
      let clinic = try words(bench, knowing: "ADA-TOSXM")
      let ran = await bench.runAtStore(["refill", typed, "--yes"] + clinic)
      #expect(ran.code == 5, "\(ran)")
      #expect(bench.requests == 0)
    }
  }
}
