import Sealing

/// The rows of the team's store, opened: one database, and the team's key as it is by now.
actor TeamVault {
  let database: any TeamDatabase
  let keeping: any TeamKeyKeeping
  let statements: TeamStatements
  private var known: TeamKey?

  /// The number of times that a look or a change starts again, because a colleague was faster.
  static let tries = 5

  init(_ database: any TeamDatabase, keeping: any TeamKeyKeeping) {
    self.database = database
    self.keeping = keeping
    statements = TeamStatements(dialect: database.dialect)
  }

  /// Rows that opened, in the order of their ids, and how many did not. Those stay in the store.
  struct Page<Body: TeamBody>: Sendable {
    struct Row: Sendable {
      let body: Body
      let version: Int64
      let ends: Int64?
    }

    let rows: [Row]
    let unreadable: Int
    /// The time of the database.
    let now: Int64
    let key: TeamKey
  }

  // MARK: - Rows

  func page<Body: TeamBody>(
    _ type: Body.Type, _ filter: @Sendable (TeamKey) throws(TeamProblem) -> TeamStatements.Filter
  ) async throws(TeamProblem) -> Page<Body> {
    for _ in 0..<Self.tries {
      let key = try await self.key()
      let (head, rows) = try await look(Body.table, try filter(key))
      guard head.epoch == key.epoch, head.team == key.team else {
        known = nil
        continue
      }
      var opened: [Page<Body>.Row] = []
      for row in rows {
        guard let body = try Body(row, key) else { continue }
        opened.append(Page<Body>.Row(body: body, version: row.version, ends: row.ends))
      }
      return Page(rows: opened, unreadable: rows.count - opened.count, now: head.now, key: key)
    }
    throw .changed
  }

  /// The row of this identity; nil where there is none. Throws `unreadable` where it does not open.
  func row<Body: TeamBody>(
    _ type: Body.Type, _ identity: [String]
  ) async throws(TeamProblem) -> (row: Page<Body>.Row?, now: Int64) {
    let page = try await page(type) { (key) throws(TeamProblem) in .id(try Body.id(identity, key)) }
    guard page.unreadable == 0 else { throw .unreadable }
    return (page.rows.first, page.now)
  }

  /// Does all steps or none.
  ///
  /// - Returns: the rows of each step; nil where a colleague changed a row in between.
  func change(
    _ make: @Sendable (TeamStatements, TeamKey, TeamStatements.Guard) throws(TeamProblem) -> [TeamStep]
  ) async throws(TeamProblem) -> [[[TeamValue]]]? {
    for _ in 0..<Self.tries {
      let key = try await self.key()
      let steps = try make(statements, key, TeamStatements.Guard(epoch: key.epoch))
      switch try await run(TeamScript(.write, steps)) {
      case .done(let answers):
        // A change that expects no row tells by its head that it was made.
        return answers
      case .stopped:
        let head = try await self.head()
        guard head.epoch != key.epoch || head.team != key.team else { return nil }
        known = nil
      }
    }
    throw .changed
  }

  // MARK: - The head and the key

  /// Throws where the store is of another schema.
  func head() async throws(TeamProblem) -> TeamHead {
    let answers = try await run(TeamScript(.read, [statements.head]))
    return try head(answers)
  }

  /// Forgets the key, which is then made from what is kept.
  func forget() { known = nil }

  func key() async throws(TeamProblem) -> TeamKey {
    if let known { return known }
    let head = try await self.head()
    guard let ring = try await keeping.kept(), let pin = ring.pin else {
      throw head.epoch == 0 ? .noTeam : .notMember
    }
    let key = try await follow(pin, ring.pair, to: head)
    if key.epoch != pin.epoch {
      try await keeping.keep(
        TeamKeyring(pair: ring.pair, pin: TeamPin(team: key.team, epoch: key.epoch, secret: key.secret)))
    }
    known = key
    return key
  }

  /// Goes from a key that is known as the right one to the one of `head`, over those in between: each must be proved by the
  /// one before, so that a stranger's key is never taken.
  func follow(_ pin: TeamPin, _ pair: BoxKeyPair, to head: TeamHead) async throws(TeamProblem) -> TeamKey {
    guard head.epoch > 0 else { throw .noTeam }
    guard head.team == pin.team, head.epoch >= pin.epoch else { throw .wrongKey }
    var key = try TeamKey(team: pin.team, epoch: pin.epoch, secret: pin.secret)
    while key.epoch < head.epoch {
      guard let next = try await boxed(epoch: key.epoch + 1, head.team, pair) else { throw .notMember }
      let (_, links) = try await look(.teamKey, .id(TeamBoxes.id(epoch: next.epoch)))
      guard let link = links.first?.sealed, try key.leads(to: next, by: link) else { throw .wrongKey }
      key = next
    }
    guard key.opens(proof: head.sealed) else { throw .wrongKey }
    return key
  }

  /// The team's key of an epoch, from the box for this operator; nil where there is none.
  func boxed(epoch: Int64, _ team: [UInt8], _ pair: BoxKeyPair) async throws(TeamProblem) -> TeamKey? {
    let (_, rows) = try await look(.memberKey, .id(TeamBoxes.id(publicKey: pair.publicKey, epoch: epoch)))
    guard let box = rows.first?.sealed else { return nil }
    guard let secret = try TeamProblem.told({ () throws(SealingProblem) in try pair.opened(box) }), secret.count == 32
    else { throw .wrongKey }
    return try TeamKey(team: team, epoch: epoch, secret: secret)
  }

  // MARK: - The database

  func look(
    _ table: TeamTable, _ filter: TeamStatements.Filter
  ) async throws(TeamProblem) -> (TeamHead, [TeamRow]) {
    let answers = try await run(TeamScript(.read, [statements.rows(table, filter)]))
    let head = try head(answers)
    var rows: [TeamRow] = []
    guard case .done(let steps) = answers else { throw .other }
    for values in steps.first ?? [] where values.count > 5 && values[5].bytes != nil {
      guard let row = TeamRow(values[5...]) else { throw .damaged }
      rows.append(row)
    }
    return (head, rows)
  }

  func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome {
    // A long script, as of a new key, has a limit for each statement alone.
    guard script.steps.count <= 8 else { return try await database.run(script) }
    let database = database
    return try await Patience.limit(database.patience) { () async throws(TeamProblem) in try await database.run(script)
    }
  }

  private func head(_ outcome: TeamOutcome) throws(TeamProblem) -> TeamHead {
    guard case .done(let answers) = outcome else { throw .other }
    guard let values = answers.first?.first else { throw .damaged }
    guard let head = TeamHead(values[..<min(5, values.count)]) else { throw .damaged }
    guard head.schema >= TeamSchema.version else { throw .olderSchema }
    guard head.schema == TeamSchema.version else { throw .newerSchema }
    return head
  }
}
