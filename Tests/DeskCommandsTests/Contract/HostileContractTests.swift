import Care360Sandbox
import Foundation
import TestSupport
import Testing

/// Every command that does its work does it with a service whose every text is an attack on the terminal, too: no attack
/// leaves the program, as text or as JSON, and none reaches its files.
@Suite(.serialized) struct HostileContractTests {
  /// The commands that end well and ask the service, in every form of the contract.
  private static let rows = ContractRow.all.filter { row in
    row.code == 0 && !row.isOffline && row.signal == nil && row.faults.isEmpty
      && row.words.contains { $0.hasPrefix("{url}") }
  }

  @Test func `There are rows for every operation`() {
    let commands = Set(Self.rows.map { $0.words[0] })
    #expect(
      commands.isSuperset(of: [
        "appointments", "attachments", "bundle", "case", "doctor", "escalate", "lookup", "message", "note", "patient",
        "products", "promo", "refill", "worklist",
      ]), "\(commands.sorted())")
  }

  @Test(arguments: rows)
  func `No attack leaves the program by any command`(row: ContractRow) async throws {
    try await Bench.run { bench in
      try await bench.prepare(row)
      let service = try HostileService(over: bench.server.baseURL)
      defer { service.stop() }
      for isJSON in [true, false] {
        let ran = try await BuiltProgram(bench, service: service.url).run(row, isJSON: isJSON)
        let check = WireCheck(Data((ran.output + ran.talk).utf8), columns: 0, rows: 0)
        #expect(check.foreign.isEmpty && check.sequences == 0, "\(check.foreign.prefix(3))")
        #expect(!(ran.output + ran.talk).isEmpty)
      }
      #expect(bench.requests > 0)
      try expectPlainFiles(in: bench.folder)
    }
  }

  /// Lines of the record and every other file of text that the program wrote hold no control but line ends.
  private func expectPlainFiles(in folder: String) throws {
    for path in try #require(FileManager.default.subpaths(atPath: folder)) where path.hasSuffix(".jsonl") {
      guard let bytes = FileManager.default.contents(atPath: folder + "/" + path) else { continue }
      let check = WireCheck(bytes, columns: 0, rows: 0)
      #expect(check.foreign.isEmpty && check.sequences == 0, "\(path): \(check.foreign.prefix(3))")
    }
  }
}
