import Care360Sandbox
import CaseStore
import DeskApp
import Foundation
import TeamPlace
import TeamStore
import TestSupport
import Testing

/// The command line as it is promised: the built program against a sandbox over a socket, one row after the other. The
/// rows are the contract: `ContractRow.all`.
///
/// One at a time, and again when a read ran out of its time: each row has a deadline to keep, which more than a hundred
/// programs that start at once, or other work of the machine, would make it miss.
@Suite(.serialized) struct ContractTests {
  @Test(arguments: ContractRow.all)
  func `A command line ends as the contract says`(row: ContractRow) async throws {
    try await Bench.run(faults: row.faults) { bench in
      try await bench.prepare(row)
      var ran = try await BuiltProgram(bench).run(row)
      for _ in 0..<4 where ran.code == 7 && row.code != 7 && row.signal == nil && bench.writes == 0 {
        ran = try await BuiltProgram(bench).run(row)
      }
      #expect(ran.code == row.code, "\(ran.output)\(ran.talk)")
      try check(ran, row, bench)
      if let writes = row.writes { #expect(bench.writes == writes) }
      if row.isOffline { #expect(bench.requests == 0) }
    }
  }

  private func check(_ ran: Ran, _ row: ContractRow, _ bench: Bench) throws {
    switch row.answer {
    case .result(let keys):
      let object = try Self.object(ran.output)
      #expect(Set(object.keys) == ["ok", "result"])
      #expect(object["ok"] as? Bool == true)
      #expect((object["result"] as? [String: Any]).map { Set($0.keys) } == Set(keys))
    case .error(let members):
      #expect(ran.output == "{\"ok\":false,\"error\":{\(bench.filled(members))}}\n")
      try checkError(try Self.object(ran.output), keys: ["ok", "error"])
    case .kind(let kind):
      try checkError(try Self.object(ran.output), keys: ["ok", "error"], kind: kind)
    case .faulty(let keys, let kind):
      let object = try Self.object(ran.output)
      try checkError(object, keys: ["ok", "result", "error"], kind: kind)
      #expect((object["result"] as? [String: Any]).map { Set($0.keys) } == Set(keys))
    case .lines(let goods):
      let lines = ran.output.split(separator: "\n").map(String.init)
      #expect(lines.count == goods.count)
      for (line, isGood) in zip(lines, goods) {
        let object = try Bench.object(line)
        #expect(Set(object.keys) == ["ok", "query", isGood ? "result" : "error"])
        #expect(object["ok"] as? Bool == isGood)
      }
    case .text(let text): #expect(ran.output.contains(bench.filled(text)))
    case .talk(let text):
      #expect(ran.output.isEmpty)
      #expect(ran.talk.contains(text))
    }
    // What is for a program stands alone on standard output.
    if row.answer.isObject, row.signal == nil { #expect(ran.talk.isEmpty, "\(ran.talk)") }
  }

  private func checkError(_ object: [String: Any], keys: Set<String>, kind: String? = nil) throws {
    #expect(Set(object.keys) == keys)
    #expect(object["ok"] as? Bool == false)
    let error = try #require(object["error"] as? [String: Any])
    #expect(Set(error.keys).isSubset(of: ["kind", "message", "httpStatus"]))
    #expect((error["message"] as? String)?.isEmpty == false)
    if let kind { #expect(error["kind"] as? String == kind) }
  }

  /// One object on one line.
  private static func object(_ text: String) throws -> [String: Any] {
    #expect(text.hasSuffix("\n") && text.count(where: { $0 == "\n" }) == 1, "\(text)")
    return try Bench.object(text)
  }

  // MARK: The table covers the program

  @Test func `Every exit code has a row, and every row one of them`() {
    let codes = Set(ContractRow.all.map(\.code))
    #expect(codes.isSuperset(of: ContractRow.codes))
    #expect(codes.subtracting(ContractRow.codes).allSatisfy { $0 > 128 })
    #expect(codes.contains(130) && codes.contains(143))
  }

  /// From the parser's own description of itself, so that what is added there needs a row here.
  @Test func `Every command, option and argument that the parser knows has a row`() async throws {
    try await Bench.run { bench in
      let dump = try await BuiltProgram(bench).run(
        ContractRow(words: ["--experimental-dump-help"], code: 0, answer: .text("")))
      let commands = Definition.all(try #require(try Bench.object(dump.output)["command"] as? [String: Any]))
      #expect(commands.count > 25)
      let paths = commands.map(\.path)
      let defaults = Dictionary(
        uniqueKeysWithValues: commands.compactMap { command in
          command.usual.map { (command.path, command.path + [$0]) }
        })
      for command in commands {
        let rows = ContractRow.all.filter { row in
          let path = Definition.command(of: row.words, among: paths)
          return path == command.path || defaults[path] == command.path
        }
        #expect(!rows.isEmpty, "casedesk \(command.path.joined(separator: " "))")
        let words = (command.path.isEmpty ? ContractRow.all : rows).flatMap {
          $0.words + ($0.answer.isObject ? ["--json"] : [])
        }
        for option in command.options { #expect(words.contains("--\(option)"), "\(command.path) --\(option)") }
        guard command.positionals > 0 else { continue }
        // A row that gives as many words as there are places for.
        #expect(
          rows.contains { Definition.values(in: $0.words, of: command, globals: commands[0]) >= command.positionals },
          "\(command.path)")
      }
    }
  }
}

/// A command as the parser describes it.
private struct Definition {
  var path: [String]
  /// Without the dashes; those that every command has are listed with the first one only.
  var options: [String]
  var flags: Set<String>
  var positionals: Int
  /// The command below it that its words stand for when they name none.
  var usual: String?

  static func all(_ command: [String: Any], path: [String] = []) -> [Definition] {
    let arguments = (command["arguments"] as? [[String: Any]] ?? []).filter {
      path.isEmpty || $0["sectionTitle"] as? String != "Global options"
    }
    func names(_ argument: [String: Any]) -> [String] {
      (argument["names"] as? [[String: Any]] ?? []).filter { $0["kind"] as? String == "long" }
        .compactMap { $0["name"] as? String }
    }
    let named = arguments.flatMap(names).filter { path.isEmpty || !["help", "version"].contains($0) }
    let own = Definition(
      path: path, options: named,
      flags: Set(arguments.filter { $0["kind"] as? String == "flag" }.flatMap(names)),
      positionals: arguments.count { $0["kind"] as? String == "positional" },
      usual: command["defaultSubcommand"] as? String)
    let children = (command["subcommands"] as? [[String: Any]] ?? []).flatMap { child -> [Definition] in
      let name = child["commandName"] as? String ?? ""
      return name == "help" ? [] : all(child, path: path + [name])
    }
    return [own] + children
  }

  /// The longest path that the words begin with.
  static func command(of words: [String], among paths: [[String]]) -> [String] {
    paths.filter { words.starts(with: $0) }.max { $0.count < $1.count } ?? []
  }

  /// How many of the words are neither an option nor its value.
  static func values(in words: [String], of command: Definition, globals: Definition) -> Int {
    let flags = command.flags.union(globals.flags)
    var count = 0
    var rest = words.dropFirst(command.path.count)
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        count += 1
        continue
      }
      if !flags.contains(String(word.dropFirst(2))) { rest = rest.dropFirst() }
    }
    return count
  }
}

extension ContractRow.Answer {
  var isObject: Bool {
    switch self {
    case .result, .error, .kind, .faulty: true
    case .lines, .text, .talk: false
    }
  }
}

extension Bench {
  /// The files and the store that a row asks for.
  func prepare(_ row: ContractRow) async throws {
    for (name, text) in row.files {
      let parent = URL(fileURLWithPath: "\(folder)/\(name)").deletingLastPathComponent().path
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try file(name, filled(text))
    }
    if row.words.contains("{folder}/clinic.toml") || row.hasStore {
      _ = try clinic(
        general: "operator = \"tester\"",
        profile: row.hasTeam ? "team_store = \"sqlite:\(folder)/team/team.db\"" : "",
        service: row.hasTeam ? server.baseURL : "https://api.example.com")
    }
    if row.hasStore { try fillStore() }
    if row.hasTeam { try await beginTeam() }
  }

  private func beginTeam() async throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/team", withIntermediateDirectories: false, attributes: [.posixPermissions: 0o770])
    let store = try openStore()
    let database = try TeamPlace("sqlite:\(folder)/team/team.db").database(login: "")
    _ = try await TeamMigration(database).migrate()
    _ = try await TeamMembership(database, keeping: StoredTeamKeys(store), name: "tester").begin()
    await database.close()
    try store.close()
  }

  func filled(_ text: String, service: String? = nil) -> String {
    text.replacing("{folder}", with: folder).replacing("{url}", with: service ?? server.baseURL)
  }
}

/// The program beside the tests, as a process of its own in the bench's folder.
struct BuiltProgram {
  static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("casedesk")

  private let bench: Bench
  private let service: String

  /// - Parameter service: in place of the bench's own sandbox.
  init(_ bench: Bench, service: String? = nil) {
    self.bench = bench
    self.service = service ?? bench.server.baseURL
  }

  /// - Parameter isJSON: nil is as the row says.
  func run(_ row: ContractRow, isJSON: Bool? = nil) async throws -> Ran {
    let process = Process()
    process.executableURL = Self.path
    process.arguments =
      row.words.map { bench.filled($0, service: service) }
      + ((isJSON ?? row.answer.isObject) && !row.words.contains("--json") ? ["--json"] : [])
    process.environment = [
      "XDG_DATA_HOME": bench.folder, "XDG_CONFIG_HOME": bench.folder, "HOME": bench.folder, "PATH": "/usr/bin:/bin",
      "LC_ALL": "C.UTF-8",
    ]
    process.standardInput = try reading("input", row.input)
    let (output, talk) = ("\(bench.folder)/output", "\(bench.folder)/talk")
    process.standardOutput = try writing(output)
    process.standardError = try writing(talk)
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in end.finish() }
    try process.run()
    if let signal = row.signal {
      let isReady = await until {
        signal.afterRequests == 0 ? !text(output).isEmpty : bench.requests >= signal.afterRequests
      }
      #expect(isReady)
      kill(process.processIdentifier, signal.number)
    }
    for await _ in ends {}
    let code = process.terminationReason == .exit ? process.terminationStatus : -1
    return Ran(code: code, output: text(output), talk: text(talk))
  }

  private func reading(_ name: String, _ text: String) throws -> FileHandle {
    try FileHandle(forReadingFrom: URL(fileURLWithPath: try bench.file(name, text)))
  }

  private func writing(_ path: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  }

  private func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
