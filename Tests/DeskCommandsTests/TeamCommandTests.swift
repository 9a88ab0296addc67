import ArgumentParser
import Care360
import CaseStore
import Foundation
import Synchronization
import TeamPlace
import TeamStore
import TestSupport
import Testing

@testable import DeskCommands

/// `casedesk team …`: two operators of one machine, each with a store of their own.
@Suite(.timeLimit(.minutes(6))) struct TeamCommandTests {
  /// A bench with a folder for the team, and the operators' stores.
  private struct Team {
    let bench: Bench
    let folder: String
    var file: String { "sqlite:\(folder)/team.db" }

    init(_ bench: Bench, operators: [String] = ["tester", "robin"]) throws {
      self.bench = bench
      folder = bench.folder + "/team"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o770])
      for name in operators {
        let place = StorePlace(base: "\(bench.folder)/casedesk", profile: "clinic", operatorID: name)
        var key = Array(Bench.storeKey.utf8)
        try LocalStore.open(place, with: try .printed(&key)).close()
      }
    }

    func run(
      _ words: String..., as name: String = "tester", at place: String? = nil, input: String = "",
      isTerminal: Bool = false
    ) async throws -> Ran {
      let clinic = try bench.clinic(
        general: "operator = \"\(name)\"", profile: "team_store = \"\(place ?? file)\"")
      return await bench.run(["team"] + words + clinic, input: input, isTerminal: isTerminal)
    }

    /// A refill link, which the service gives.
    func refill(
      _ words: String..., as name: String = "tester", at place: String? = nil, input: String = "",
      isTerminal: Bool = false
    ) async throws -> Ran {
      let clinic = try bench.clinic(
        general: "operator = \"\(name)\"", profile: "team_store = \"\(place ?? file)\"",
        service: bench.base[1])
      return await bench.run(
        ["refill", Known.avery] + words + clinic + ["--api-key-file", bench.folder + "/key"], input: input,
        isTerminal: isTerminal)
    }

    func result(_ words: String..., as name: String = "tester", at place: String? = nil) async throws -> [String: Any] {
      let clinic = try bench.clinic(
        general: "operator = \"\(name)\"", profile: "team_store = \"\(place ?? file)\"")
      let ran = await bench.run(["team"] + words + ["--json"] + clinic)
      #expect(ran.code == 0, "\(ran)")
      return try #require(try Bench.object(ran.output)["result"] as? [String: Any])
    }

    /// The first member is the tester.
    func begin() async throws -> String {
      #expect(try await result("migrate")["to"] as? Int == Int(TeamSchema.version))
      return try #require(try await result("init")["fingerprint"] as? String)
    }

    func letRobinIn() async throws -> String {
      let asked = try await result("join", as: "robin")
      let key = try #require(asked["key"] as? String)
      let invited = try await result("invite", "robin", key, "--yes")
      #expect((invited["member"] as? [String: Any])?["fingerprint"] as? String == asked["fingerprint"] as? String)
      let told = try #require(invited["fingerprint"] as? String)
      #expect(try await result("join", told, as: "robin")["fingerprint"] as? String == told)
      return key
    }

    func names(as name: String = "tester", at place: String? = nil) async throws -> [String] {
      let members = try await result("status", as: name, at: place)["members"] as? [[String: Any]]
      return try #require(members).compactMap { $0["name"] as? String }
    }
  }

  @Test func `A team begins, a colleague joins, and each turn of the key reaches both`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      let first = try await team.begin()
      _ = try await team.letRobinIn()
      #expect(try await team.names(as: "robin") == ["robin", "tester"])
      let second = try #require(try await team.result("rotate", as: "robin")["fingerprint"] as? String)
      #expect(second != first)
      #expect(try await team.result("status")["fingerprint"] as? String == second)
      let status = try await team.run("status")
      #expect(
        status.output.hasPrefix(
          "store        SQLite, schema \(TeamSchema.version)\nteam         key \(second)\nmembers      robin, tester\n")
      )
      #expect(try await team.result("migrate")["from"] as? Int == Int(TeamSchema.version))
      #expect(bench.requests == 0, "the service gets nothing of it")
    }
  }

  @Test func `A write that a colleague left unsettled is not sent before it was shown`() async throws {
    try await Bench.run(faults: ["refill:drop-afterx1"]) { bench in
      let team = try Team(bench)
      _ = try await team.begin()
      _ = try await team.letRobinIn()
      #expect(try await team.refill("--yes", as: "robin").code == 8)
      #expect(try await team.result("status")["unsettled"] as? Int == 1)
      let held = try await team.refill("--yes")
      #expect(
        held.code == 1 && held.talk.contains("A colleague does the same write on this case, or left it unsettled."))
      #expect(held.talk.contains("robin: refill link, ") && held.talk.contains("not known whether it was done"))
      let declined = try await team.refill(input: "y\nno\n", isTerminal: true)
      #expect(declined.code == 1 && declined.talk.contains("  robin: refill link, "))
      #expect(bench.writes == 1)
      // Once for the team, and once for the record of this machine, which has it, too.
      let ran = try await team.refill(input: "y\nagain\nagain\n", isTerminal: true)
      #expect(ran.code == 0 && bench.writes == 2, "\(ran)")
      #expect(try await team.result("status")["unsettled"] as? Int == 1, "its own intent is over")
    }
  }

  @Test func `A team's store that is away is said and stops no command`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      _ = try await team.begin()
      let fine = try await team.refill("--yes")
      #expect(fine.code == 0 && !fine.talk.contains("the team's store"), "\(fine)")
      #expect(try await team.result("status")["unsettled"] as? Int == 0)
      let away = try await team.refill("--yes", at: "sqlite:\(team.folder)/none.db")
      #expect(away.code == 0 && away.talk.contains("the team's store is away: a colleague may be doing the same"))
      let keyless = try await team.refill("--yes", as: "nobody")
      #expect(keyless.code == 0 && keyless.talk.contains("the team's store is away: a colleague may be doing the same"))
      #expect(bench.writes == 3)
    }
  }

  /// The connection ended after the team's store had the intent.
  @Test func `A write whose begin was not answered is ended there all the same`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      let keys = RingInMemory()
      let database = try TeamPlace(team.file).database(login: "")
      _ = try await TeamMigration(database).migrate()
      _ = try await TeamMembership(database, keeping: keys, name: "tester").begin()
      let talk = Recorded()
      let invocation = try Invocation(
        try GlobalOptions.parse(try bench.clinic()), bench.tool([], talk, Recorded()).host)
      let store = TeamStore(ForgetfulDatabase(database), keeping: keys, author: "tester", session: "s1")
      let heed = TeamHeed(invocation, store, author: "tester")
      let target = WriteTarget(.requestRefillLink, try CaseID(Known.avery))
      #expect(try await heed.begin(target, id: "w1").isEmpty)
      #expect(talk.text.contains("the team's store is away: a colleague may be doing the same"))
      let colleague = TeamStore(database, keeping: keys, author: "robin", session: "s2")
      #expect(try await colleague.intents().values.map(\.id) == ["w1"])
      await heed.end("w1", isKnown: true)
      #expect(try await colleague.intents().values.isEmpty)
    }
  }

  private final class RingInMemory: TeamKeyKeeping {
    private let ring = Mutex<TeamKeyring?>(nil)
    func kept() -> TeamKeyring? { ring.withLock { $0 } }
    func keep(_ keyring: TeamKeyring) { ring.withLock { $0 = keyring } }
  }

  /// Makes the first change, and nobody hears of it.
  private final class ForgetfulDatabase: TeamDatabase {
    private let database: any TeamDatabase
    private let hasLost = Mutex(false)

    init(_ database: any TeamDatabase) { self.database = database }

    var dialect: TeamDialect { database.dialect }
    var patience: Duration { database.patience }

    func run(_ script: TeamScript) async throws(TeamProblem) -> TeamOutcome {
      let outcome = try await database.run(script)
      guard case .write = script.kind else { return outcome }
      let isFirst = hasLost.withLock { hasLost in
        defer { hasLost = true }
        return !hasLost
      }
      if isFirst { throw .away }
      return outcome
    }

    func close() async { await database.close() }
  }

  @Test func `Who was taken out opens nothing any more`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      _ = try await team.begin()
      let key = try await team.letRobinIn()
      let question = try await team.run("remove", "robin", input: "n\n", isTerminal: true)
      #expect(
        question.code == 1 && question.talk.contains("Take robin (") && question.talk.contains("stays in the team"))
      #expect(try await team.names() == ["robin", "tester"])
      _ = try await team.result("remove", "robin", "--yes")
      #expect(try await team.names() == ["tester"])
      let out = try await team.run("status", as: "robin")
      #expect(out.code == 1 && out.talk.contains("You are no member of this team, or no longer"))
      // Whoever is invited again is in again.
      let invited = try await team.result("invite", "robin", key, "--yes")
      let told = try #require(invited["fingerprint"] as? String)
      _ = try await team.result("join", told, as: "robin")
      #expect(try await team.names(as: "robin") == ["robin", "tester"])
    }
  }

  @Test func `Two members of one name are told apart by their fingerprints`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench, operators: ["tester", "robin", "jo"])
      _ = try await team.begin()
      for name in ["robin", "jo"] {
        let key = try #require(try await team.result("join", as: name)["key"] as? String)
        _ = try await team.result("invite", "colleague", key, "--yes")
      }
      let ran = try await team.run("remove", "colleague", "--yes")
      #expect(ran.code == 5 && ran.talk.contains("2 members are named colleague: give one of the fingerprints "))
      let jo = try #require(try await team.result("join", as: "jo")["fingerprint"] as? String)
      _ = try await team.result("remove", jo, "--yes")
      #expect(try await team.names() == ["colleague", "tester"])
    }
  }

  @Test func `A whole store goes to another database, once`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      _ = try await team.begin()
      _ = try await team.letRobinIn()
      let path = bench.folder + "/team.casedesk"
      let exported = try await team.result("export", path)
      #expect(try #require(exported["rows"] as? Int) > 3)
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
      let other = "sqlite:\(team.folder)/other.db"
      let early = try await team.run("import", path, at: other)
      #expect(early.code == 1 && early.talk.contains("casedesk team migrate"))
      _ = try await team.result("migrate", at: other)
      #expect(try await team.result("import", path, at: other)["rows"] as? Int == exported["rows"] as? Int)
      #expect(try await team.names(as: "robin", at: other) == ["robin", "tester"])
      let again = try await team.run("import", path, at: other)
      #expect(again.code == 6 && again.talk.contains("An import needs an empty team's store"))
      try bench.policy("export = false")
      let refused = try await team.run("export", path)
      #expect(refused.code == 1 && refused.talk.contains("The site policy allows no export."))
    }
  }

  @Test func `The place of the site policy comes before that of the profile`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      try bench.policy("team_store = \"\(team.file)\"")
      _ = try await team.begin()
      #expect(try await team.names(at: "sqlite:\(team.folder)/none.db") == ["tester"])
      // An administrator has no profile.
      let ran = await bench.run(["team", "migrate"])
      #expect(ran.code == 0 && ran.output == "The team's store has schema \(TeamSchema.version) already.\n", "\(ran)")
    }
  }

  @Test func `Nothing begins where something is missing, and each time it is said`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench, operators: ["tester"])
      let none = await bench.run(["team", "status"] + (try bench.clinic()))
      #expect(none.code == 1 && none.talk.contains("There is no team's store: set team_store"))
      for words in [["status"], ["init"], ["join"]] {
        let ran = try await team.run(words[0])
        #expect(ran.code == (words == ["join"] ? 0 : 1), "\(ran)")
        if words != ["join"] { #expect(ran.talk.contains("an administrator runs: casedesk team migrate"), "\(ran)") }
      }
      _ = try await team.result("migrate")
      let before = try await team.run("status")
      #expect(before.code == 1 && before.talk.contains("its first member runs: casedesk team init"), "\(before)")
      let storeless = try await team.run("init", as: "robin")
      #expect(storeless.code == 1 && storeless.talk.contains("this profile has none yet: start the screen once"))
      _ = try await team.result("init")
      let twice = try await team.run("init")
      #expect(twice.code == 6 && twice.talk.contains("has a team already"))
      let gone = try await team.run("remove", "nobody", "--yes")
      #expect(gone.code == 3 && gone.talk.contains("The team has no such member."))
      let wrong = try await team.run("invite", "robin", "casedesk-team-1:00", "--yes")
      #expect(wrong.code == 5 && wrong.talk.contains("not the public key that casedesk team join prints"))
      for words in [["invite", "robin", "key"], ["remove", "tester"]] {
        let ran = await bench.run(["team"] + words + (try bench.clinic(profile: "team_store = \"\(team.file)\"")))
        #expect(ran.code == (words[0] == "invite" ? 5 : 64), "\(ran)")
      }
    }
  }

  @Test func `A fingerprint that differs keeps nothing`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      _ = try await team.begin()
      let key = try #require(try await team.result("join", as: "robin")["key"] as? String)
      _ = try await team.result("invite", "robin", key, "--yes")
      let ran = try await team.run("join", "0000 0000 0000 0000 0000", as: "robin")
      #expect(ran.code == 5 && ran.talk.contains("another fingerprint than the one you were told; nothing was kept"))
      let status = try await team.run("status", as: "robin")
      #expect(status.code == 1 && status.talk.contains("You are no member of this team"))
    }
  }

  @Test func `A colleague is let in only by a person who saw the fingerprint`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      _ = try await team.begin()
      let asked = try await team.result("join", as: "robin")
      let (key, mark) = (try #require(asked["key"] as? String), try #require(asked["fingerprint"] as? String))
      let no = try await team.run("invite", "robin", key, input: "n\n", isTerminal: true)
      #expect(no.code == 1 && no.talk.contains("Let robin in, whose key has the fingerprint \(mark)? [y/N]"))
      #expect(no.talk.contains("Not confirmed: nobody was let in."))
      #expect(try await team.names() == ["tester"])
      let yes = try await team.run("invite", "robin", key, input: "y\n", isTerminal: true)
      #expect(yes.code == 0 && yes.output.contains("robin is in. They run: casedesk team join "), "\(yes)")
    }
  }

  @Test func `The doctor looks at the way to the team's store`() async throws {
    try await Bench.run { bench in
      let team = try Team(bench)
      func check() async throws -> String {
        let words = try bench.clinic(profile: "team_store = \"\(team.file)\"")
        let lines = await bench.run(["doctor"] + words).output.split(separator: "\n")
        return String(try #require(lines.first { $0.contains("team's store") }))
      }
      #expect(try await check() == "WRONG team's store   \(TeamProblem.olderSchema.sentence)")
      _ = try await team.begin()
      #expect(try await check() == "ok    team's store   \(team.file), schema \(TeamSchema.version)")
      func waiting() async throws -> String {
        let words = try bench.clinic(profile: "team_store = \"\(team.file)\"")
        let ran = await bench.run(["doctor"] + words)
        #expect(!ran.output.contains("Lindqvist") && !ran.output.contains("ADA-1") && !ran.output.contains("kim"))
        return try #require(ran.output.split(separator: "\n").first { $0.contains("hand-overs") }).description
      }
      #expect(try await waiting() == "ok    hand-overs     nothing waits for the team's store")
      let hand = WaitingHandOver(id: "s.1", receiver: "kim", givenAt: Bench.start)
      func change(_ change: (LocalStore) throws -> Void) throws {
        let store = try bench.openStore()
        try change(store)
        try store.close()
      }
      try change { store in
        let content = DraftContent(
          body: Array("the body".utf8), patientName: "Avery Lindqvist", shortID: "ADA-1", summary: "Avery L. ADA-1",
          lastKeyAt: Bench.start, waiting: hand)
        _ = try store.save(content, as: DraftID(caseID: try bench.caseID(1), kind: .form), expecting: nil)
      }
      #expect(try await waiting() == "ok    hand-overs     1 draft waits for the team's store")
      try change { store in
        for id in ["a", "b"] {
          try store.add(
            FollowUpRecord(
              id: id, caseID: try bench.caseID(1), shortID: "ADA-1", patientName: "Avery Lindqvist", due: Bench.start,
              text: "ask", madeAt: Bench.start, author: "tester", waiting: hand))
        }
      }
      #expect(try await waiting() == "ok    hand-overs     1 draft and 2 follow-ups wait for the team's store")
      chmod(team.folder, 0o777)
      #expect(try await check().hasPrefix("WRONG team's store   The file of the team's store is in a folder"))
    }
  }
}
