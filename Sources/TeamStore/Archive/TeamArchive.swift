import CSodium
import FoundationEssentials
import Sealing
import TeamPlace

/// A whole team's store as one sealed file, for the way from one engine to another. Rows stay as they are sealed, those that
/// do not open among them.
package struct TeamArchive: Sendable {
  /// The first line of the file.
  private static let start = "CaseDesk team export 1\n"
  private static let anyStart = "CaseDesk team export "

  private let vault: TeamVault

  package init(_ database: any TeamDatabase, keeping: any TeamKeyKeeping) {
    vault = TeamVault(database, keeping: keeping)
  }

  /// The rows of one table.
  private struct Table: Codable, Hashable {
    let name: String
    let count: Int
    /// BLAKE2b of all rows in their order.
    let hash: String
    let rows: [Row]
  }

  private struct Row: Codable, Hashable {
    let id: String
    let version: Int64
    let epoch: Int64
    let caseHash: String?
    let author: String?
    let ends: Int64?
    let sealed: Data

    init(_ row: TeamRow) {
      id = row.id.hex
      version = row.version
      epoch = row.epoch
      caseHash = row.caseHash?.hex
      author = row.author?.hex
      ends = row.ends
      sealed = Data(row.sealed)
    }

    var row: TeamRow? {
      guard let id = [UInt8](hex: id) else { return nil }
      return TeamRow(
        id: id, version: version, epoch: epoch, caseHash: caseHash.flatMap { [UInt8](hex: $0) },
        author: author.flatMap { [UInt8](hex: $0) }, ends: ends, sealed: Array(sealed))
    }
  }

  private struct Contents: Codable {
    let schema: Int64
    let epoch: Int64
    let team: String
    let proof: Data
    let tables: [Table]
  }

  /// How many rows an archive has.
  package struct Tally: Hashable, Sendable {
    package let rows: Int
  }

  /// - Returns: the bytes of the file, sealed with a key made from the team's.
  package func export() async throws(TeamProblem) -> (bytes: [UInt8], tally: Tally) {
    let key = try await vault.key()
    let steps = [vault.statements.head] + TeamTable.allCases.map { vault.statements.rows($0, .all) }
    guard case .done(let answers) = try await vault.run(TeamScript(.read, steps)), answers.count == steps.count,
      let head = answers[0].first.flatMap({ TeamHead($0[...]) })
    else { throw .damaged }
    guard head.schema == TeamSchema.version else { throw .newerSchema }
    guard head.epoch == key.epoch, head.team == key.team else { throw .changed }
    var tables: [Table] = []
    for (table, answer) in zip(TeamTable.allCases, answers.dropFirst()) {
      tables.append(try Self.table(table, try Self.rows(answer)))
    }
    let contents = Contents(
      schema: head.schema, epoch: head.epoch, team: head.team.hex, proof: Data(head.sealed), tables: tables)
    let sealed = try key.seal(archive: try TeamJSON.bytes(contents))
    return (Array(Self.start.utf8) + sealed, Tally(rows: tables.map(\.count).reduce(0, +)))
  }

  /// Fills a store that has no team. Either all of it is there afterwards, compared row by row, or nothing.
  package func restore(_ bytes: [UInt8]) async throws(TeamProblem) -> Tally {
    guard let sealed = bytes.after(Self.start) else {
      throw .archive(bytes.after(Self.anyStart) == nil ? .noArchive : .newer)
    }
    guard let pin = try await vault.keeping.kept()?.pin else { throw .notMember }
    let key = try TeamKey(team: pin.team, epoch: pin.epoch, secret: pin.secret)
    guard let plain = key.open(archive: sealed), let contents: Contents = TeamJSON.value(plain),
      let team = [UInt8](hex: contents.team)
    else { throw .archive(.doesNotOpen) }
    guard contents.schema == TeamSchema.version else { throw .archive(.newer) }
    guard try await vault.head().epoch == 0 else { throw .notEmpty }
    let steps = try steps(contents, team)
    guard case .done = try await vault.run(TeamScript(.write, steps)) else { throw .notEmpty }
    return Tally(rows: contents.tables.map(\.count).reduce(0, +))
  }

  private func steps(_ contents: Contents, _ team: [UInt8]) throws(TeamProblem) -> [TeamStep] {
    let statements = vault.statements
    let state = TeamStatements.Guard(epoch: contents.epoch)
    guard contents.tables.map(\.name) == TeamTable.allCases.map(\.rawValue) else { throw .archive(.differs) }
    var steps = [
      statements.turn(
        to: contents.epoch, team: team, sealed: Array(contents.proof), TeamStatements.Guard(epoch: 0))
    ]
    for (table, found) in zip(TeamTable.allCases, contents.tables) {
      let rows = found.rows.compactMap(\.row)
      guard rows.count == found.count, try Self.table(table, rows).hash == found.hash else {
        throw .archive(.differs)
      }
      steps.append(statements.count(table, 0))
      for row in rows { steps.append(statements.insert(table, row, row.ends.map(TeamEnd.at) ?? .never, state)) }
      // In the same transaction: what is there now is what was exported, or nothing is.
      steps.append(statements.count(table, rows.count))
      for row in rows { steps.append(statements.same(table, row)) }
    }
    return steps
  }

  private static func rows(_ answer: [[TeamValue]]) throws(TeamProblem) -> [TeamRow] {
    var rows: [TeamRow] = []
    for values in answer where values.count > 5 && values[5].bytes != nil {
      guard let row = TeamRow(values[5...]) else { throw .damaged }
      rows.append(row)
    }
    return rows
  }

  private static func table(_ table: TeamTable, _ rows: [TeamRow]) throws(TeamProblem) -> Table {
    let rows = rows.map(Row.init)
    let message = try TeamJSON.bytes(rows)
    var digest = [UInt8](repeating: 0, count: 32)
    crypto_generichash(&digest, digest.count, message, UInt64(message.count), nil, 0)
    return Table(name: table.rawValue, count: rows.count, hash: digest.hex, rows: rows)
  }
}
