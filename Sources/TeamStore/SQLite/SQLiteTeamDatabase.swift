import FoundationEssentials
import GRDB
import PrivateIO

/// The team's store as a file in a folder of a group. Each session has a connection of its own; SQLite keeps them apart.
/// The clock of the database is that of the host, which all of them share.
package actor SQLiteTeamDatabase: TeamDatabase {
  package nonisolated let dialect = TeamDialect.sqlite
  private let executor = SerialQueueExecutor(label: "casedesk.team")
  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  private let file: SQLiteTeamFile
  private let busy: Duration
  /// Two waits for a lock, to open the file and to write, and a slow disk.
  package nonisolated var patience: Duration { busy * 2 + .seconds(1) }
  private var queue: DatabaseQueue?
  /// Of the file that is open.
  private var identity: SQLiteTeamFile.Identity?

  /// - Parameters:
  ///   - path: absolute.
  ///   - busy: the time that a write waits for others.
  package init(path: String, busy: Duration = .seconds(5)) {
    file = SQLiteTeamFile(path: path)
    self.busy = busy
  }

  package func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome { try work(script) }

  /// Blocks this actor's own thread.
  private func work(_ script: TeamScript) throws(TeamProblem) -> TeamOutcome {
    do {
      let queue = try opened(script.kind)
      return try queue.writeWithoutTransaction { db in
        guard try Self.isOurs(db, script.kind) else { throw TeamProblem.olderSchema }
        return try Self.run(script, in: db)
      }
    } catch let problem as TeamProblem {
      throw problem
    } catch {
      throw TeamProblem(sqlite: error)
    }
  }

  package func close() async { end() }

  private func end() {
    // A queue that does not close now closes when it is let go.
    do { try queue?.close() } catch {}
    queue = nil
  }

  private func opened(_ kind: TeamScript.Kind) throws -> DatabaseQueue {
    // Whoever restores a backup puts another file in the place of the open one, which SQLite would go on with.
    let identity = file.identity
    if let queue, self.identity == identity { return queue }
    end()
    try file.judge(making: kind == .migrate)
    var configuration = Configuration()
    configuration.busyMode = .timeout(busy / .seconds(1))
    configuration.prepareDatabase { db in
      // A row sorted on disk would leave the folder of the group.
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA secure_delete = ON")
      _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      // This must come after the journal mode. A change that is confirmed is on disk.
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    let opened = try DatabaseQueue(path: file.path, configuration: configuration)
    queue = opened
    self.identity = file.identity
    return opened
  }

  /// False for a new file, which only a migration takes. Another program's file is damage.
  private static func isOurs(_ db: Database, _ kind: TeamScript.Kind) throws -> Bool {
    let id = try Int32.fetchOne(db, sql: "PRAGMA application_id")
    if id == SQLiteTeamFile.applicationID { return true }
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard id == 0, tables == 0 else { throw TeamProblem.damaged }
    return kind == .migrate
  }

  private static func run(_ script: TeamScript, in db: Database) throws -> TeamOutcome {
    var outcome = TeamOutcome.done([])
    try db.inTransaction(script.kind == .read ? .deferred : .immediate) {
      var answers: [[[TeamValue]]] = []
      for (index, step) in script.steps.enumerated() {
        // Numbered parameters of SQLite begin with a question mark.
        let statement = try db.makeStatement(sql: step.sql.replacing("$", with: "?"))
        let arguments = StatementArguments(step.values.map(\.databaseValue))
        let rows = try Row.fetchAll(statement, arguments: arguments)
        guard step.rows == nil || step.rows == rows.count else {
          outcome = .stopped(at: index)
          return .rollback
        }
        answers.append(try rows.map { row in try row.databaseValues.map(TeamValue.init(sqlite:)) })
      }
      outcome = .done(answers)
      return .commit
    }
    return outcome
  }
}

extension TeamValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .number(let number): number.databaseValue
    case .bytes(let bytes): Data(bytes).databaseValue
    case .noNumber, .noBytes: .null
    }
  }

  fileprivate init(sqlite value: DatabaseValue) throws {
    switch value.storage {
    case .int64(let number): self = .number(number)
    case .blob(let data): self = .bytes(Array(data))
    case .null: self = .noBytes
    case .double, .string: throw TeamProblem.damaged
    }
  }
}

extension TeamProblem {
  /// The reason in an error of SQLite; its text is dropped.
  fileprivate init(sqlite error: any Error) {
    guard let error = error as? DatabaseError else {
      self = .other
      return
    }
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .slow
    case .SQLITE_FULL: self = .full
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted
    case .SQLITE_CANTOPEN, .SQLITE_IOERR: self = .away
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged
    case .SQLITE_NOMEM: self = .noMemory
    default: self = .other
    }
  }
}
