import Foundation

@testable import DeskCommands

extension ContractRow {
  /// The store that a team shares, and who is in the team.
  static let team: [ContractRow] = [
    ContractRow(words: ["team"] + clinic, code: 64, answer: .kind("usage")),
    ContractRow(words: ["team", "status"] + clinic, code: 1, answer: .kind("failed"), isOffline: true),
    ContractRow(
      words: ["team", "status"] + clinic, hasTeam: true, code: 0,
      answer: .result([
        "engine", "schema", "fingerprint", "members", "present", "claims", "handOvers", "followUps", "unsettled",
        "unreadable",
      ]), isOffline: true),
    ContractRow(
      words: ["team", "migrate"] + clinic, hasTeam: true, code: 0, answer: .result(["from", "to"]), isOffline: true),
    ContractRow(words: ["team", "init"] + clinic, hasTeam: true, code: 6, answer: .kind("conflict"), isOffline: true),
    ContractRow(
      words: ["team", "join"] + clinic, hasTeam: true, code: 0, answer: .result(["operator", "key", "fingerprint"]),
      isOffline: true),
    ContractRow(
      words: ["team", "join", "0000 0000 0000 0000 0000"] + clinic, hasTeam: true, code: 5, answer: .kind("invalid"),
      isOffline: true),
    ContractRow(
      words: ["team", "invite", "robin", publicKey, "--yes"] + clinic, hasTeam: true, code: 0,
      answer: .result(["member", "fingerprint"]), isOffline: true),
    ContractRow(
      words: ["team", "invite", "robin", publicKey] + clinic, hasTeam: true, code: 64, answer: .kind("usage"),
      isOffline: true),
    ContractRow(
      words: ["team", "remove", "robin", "--yes"] + clinic, hasTeam: true, code: 3, answer: .kind("notFound"),
      isOffline: true),
    ContractRow(
      words: ["team", "remove", "robin"] + clinic, hasTeam: true, code: 64, answer: .kind("usage"), isOffline: true),
    ContractRow(
      words: ["team", "rotate"] + clinic, hasTeam: true, code: 0, answer: .result(["fingerprint"]), isOffline: true),
    ContractRow(
      words: ["team", "export", "{folder}/team.casedesk"] + clinic, hasTeam: true, code: 0, answer: .result(["rows"]),
      isOffline: true),
    ContractRow(
      words: ["team", "import", "{folder}/none"] + clinic, hasTeam: true, code: 1, answer: .kind("failed"),
      isOffline: true),
    // Writes ask the team first, and go on where it cannot be asked.
    ContractRow(
      words: ["refill", Known.avery, "--yes"] + clinic + ["--api-key-file", "{folder}/key"], hasTeam: true, code: 0,
      answer: .result(["formLink"]),
      writes: 1),
    ContractRow(
      words: [
        "refill", Known.avery, "--yes", "--config", "{folder}/away.toml", "--profile", "away", "--api-key-file",
        "{folder}/key",
      ],
      files: [
        "away.toml":
          "[profiles.away]\nbase_url = \"{url}\"\nteam_store = \"sqlite:{folder}/none.db\"\n"
      ],
      code: 0, answer: .text("https://"), writes: 1),
  ]

  private static let publicKey = "casedesk-team-1:" + String(repeating: "5b", count: 32)
}
