/// An engine of the team's store. It runs a script in one transaction and knows nothing of rows, keys or sentences.
package protocol TeamDatabase: Sendable {
  var dialect: TeamDialect { get }
  /// The longest time that anyone waits for a script of few statements, whatever the network does.
  var patience: Duration { get }

  /// Runs all steps, or none: a step that answers with another number of rows than it expects takes everything back.
  ///
  /// Throws `away` and `slow` where nobody can know whether a change was made.
  func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome

  /// Ends the connection; the next script opens another one.
  func close() async
}

/// A value of a column. Times are milliseconds since 1970 by the clock of the database.
package enum TeamValue: Hashable, Sendable {
  case number(Int64)
  case bytes([UInt8])
  /// NULL of a column of numbers; PostgreSQL wants to know the type of each parameter.
  case noNumber
  /// NULL of a column of bytes, and every NULL in an answer.
  case noBytes

  init(_ bytes: [UInt8]?) { self = bytes.map(TeamValue.bytes) ?? .noBytes }

  var number: Int64? {
    switch self {
    case .number(let number): number
    case .bytes, .noNumber, .noBytes: nil
    }
  }

  var bytes: [UInt8]? {
    switch self {
    case .bytes(let bytes): bytes
    case .number, .noNumber, .noBytes: nil
    }
  }
}

/// Statements that are done as one.
package struct TeamScript: Sendable {
  package enum Kind: Sendable {
    /// All steps see one moment.
    case read
    case write
    /// A write that may begin a store where there is none.
    case migrate
  }

  package let kind: Kind
  package let steps: [TeamStep]

  package init(_ kind: Kind, _ steps: [TeamStep]) {
    self.kind = kind
    self.steps = steps
  }
}

/// One statement. Its text never holds a value: values are parameters, `$1` and up.
package struct TeamStep: Sendable {
  package let sql: String
  package let values: [TeamValue]
  /// The number of rows that it must answer with; nil for any.
  package let rows: Int?

  package init(_ sql: String, _ values: [TeamValue] = [], rows: Int? = nil) {
    self.sql = sql
    self.values = values
    self.rows = rows
  }
}

/// The result of a script.
package enum TeamOutcome: Hashable, Sendable {
  /// The rows of each step.
  case done([[[TeamValue]]])
  /// This step met another number of rows; nothing was changed.
  case stopped(at: Int)
}
