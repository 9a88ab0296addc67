import Foundation
import Testing

/// Which modules each target may import. SwiftPM accepts transitive imports, so the boundaries are held here; every
/// target is listed, and what a row allows beyond its neighbours is the reason why the target exists.
private let table: [String: Set<String>] = [
  "casedesk": ["DeskCommands"],
  // A program beside casedesk; it starts others and writes files, for which Foundation is there.
  "Packaging": ["Foundation", "Themes"],
  // Another one; the desk itself for lists and cases that no synthetic service has.
  "casedesk-bench": [
    "Care360", "CaseStore", "Desk", "DeskUI", "Foundation", "PrivateIO", "PseudoTerminal", "Terminal",
  ],
  // Programs on a terminal, for those that look at them from outside.
  "PseudoTerminal": ["Glibc", "PrivateIO"],
  "DeskCommands": [
    "ArgumentParser", "Care360", "Care360HTTP", "Care360Sandbox", "CaseStore", "CDeskSystem", "Credentials", "Desk",
    "DeskApp", "DeskConfig", "FoundationEssentials", "Glibc", "PrivateIO", "RecordShipping", "Sealing", "TeamPlace",
    "TeamStore", "Terminal",
  ],
  // DeskLines too: the loop of the line-by-line mode shares queue and effect runner with the screen's.
  "DeskApp": [
    "Care360", "CaseStore", "CDeskSystem", "Desk", "DeskConfig", "DeskLines", "DeskUI", "FoundationEssentials", "Glibc",
    "NcursesTerminal", "PrivateIO", "Sealing", "TeamStore", "Terminal",
  ],
  "DeskLines": ["Desk"],
  "DeskUI": ["Desk", "Terminal"],
  "Desk": ["Care360", "FoundationEssentials"],
  // NIOSSL to read the site's certificate authorities as the transport will.
  "DeskConfig": ["Care360", "FoundationEssentials", "Glibc", "NIOSSL", "PrivateIO", "TeamPlace", "Terminal", "Themes"],
  "NcursesTerminal": ["CDeskSystem", "CNcurses", "Dispatch", "Glibc", "PrivateIO", "Terminal"],
  "Terminal": [],
  // CSodium for the fingerprints by which people compare keys, Dispatch for threads that may be blocked.
  "Credentials": ["Care360", "CSodium", "Dispatch", "FoundationEssentials", "Glibc", "PrivateIO"],
  "CaseStore": ["Care360", "CDeskSystem", "CSodium", "FoundationEssentials", "Glibc", "GRDB", "PrivateIO", "Sealing"],
  // NIO for TLS to the collector, Care360HTTP to judge its certificate.
  "RecordShipping": [
    "Care360", "Care360HTTP", "CaseStore", "FoundationEssentials", "Glibc", "NIOCore", "NIOPosix", "NIOSSL",
    "PrivateIO", "Sealing",
  ],
  // GRDB and CPostgres for the two engines, Dispatch to wait for a socket without a thread.
  "TeamStore": [
    "Care360", "CPostgres", "CSodium", "Dispatch", "FoundationEssentials", "Glibc", "GRDB", "PrivateIO", "Sealing",
    "TeamPlace",
  ],
  // The configuration reads it, and may reach no database.
  "TeamPlace": [],
  // Glibc and PrivateIO to read in /proc who listens on this machine.
  "Care360HTTP": [
    "AsyncHTTPClient", "Care360", "FoundationEssentials", "Glibc", "NIOCore", "NIOHTTP1", "NIOSSL", "PrivateIO",
    "SwiftASN1",
  ],
  // NIOCore closes a connection without an answer; Logging silences the server.
  "Care360Sandbox": ["FoundationEssentials", "GRDB", "Hummingbird", "Logging", "NIOCore", "ServiceLifecycle"],
  "Care360": ["FoundationEssentials"],
  // Dispatch for queues that wait for disks and locks in place of the threads of Swift's pool.
  "PrivateIO": ["CDeskSystem", "Dispatch", "Glibc"],
  "Sealing": ["CSodium"],
  "CDeskSystem": [], "CNcurses": [], "CPostgres": [], "CSodium": [], "Themes": [],
]

/// Allowed everywhere.
private let common: Set<String> = ["Swift", "Synchronization"]

struct ImportTableTests {
  static let targets: [String] = {
    do { return try Repository.names(in: "Sources") } catch { return [] }
  }()

  @Test func everyTargetHasARow() throws {
    #expect(!Self.targets.isEmpty)
    for target in Self.targets { #expect(table[target] != nil, "\(target) is missing from the import table") }
  }

  @Test(arguments: targets) func importsKeepToTheTable(_ target: String) throws {
    let allowed = (table[target] ?? []).union(common)
    for file in try Repository.swiftFiles(in: "Sources/" + target) {
      for module in imports(in: try Repository.text(file)) {
        #expect(allowed.contains(module), "\(file) imports \(module)")
      }
    }
  }

  @Test(arguments: targets) func everyPermittedImportIsUsed(_ target: String) throws {
    let files = try Repository.swiftFiles(in: "Sources/" + target)
    let used = Set(try files.flatMap { imports(in: try Repository.text($0)) })
    let spare = (table[target] ?? []).subtracting(used).sorted()
    #expect(spare.isEmpty, "\(target) imports \(spare) nowhere: take it from the table, and from Package.swift")
  }

  @Test func themesImportNothing() throws {
    for file in try Repository.swiftFiles(in: "themes") { #expect(imports(in: try Repository.text(file)).isEmpty) }
  }

  @Test func theReaderOfImportsFindsEveryForm() {
    let source = """
      import One
      package import Two
      @preconcurrency import Three
      import struct Four.Five
      @testable internal import Six
      let text = "import Seven"
      """
    #expect(imports(in: source) == ["One", "Two", "Three", "Four", "Six"])
  }
}

/// The modules that a source file imports, in order.
private func imports(in source: String) -> [String] {
  let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "typealias", "var", "let"]
  return source.split(whereSeparator: \.isNewline).compactMap { line in
    var words = line.split(whereSeparator: \.isWhitespace)[...]
    while let word = words.first,
      word.hasPrefix("@") || ["public", "package", "internal", "private", "fileprivate"].contains(word)
    {
      words.removeFirst()
    }
    guard words.first == "import" else { return nil }
    words.removeFirst()
    if let kind = words.first, kinds.contains(kind) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }
}
