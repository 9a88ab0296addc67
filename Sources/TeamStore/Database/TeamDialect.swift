/// The few places where the SQL of the engines differs.
package enum TeamDialect: Sendable {
  case sqlite
  case postgres

  /// The clock of the database in milliseconds since 1970. It goes on within a transaction.
  var now: String {
    switch self {
    case .sqlite: "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"
    case .postgres: "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
    }
  }

  func name(_ table: String) -> String {
    switch self {
    case .sqlite: table
    case .postgres: "casedesk." + table
    }
  }

  func name(_ table: TeamTable) -> String { name(table.rawValue) }

  /// Keeps a row from being changed until the transaction ends. SQLite has one writer at a time anyway.
  var share: String {
    switch self {
    case .sqlite: ""
    case .postgres: " FOR SHARE"
    }
  }
}
