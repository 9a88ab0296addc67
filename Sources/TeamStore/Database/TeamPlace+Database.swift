package import TeamPlace

extension TeamPlace {
  /// The engine of this place. Nothing is opened before the first script.
  ///
  /// - Parameter login: the login name of the person, for PostgreSQL.
  package func database(login: String) -> any TeamDatabase {
    switch self {
    case .sqlite(let path): SQLiteTeamDatabase(path: path)
    case .postgres(let place): PostgresTeamDatabase(place, login: login)
    }
  }
}
