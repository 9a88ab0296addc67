/// A table of the team's store. All have one form: id, version, epoch, casehash, author, ends, sealed.
package enum TeamTable: String, CaseIterable, Sendable {
  /// The keys of the team by epoch, without the keys: each proves that who made it had the one before.
  case teamKey = "teamkey"
  case member
  /// The team's key for each member and epoch, sealed to the member's public key.
  case memberKey = "memberkey"
  case presence
  case claim
  case handOver = "handover"
  case followUp = "followup"
  case intent

  /// Those whose rows are sealed with the team's key, and so anew when it changes.
  static let sealed: [TeamTable] = [.member, .presence, .claim, .handOver, .followUp, .intent]
}

/// A row as it lies in the database.
package struct TeamRow: Hashable, Sendable {
  /// A keyed hash, so that it tells nobody what the row is about.
  package let id: [UInt8]
  /// Counts the changes of the row.
  package let version: Int64
  /// The number of the key that sealed it.
  package let epoch: Int64
  package let caseHash: [UInt8]?
  package let author: [UInt8]?
  /// The end of a lease or the time when it is due, by the clock of the database, in milliseconds since 1970.
  package let ends: Int64?
  package let sealed: [UInt8]

  static let columns = ["id", "version", "epoch", "casehash", "author", "ends", "sealed"]

  init(
    id: [UInt8], version: Int64, epoch: Int64, caseHash: [UInt8]?, author: [UInt8]?, ends: Int64?, sealed: [UInt8]
  ) {
    self.id = id
    self.version = version
    self.epoch = epoch
    self.caseHash = caseHash
    self.author = author
    self.ends = ends
    self.sealed = sealed
  }

  /// Nil when a column that must have a value has none, as only a damaged database has it.
  init?(_ values: ArraySlice<TeamValue>) {
    let values = Array(values)
    guard values.count == Self.columns.count, let id = values[0].bytes, let version = values[1].number,
      let epoch = values[2].number, let sealed = values[6].bytes
    else { return nil }
    self.init(
      id: id, version: version, epoch: epoch, caseHash: values[3].bytes, author: values[4].bytes,
      ends: values[5].number, sealed: sealed)
  }
}

/// The end that a row gets.
enum TeamEnd: Hashable, Sendable {
  case never
  /// Milliseconds since 1970.
  case at(Int64)
  /// So long from now, by the clock of the database.
  case after(Duration)

  /// A base, and how often the time of the database is added to it.
  var values: [TeamValue] {
    switch self {
    case .never: [.noNumber, .number(0)]
    case .at(let time): [.number(time), .number(0)]
    case .after(let lease): [.number(Int64(lease / .milliseconds(1))), .number(1)]
    }
  }
}

/// The row that says what this store is: the only one of its table.
struct TeamHead: Hashable, Sendable {
  let schema: Int64
  /// The number of the team's key; 0 before there is a team.
  let epoch: Int64
  /// A random id, not secret, that binds each row to its team; empty before there is one.
  let team: [UInt8]
  /// A fixed text, by which a key is known as the right one.
  let sealed: [UInt8]
  /// The time of the database when this was read, in milliseconds since 1970.
  let now: Int64

  static func columns(_ dialect: TeamDialect) -> String { "h.schema, h.epoch, h.team, h.sealed, \(dialect.now)" }

  init?(_ values: ArraySlice<TeamValue>) {
    let values = Array(values)
    guard values.count == 5, let schema = values[0].number, let epoch = values[1].number, let team = values[2].bytes,
      let sealed = values[3].bytes, let now = values[4].number
    else { return nil }
    self.schema = schema
    self.epoch = epoch
    self.team = team
    self.sealed = sealed
    self.now = now
  }
}
