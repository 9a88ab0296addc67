/// The statements of the team's store. Each change names the schema and the key that it was made for, and does nothing when
/// the store has others by then: a session never writes into a newer schema, nor with a key that is spent.
struct TeamStatements {
  let dialect: TeamDialect

  /// The rows that a look takes.
  enum Filter {
    case all
    case id([UInt8])
    case ofCase([UInt8])
    /// Those that belong to a case.
    case ofCases
    /// Those whose end has not come.
    case living
  }

  /// The state of the store that a change is made for.
  struct Guard {
    let epoch: Int64
    var schema = TeamSchema.version

    var values: [TeamValue] { [.number(schema), .number(epoch)] }
  }

  // MARK: - Looking

  var head: TeamStep {
    TeamStep("SELECT \(TeamHead.columns(dialect)) FROM \(dialect.name("team")) h WHERE h.one = 1")
  }

  /// The head comes with each row, and alone where there is none.
  func rows(_ table: TeamTable, _ filter: Filter) -> TeamStep {
    let columns = TeamRow.columns.map { "r." + $0 }.joined(separator: ", ")
    let (condition, values): (String, [TeamValue]) =
      switch filter {
      case .all: ("1 = 1", [])
      case .id(let id): ("r.id = $1", [.bytes(id)])
      case .ofCase(let hash): ("r.casehash = $1", [.bytes(hash)])
      case .ofCases: ("r.casehash IS NOT NULL", [])
      case .living: ("r.ends > \(dialect.now)", [])
      }
    return TeamStep(
      "SELECT \(TeamHead.columns(dialect)), \(columns) FROM \(dialect.name("team")) h"
        + " LEFT JOIN \(dialect.name(table)) r ON \(condition) WHERE h.one = 1 ORDER BY r.id", values)
  }

  // MARK: - Changing

  private var open: String {
    "WITH held AS (SELECT 1 FROM \(dialect.name("team")) h WHERE h.one = 1 AND h.schema = $1 AND h.epoch = $2"
      + "\(dialect.share)) "
  }

  /// Answers with its end, or with nothing where a row has this id already.
  func insert(_ table: TeamTable, _ row: TeamRow, _ end: TeamEnd, _ state: Guard) -> TeamStep {
    let columns = TeamRow.columns.joined(separator: ", ")
    return TeamStep(
      open + "INSERT INTO \(dialect.name(table)) (\(columns))"
        + " SELECT $3, $4, $5, $6, $7, $8 + $9 * \(dialect.now), $10 FROM held WHERE 1 = 1"
        + " ON CONFLICT (id) DO NOTHING RETURNING ends, \(dialect.now)",
      state.values + [
        .bytes(row.id), .number(row.version), .number(row.epoch), TeamValue(row.caseHash), TeamValue(row.author),
      ] + end.values + [.bytes(row.sealed)], rows: 1)
  }

  /// Answers with its end, or with nothing where the row has another version than the one before `row`.
  func update(_ table: TeamTable, _ row: TeamRow, _ end: TeamEnd, _ state: Guard) -> TeamStep {
    TeamStep(
      open + "UPDATE \(dialect.name(table)) SET version = $4, epoch = $5, casehash = $6, author = $7,"
        + " ends = $8 + $9 * \(dialect.now), sealed = $10 WHERE id = $3 AND version = $4 - 1"
        + " AND EXISTS (SELECT 1 FROM held) RETURNING ends, \(dialect.now)",
      state.values + [
        .bytes(row.id), .number(row.version), .number(row.epoch), TeamValue(row.caseHash), TeamValue(row.author),
      ] + end.values + [.bytes(row.sealed)], rows: 1)
  }

  /// Answers with one row, or with nothing where the row has another version.
  func delete(_ table: TeamTable, id: [UInt8], version: Int64, _ state: Guard) -> TeamStep {
    TeamStep(
      open + "DELETE FROM \(dialect.name(table)) WHERE id = $3 AND version = $4 AND EXISTS (SELECT 1 FROM held)"
        + " RETURNING version", state.values + [.bytes(id), .number(version)], rows: 1)
  }

  /// Deletes rows whose end is longer ago than `age`; `ofNoCase`: those alone that belong to no case.
  func sweep(_ table: TeamTable, ofNoCase: Bool = false, olderThan age: Duration, _ state: Guard) -> TeamStep {
    TeamStep(
      open + "DELETE FROM \(dialect.name(table)) WHERE ends + $3 < \(dialect.now)"
        + (ofNoCase ? " AND casehash IS NULL" : "") + " AND EXISTS (SELECT 1 FROM held) RETURNING version",
      state.values + [.number(Int64(age / .milliseconds(1)))])
  }

  /// Deletes the row of this id, of whatever version, where there is one.
  func drop(_ table: TeamTable, id: [UInt8], _ state: Guard) -> TeamStep {
    TeamStep(
      open + "DELETE FROM \(dialect.name(table)) WHERE id = $3 AND EXISTS (SELECT 1 FROM held) RETURNING version",
      state.values + [.bytes(id)])
  }

  /// Gives the store the next key. Answers with nothing where it has another one than `state` says by now. Every change of
  /// another session waits for the end of this one, and then does nothing.
  func turn(to epoch: Int64, team: [UInt8], sealed: [UInt8], _ state: Guard) -> TeamStep {
    TeamStep(
      "UPDATE \(dialect.name("team")) SET epoch = $3, team = $4, sealed = $5 WHERE one = 1 AND schema = $1"
        + " AND epoch = $2 RETURNING epoch",
      state.values + [.number(epoch), .bytes(team), .bytes(sealed)], rows: 1)
  }

  /// Answers with one row where this very row is there.
  func same(_ table: TeamTable, _ row: TeamRow) -> TeamStep {
    TeamStep(
      "SELECT r.version FROM \(dialect.name(table)) r WHERE r.id = $1 AND r.version = $2 AND r.epoch = $3"
        + " AND r.casehash IS NOT DISTINCT FROM $4 AND r.author IS NOT DISTINCT FROM $5"
        + " AND r.ends IS NOT DISTINCT FROM $6 AND r.sealed = $7",
      [
        .bytes(row.id), .number(row.version), .number(row.epoch), TeamValue(row.caseHash), TeamValue(row.author),
        row.ends.map(TeamValue.number) ?? .noNumber, .bytes(row.sealed),
      ], rows: 1)
  }

  /// Answers with one row where the table has so many rows.
  func count(_ table: TeamTable, _ count: Int) -> TeamStep {
    TeamStep(
      "SELECT c.n FROM (SELECT count(*) AS n FROM \(dialect.name(table))) AS c WHERE c.n = $1",
      [.number(Int64(count))], rows: 1)
  }
}
