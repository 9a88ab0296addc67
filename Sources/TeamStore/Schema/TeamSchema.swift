/// The tables of the team's store, for each engine. A released migration is frozen: its text never changes, and every change
/// is a new migration after it.
package enum TeamSchema {
  /// The number that this program reads and writes.
  package static var version: Int64 { Int64(migrations(.sqlite).count) }

  static func migrations(_ dialect: TeamDialect) -> [[String]] {
    switch dialect {
    case .sqlite: [sqlite1]
    case .postgres: [postgres1]
    }
  }

  private static let sqlite1 =
    [
      "PRAGMA application_id = \(SQLiteTeamFile.applicationID)",
      "CREATE TABLE team (one INTEGER PRIMARY KEY CHECK (one = 1), schema INTEGER NOT NULL, epoch INTEGER NOT NULL,"
        + " team BLOB NOT NULL, sealed BLOB NOT NULL) STRICT",
      "INSERT INTO team (one, schema, epoch, team, sealed) VALUES (1, 1, 0, x'', x'')",
    ]
    + ["teamkey", "member", "memberkey", "presence", "claim", "handover", "followup", "intent"].map { name in
      "CREATE TABLE \(name) (id BLOB PRIMARY KEY NOT NULL, version INTEGER NOT NULL, epoch INTEGER NOT NULL,"
        + " casehash BLOB, author BLOB, ends INTEGER, sealed BLOB NOT NULL) STRICT"
    }
    + ["presence", "handover", "followup", "intent"].map { name in
      "CREATE INDEX \(name)_casehash ON \(name) (casehash)"
    }

  private static let postgres1 =
    [
      "CREATE SCHEMA IF NOT EXISTS casedesk",
      "CREATE TABLE casedesk.team (one bigint PRIMARY KEY CHECK (one = 1), schema bigint NOT NULL,"
        + " epoch bigint NOT NULL, team bytea NOT NULL, sealed bytea NOT NULL)",
      "INSERT INTO casedesk.team (one, schema, epoch, team, sealed) VALUES (1, 1, 0, '', '')",
    ]
    + ["teamkey", "member", "memberkey", "presence", "claim", "handover", "followup", "intent"].map { name in
      "CREATE TABLE casedesk.\(name) (id bytea PRIMARY KEY, version bigint NOT NULL, epoch bigint NOT NULL,"
        + " casehash bytea, author bytea, ends bigint, sealed bytea NOT NULL)"
    }
    + ["presence", "handover", "followup", "intent"].map { name in
      "CREATE INDEX \(name)_casehash ON casedesk.\(name) (casehash)"
    }
}
