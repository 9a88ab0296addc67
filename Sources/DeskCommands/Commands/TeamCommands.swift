import ArgumentParser
import DeskConfig
import FoundationEssentials
import PrivateIO
import TeamPlace
import TeamStore

/// `casedesk team …`: the store that a team shares, and who is in the team.
struct TeamGroup: DeskCommand {
  static let words = "team"
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "The store that a team shares: set it up, let colleagues in and out.",
    discussion: """
      The team's store holds who is in a case, who takes it, what is handed over and which changes nobody has settled, all \
      of it sealed with a key that only members have. `casedesk manual team` says how to set one up.

      EXAMPLES:
        casedesk team migrate
        casedesk team init
        casedesk team join
        casedesk team invite LOGIN KEY
        casedesk team status
      """,
    subcommands: [
      TeamStatus.self, TeamMigrate.self, TeamInit.self, TeamInvite.self, TeamJoin.self, TeamRemove.self,
      TeamRotate.self, TeamExport.self, TeamImport.self,
    ])

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    throw .usage("Say what: casedesk team status, migrate, init, invite, join, remove, rotate, export or import.")
  }
}

/// Tells how the team's store is.
struct TeamStatus: DeskCommand {
  static let words = "team status"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tell how the team's store is, and who is in the team.",
    discussion: """
      EXAMPLES:
        casedesk team status
        casedesk team status --json
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let access = try TeamAccess(invocation)
    let schema = try await access.withDatabase { (database) throws(ErrorReport) in
      try await teaming { () throws(TeamProblem) in try await TeamMigration(database).version() }
    }
    guard schema == TeamSchema.version else {
      throw ErrorReport(schema < TeamSchema.version ? TeamProblem.olderSchema : .newerSchema)
    }
    let standing = try await access.withKeys { (database, keys, name) throws(ErrorReport) in
      try await TeamStanding(database, keys, name: name)
    }
    var lines = [
      "store        \(access.place.engine), schema \(schema)", "team         key \(standing.fingerprint)",
      "members      " + standing.members.map(\.name).joined(separator: ", "),
      "present      \(standing.presences)", "claims       \(standing.claims)", "hand-overs   \(standing.handOvers)",
      "follow-ups   \(standing.followUps)", "unsettled    \(standing.intents)",
    ]
    if standing.unreadable > 0 {
      lines.append("unreadable   \(standing.unreadable): changed from outside, or sealed with a key not known here")
    }
    return .result(
      .object([
        ("engine", .string(access.place.engine)), ("schema", .integer(schema)),
        ("fingerprint", .string(standing.fingerprint)), ("members", .array(standing.members.map(\.json))),
        ("present", .integer(Int64(standing.presences))), ("claims", .integer(Int64(standing.claims))),
        ("handOvers", .integer(Int64(standing.handOvers))), ("followUps", .integer(Int64(standing.followUps))),
        ("unsettled", .integer(Int64(standing.intents))), ("unreadable", .integer(Int64(standing.unreadable))),
      ]), lines: lines)
  }
}

/// Makes or updates the tables.
struct TeamMigrate: DeskCommand {
  static let words = "team migrate"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bring the team's store to the schema of this version.",
    discussion: """
      An administrator runs this, with the role that owns the tables. Sessions never change the schema: with another one \
      they work without the team.

      EXAMPLES:
        casedesk team migrate
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let (from, to) = try await TeamAccess(invocation).withDatabase { (database) throws(ErrorReport) in
      try await teaming { () throws(TeamProblem) in try await TeamMigration(database).migrate() }
    }
    return .result(
      .object([("from", .integer(from)), ("to", .integer(to))]),
      lines: [
        from == to
          ? "The team's store has schema \(to) already." : "The team's store went from schema \(from) to \(to)."
      ])
  }
}

/// Begins a team.
struct TeamInit: DeskCommand {
  static let words = "team init"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Begin the team, with you as its first member.",
    discussion: """
      Your key for the team is kept in your local store. Until a second member is in, nobody else can open the team's \
      store: invite one soon.

      EXAMPLES:
        casedesk team init
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let fingerprint = try await TeamAccess(invocation).withMembership { (membership) throws(ErrorReport) in
      try await teaming { () throws(TeamProblem) in try await membership.begin() }
    }
    return .fingerprint(fingerprint, lines: ["The team has begun. Its key is \(fingerprint)."])
  }
}

/// Lets a colleague in.
struct TeamInvite: DeskCommand {
  static let words = "team invite"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Let a colleague into the team.",
    discussion: """
      The colleague runs casedesk team join, which prints a key, and tells you its fingerprint on the telephone. Compare \
      it before you say yes: whoever put another key in its place would read everything the team shares. Then tell the \
      colleague the fingerprint that is printed here.

      EXAMPLES:
        casedesk team invite LOGIN KEY
      """)

  @Argument(help: ArgumentHelp("The colleague, as casedesk team join names them.", valueName: "operator"))
  var name: String

  @Argument(help: ArgumentHelp("The key that casedesk team join prints.", valueName: "key"))
  var key: String

  @Flag(help: "Do it without asking; required when there is no terminal to confirm on.")
  var yes = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let invitation = try await teaming { () throws(TeamProblem) in try TeamInvitation(key) }
    let console = invocation.console
    guard yes || console.canAsk else { throw .usage("No terminal to confirm on: add --yes to invite.") }
    let invited = try await TeamAccess(invocation).withMembership { (membership) throws(ErrorReport) in
      if !yes {
        let question = "Let \(name) in, whose key has the fingerprint \(invitation.fingerprint)?"
        guard try console.confirms(question) else { throw .failed("Not confirmed: nobody was let in.") }
        if Task.isCancelled { throw .interrupted }
      }
      return try await teaming { () throws(TeamProblem) in try await membership.invite(invitation, as: name) }
    }
    return .result(
      .object([
        ("member", .object([("name", .string(name)), ("fingerprint", .string(invited.member.description))])),
        ("fingerprint", .string(invited.team.description)),
      ]), lines: ["\(name) is in. They run: casedesk team join \(invited.team)"])
  }
}

/// Asks to be let in, and takes the team's key afterwards.
struct TeamJoin: DeskCommand {
  static let words = "team join"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Join the team: print your key for a member, then take the team's.",
    discussion: """
      Without a fingerprint it prints your key, which is no secret, and the command for a member to let you in. With the \
      fingerprint that the member tells you, it takes the team's key and keeps it in your local store.

      EXAMPLES:
        casedesk team join
        casedesk team join "1f2e 3d4c 5b6a 7988 0011"
      """)

  @Argument(help: ArgumentHelp("The fingerprint of the team's key, as a member tells it.", valueName: "fingerprint"))
  var fingerprint: [String] = []

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let access = try TeamAccess(invocation)
    let told = fingerprint.joined(separator: " ")
    guard !told.isEmpty else {
      let (invitation, name) = try await access.withKeys { (database, keys, name) throws(ErrorReport) in
        let membership = TeamMembership(database, keeping: keys, name: name)
        return (try await teaming { () throws(TeamProblem) in try await membership.invitation() }, name)
      }
      return .result(
        .object([
          ("operator", .string(name)), ("key", .string(invitation.text)),
          ("fingerprint", .string(invitation.fingerprint.description)),
        ]),
        lines: [
          "A member of the team runs: casedesk team invite \(name.shellWord) \(invitation.text)",
          "Tell them the fingerprint on the telephone: \(invitation.fingerprint)",
        ])
    }
    let own = try await access.withMembership { (membership) throws(ErrorReport) in
      try await teaming { () throws(TeamProblem) in
        try await membership.join(told: told)
        return try await membership.fingerprint()
      }
    }
    return .fingerprint(own, lines: ["You are in the team."])
  }
}

/// Takes a member out.
struct TeamRemove: DeskCommand {
  static let words = "team remove"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a member out of the team, and seal everything with a new key.",
    discussion: """
      The member keeps everything seen before and can open nothing that is written from now on. Take the login on the \
      database away as well.

      EXAMPLES:
        casedesk team remove LOGIN
        casedesk team remove LOGIN --yes
      """)

  @Argument(
    help: ArgumentHelp("The member, by name or fingerprint, as casedesk team status has it.", valueName: "member"))
  var member: String

  @Flag(help: "Do it without asking; required when there is no terminal to confirm on.")
  var yes = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let console = invocation.console
    guard yes || console.canAsk else { throw .usage("No terminal to confirm on: add --yes to remove.") }
    let (leaver, fingerprint) = try await TeamAccess(invocation).withMembership { (membership) throws(ErrorReport) in
      let members = try await teaming { () throws(TeamProblem) in try await membership.members() }.values
      let found = members.filter { $0.name == member || $0.fingerprint.description == member }
      guard let leaver = found.first else { throw ErrorReport(TeamProblem.noSuchMember) }
      guard found.count == 1 else {
        let list = found.map(\.fingerprint.description).joined(separator: ", ")
        throw .invalid("\(found.count) members are named \(member): give one of the fingerprints \(list).")
      }
      if !yes {
        let question = "Take \(leaver.name) (\(leaver.fingerprint)) out of the team?"
        guard try console.confirms(question) else { throw .failed("Not confirmed: everybody stays in the team.") }
        if Task.isCancelled { throw .interrupted }
      }
      return (leaver, try await teaming { () throws(TeamProblem) in try await membership.remove(leaver) })
    }
    return .fingerprint(
      fingerprint, lines: ["\(leaver.name) is out of the team. Everything is sealed with a new key, \(fingerprint)."])
  }
}

/// Turns to a new key.
struct TeamRotate: DeskCommand {
  static let words = "team rotate"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Seal everything with a new key of the team.",
    discussion: """
      Members need do nothing: each takes the new key by itself, once it is proved by the one before.

      EXAMPLES:
        casedesk team rotate
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let fingerprint = try await TeamAccess(invocation).withMembership { (membership) throws(ErrorReport) in
      try await teaming { () throws(TeamProblem) in try await membership.rotate() }
    }
    return .fingerprint(fingerprint, lines: ["Everything is sealed with a new key, \(fingerprint)."])
  }
}

/// Writes the whole store to a sealed file.
struct TeamExport: DeskCommand {
  static let words = "team export"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the team's store to a sealed file, for another database.",
    discussion: """
      The file is sealed with the team's key, and replaces one of the same name. A database that was restored from a backup is \
      better restored whole.

      EXAMPLES:
        casedesk team export team.casedesk
      """)

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var path: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    guard invocation.policy.allowsExport else { throw .failed("The site policy allows no export.") }
    let rows = try await TeamAccess(invocation).withKeys { (database, keys, _) throws(ErrorReport) in
      let archive = TeamArchive(database, keeping: keys)
      let (bytes, tally) = try await teaming { () throws(TeamProblem) in try await archive.export() }
      try PrivateOutput.write(path, bytes)
      return tally.rows
    }
    return .rows(rows, lines: ["\(rows) rows were written to \(path)."])
  }
}

/// Fills an empty store from an exported file.
struct TeamImport: DeskCommand {
  static let words = "team import"
  static let reach = CommandReach.store
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Fill an empty team's store from an exported file.",
    discussion: """
      team_store names the new place by then, and casedesk team migrate has made its tables. Either everything is there \
      afterwards, compared row by row, or nothing.

      EXAMPLES:
        casedesk team import team.casedesk
      """)

  /// In bytes; that of a team of a hundred in ten years is far smaller.
  private static let limit = 1 << 30

  @Argument(help: ArgumentHelp("The file that casedesk team export wrote.", valueName: "file"), completion: .file())
  var path: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func perform(in invocation: Invocation) async throws(ErrorReport) -> CommandOutcome {
    let access = try TeamAccess(invocation)
    let bytes = Array(try RequestBodyFile(path: path, limit: Self.limit).read(invocation.console))
    let tally = try await access.withKeys { (database, keys, _) throws(ErrorReport) in
      let archive = TeamArchive(database, keeping: keys)
      return try await teaming { () throws(TeamProblem) in try await archive.restore(bytes) }
    }
    return .rows(tally.rows, lines: ["\(tally.rows) rows were read into the team's store."])
  }
}

/// Everything that a member sees of the team's store at once.
private struct TeamStanding: Sendable {
  let fingerprint: String
  let members: [TeamMember]
  let presences: Int
  let claims: Int
  let handOvers: Int
  let followUps: Int
  let intents: Int
  let unreadable: Int

  init(_ database: any TeamDatabase, _ keys: any TeamKeyKeeping, name: String) async throws(ErrorReport) {
    let membership = TeamMembership(database, keeping: keys, name: name)
    let store = TeamStore(database, keeping: keys, author: name, session: "")
    self = try await teaming { () throws(TeamProblem) in
      let fingerprint = try await membership.fingerprint()
      let members = try await membership.members()
      let presences = try await store.presences()
      let claims = try await store.claims()
      let handOvers = try await store.handOvers()
      let followUps = try await store.followUps()
      let intents = try await store.intents()
      return TeamStanding(
        fingerprint: fingerprint.description, members: members.values.sorted { $0.name < $1.name },
        presences: presences.values.count, claims: claims.values.count,
        handOvers: handOvers.values.count { $0.acceptedBy == nil },
        followUps: followUps.values.count { $0.followUp.doneBy == nil }, intents: intents.values.count,
        unreadable: members.unreadable + presences.unreadable + claims.unreadable + handOvers.unreadable
          + followUps.unreadable + intents.unreadable)
    }
  }

  private init(
    fingerprint: String, members: [TeamMember], presences: Int, claims: Int, handOvers: Int, followUps: Int,
    intents: Int, unreadable: Int
  ) {
    self.fingerprint = fingerprint
    self.members = members
    self.presences = presences
    self.claims = claims
    self.handOvers = handOvers
    self.followUps = followUps
    self.intents = intents
    self.unreadable = unreadable
  }
}

extension CommandOutcome {
  fileprivate static func fingerprint(_ fingerprint: TeamFingerprint, lines: [String]) -> CommandOutcome {
    .result(.object([("fingerprint", .string(fingerprint.description))]), lines: lines)
  }

  fileprivate static func rows(_ rows: Int, lines: [String]) -> CommandOutcome {
    .result(.object([("rows", .integer(Int64(rows)))]), lines: lines)
  }
}

extension TeamMember {
  fileprivate var json: OutputJSON {
    .object([
      ("name", .string(name)), ("fingerprint", .string(fingerprint.description)), ("invitedBy", .string(invitedBy)),
    ])
  }
}

extension TeamPlace {
  fileprivate var engine: String {
    switch self {
    case .sqlite: "SQLite"
    case .postgres: "PostgreSQL"
    }
  }
}
